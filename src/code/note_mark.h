// How notes of ours that need not stand behind a code begin, so that matcher
// and annotator both know them:
//
//   hr = 0x80070005 {hrscan: 0x80070005 E_ACCESSDENIED: ... | retry: unlikely}
#ifndef HRSCAN_CODE_NOTE_MARK_H_
#define HRSCAN_CODE_NOTE_MARK_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/bytes.h"

namespace hrscan {

// Behind the brace.
inline constexpr std::string_view kNoteMark = "hrscan: ";

// No note is longer, from its blank to its closing brace.
inline constexpr std::size_t kLongestNote = 432;

// What may not stand within a note.
constexpr bool breaks_note(char c) {
  return c == '{' || c == '}' || c == '\n' || c == '\r';
}

// Whether text[pos] stands within a marked note, which may end later.
inline bool within_marked_note(std::string_view text, std::size_t pos) {
  const std::size_t stop = pos < kLongestNote ? 0 : pos - kLongestNote;
  const std::string_view before = text.substr(stop, pos - stop);
  // Few lines have a brace: this is asked of every finding.
  const std::size_t brace = find_last(before, '{');
  if (brace == std::string_view::npos) return false;
  if (!text.substr(stop + brace + 1).starts_with(kNoteMark)) return false;
  const std::string_view inner = before.substr(brace + 1);
  return std::none_of(inner.begin(), inner.end(), breaks_note);
}

}  // namespace hrscan

#endif  // HRSCAN_CODE_NOTE_MARK_H_
