// Searching a line for a word.
#ifndef HRSCAN_BASE_HOLDS_WORD_H_
#define HRSCAN_BASE_HOLDS_WORD_H_

#include <string_view>

namespace hrscan {

// Whether `text` holds `word`, in any case, and no letter, digit, '_' or byte
// beyond ASCII directly beside it.
bool holds_word(std::string_view text, std::string_view word);

}  // namespace hrscan

#endif  // HRSCAN_BASE_HOLDS_WORD_H_
