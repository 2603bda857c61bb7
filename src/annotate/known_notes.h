// Notes that were made: logs have few codes, and each is explained in the same
// words every time.
#ifndef HRSCAN_ANNOTATE_KNOWN_NOTES_H_
#define HRSCAN_ANNOTATE_KNOWN_NOTES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/finding.h"

namespace hrscan {

// Keeps about a thousand, for one catalog and one format.
class KnownNotes {
 public:
  // The note for a finding under this name, which the log itself writes or not;
  // `make` appends it to a string where it is not known yet. Valid until the
  // next call.
  template <typename Make>
  const std::string& find(const Finding& finding, std::string_view name,
                          bool is_written, Make make) {
    Entry& entry = entries_[slot(finding, name, is_written)];
    if (!entry.filled || entry.code != finding.code ||
        entry.kind != finding.kind || entry.extend != finding.extend ||
        entry.is_written != is_written || entry.name != name) {
      entry.filled = true;
      entry.code = finding.code;
      entry.kind = finding.kind;
      entry.extend = finding.extend;
      entry.is_written = is_written;
      entry.name = name;
      entry.note.clear();
      make(entry.note);
    }
    return entry.note;
  }

 private:
  struct Entry {
    bool filled = false;
    bool is_written = false;
    CodeKind kind = CodeKind::kHresult;
    StatusCode code;
    std::uint32_t extend = 0;
    std::string name;
    std::string note;
  };

  static constexpr std::size_t kEntries = 1024;

  static std::size_t slot(const Finding& finding, std::string_view name,
                          bool is_written) {
    const std::uint64_t mixed =
        (finding.code.value() + name.size() * 64 + (is_written ? 1 : 0)) *
        0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(mixed >> 32) % kEntries;
  }

  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_KNOWN_NOTES_H_
