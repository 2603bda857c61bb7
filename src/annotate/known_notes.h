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

// How the line tells of a symbol.
enum class Told : std::uint8_t {
  kBeside,     // it stands beside the code, whether or not the code has it
  kMentioned,  // by what it mentions: Block::mentioned_name()
};

struct KnownNote {
  std::string text;
  // What else the line mentions may decide on another name.
  bool may_be_mentioned = false;
};

// Keeps about a thousand, for one catalog and one format.
class KnownNotes {
 public:
  // The note for a finding whose line tells of `symbol`, or of none ("");
  // `make` fills in an empty one where it is not known yet. Valid until the
  // next call.
  template <typename Make>
  const KnownNote& find(const Finding& finding, std::string_view symbol,
                        Told told, Make make) {
    Entry* const set = entries_.data() + first_of_set(finding, symbol);
    for (std::size_t i = 0; i < kWays; ++i) {
      if (set[i].is_for(finding, symbol, told)) return set[i].note;
    }
    // In turn: two that are met alternately stay.
    Entry& entry = set[turn_++ % kWays];
    entry = {true,
             told,
             finding.kind,
             finding.code,
             finding.extend,
             std::string(symbol),
             {}};
    make(entry.note);
    return entry.note;
  }

 private:
  struct Entry {
    bool is_for(const Finding& finding, std::string_view its_symbol,
                Told its_told) const {
      return filled && code == finding.code && kind == finding.kind &&
             extend == finding.extend && told == its_told &&
             symbol == its_symbol;
    }

    bool filled = false;
    Told told = Told::kBeside;
    CodeKind kind = CodeKind::kHresult;
    StatusCode code;
    std::uint32_t extend = 0;
    std::string symbol;
    KnownNote note;
  };

  static constexpr std::size_t kSets = 128;
  static constexpr std::size_t kWays = 2;

  static std::size_t first_of_set(const Finding& finding,
                                  std::string_view symbol) {
    const std::uint64_t mixed =
        (finding.code.value() + symbol.size()) * 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(mixed >> 32) % kSets * kWays;
  }

  std::vector<Entry> entries_ = std::vector<Entry>(kSets * kWays);
  std::size_t turn_ = 0;
};

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_KNOWN_NOTES_H_
