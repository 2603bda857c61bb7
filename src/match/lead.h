// Lead: the word before a token, the signs between them, and what both say.
// Logs write the same few words before their numbers over and over, so what was
// once read is remembered.
#ifndef HRSCAN_MATCH_LEAD_H_
#define HRSCAN_MATCH_LEAD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/eight_bytes.h"
#include "match/words.h"

namespace hrscan {

struct Lead {
  // From the token back to where the word's letters begin, and end.
  std::uint16_t to_begin = 0;
  std::uint16_t to_end = 0;
  WordUses may = 0;    // of the word, or of its last part
  WordUses plain = 0;  // of the word, if it alone is enough
};

// What stands before the token at text[begin].
Lead read_lead(const Words& words, std::string_view text, std::size_t begin);

// The same for one thread and one set of words.
class LeadMemo {
 public:
  Lead lead(const Words& words, std::string_view text, std::size_t begin) {
    if (begin < kBytes) return read_lead(words, text, begin);
    const std::uint64_t near = eight::load(text.data() + begin - 8);
    const std::uint64_t far = eight::load(text.data() + begin - kBytes);
    const std::uint64_t mixed =
        near * 0x9E3779B97F4A7C15u ^ far * 0xC2B2AE3D27D4EB4Fu;
    Entry& entry = entries_[mixed >> 56];
    if (entry.near != near || entry.far != far || entry.lead.to_begin == 0) {
      const Lead lead = read_lead(words, text, begin);
      // More of the text than is compared may decide.
      if (lead.to_begin >= kBytes) return lead;
      entry = {near, far, lead};
    }
    return entry.lead;
  }

 private:
  static constexpr std::size_t kBytes = 16;

  struct Entry {
    std::uint64_t near = 0;
    std::uint64_t far = 0;
    Lead lead{};
  };

  // A token has at least one letter or sign before it: a fresh entry is none.
  std::array<Entry, 256> entries_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_LEAD_H_
