// The note that explains a finding, written directly behind its token:
//
//   0x80070005 {E_ACCESSDENIED: Access is denied. | retry: unlikely}
//             ^----------------------- the note ------------------------^
//
// A note is ASCII for ASCII descriptions, stands in one line and holds no
// braces but its own, so that it can be told from the log and taken out again.
#ifndef HRSCAN_ANNOTATE_ANNOTATION_H_
#define HRSCAN_ANNOTATE_ANNOTATION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "code/token.h"
#include "hrscan/catalog.h"

namespace hrscan {

// No note is longer, in bytes; longer descriptions are cut.
inline constexpr std::size_t kMaxNote = 400;

// Appends the note for `meaning` to `out`. The symbol is left out where the log
// writes it beside the code already.
void append_note(const Meaning& meaning, bool name_is_written,
                 std::string& out);

struct NoteSpan {
  std::size_t begin = 0;  // of the blank before the brace
  std::size_t end = 0;    // behind the closing brace
};

// The first note in `text` that begins at `from` or later: it stands directly
// behind a written status code, or at `from` itself if `from_note` says that
// another note has just ended there. Code and note are 8-bit text or UTF-16 of
// either byte order, at any place: what encoding the text around them has, does
// not matter, so that every note is found again.
std::optional<NoteSpan> find_note(std::string_view text, std::size_t from,
                                  bool from_note = false);

// Where a note may begin that `text` ends too early to show, or text.size().
std::size_t unfinished_note(std::string_view text);

// How far before a note find_note() must see to recognise it, in bytes.
inline constexpr std::size_t kNoteContext = 2 * (kMaxTokenLength + 2);

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_ANNOTATION_H_
