// Lead: the word before a token, the signs between them, and what both say.
#ifndef HRSCAN_MATCH_LEAD_H_
#define HRSCAN_MATCH_LEAD_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/words.h"

namespace hrscan {

struct Lead {
  // From the token back to where the word's letters begin, and end; and over
  // all bytes that were looked at.
  std::uint16_t to_begin = 0;
  std::uint16_t to_end = 0;
  std::uint16_t reach = 0;
  // Of the word, or of its last part; less where the word before it tells.
  WordUses may = 0;
  WordUses plain = 0;  // of the word, if it alone is enough
};

// What stands before the token at text[begin].
Lead read_lead(const Words& words, std::string_view text, std::size_t begin);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_LEAD_H_
