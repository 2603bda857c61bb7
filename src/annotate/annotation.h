// The syntax of notes.
//
// The usual note stands directly behind a token, and is recognised by that and
// by its end:
//
//   0x80070005 {E_ACCESSDENIED: Access is denied. | retry: unlikely}
//             ^----------------------- the note ------------------------^
//
// A note that stands elsewhere, or whose words are the user's, begins with a
// mark and is recognised by it, wherever it stands:
//
//   hr = 0x80070005, giving up {hrscan: 0x80070005 E_ACCESSDENIED: ...}
//
// A line that holds nothing but a marked note was written by us as a whole.
//
// A note is ASCII for ASCII descriptions, stands in one line and holds no
// braces but its own. So it ends with the first closing brace, and whether that
// brace ends one depends on nothing behind it: see note_ending().
//
// In UTF-16 a note is UTF-16. It is recognised by its own bytes, at any place
// and in either byte order: whatever the text around it is taken for, every
// note is found again.
#ifndef HRSCAN_ANNOTATE_ANNOTATION_H_
#define HRSCAN_ANNOTATE_ANNOTATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "code/note_mark.h"
#include "code/token.h"
#include "hrscan/catalog.h"
#include "hrscan/note_template.h"

namespace hrscan {

// No note that is written is longer, in bytes; longer words are cut.
inline constexpr std::size_t kMaxNote = 400;

// Stands behind a last line that has no line end, where a note has to have a
// line of its own: the line end that follows is ours.
inline constexpr std::string_view kNoLineEndNote = " {hrscan: no line end}";

struct NoteFormat {
  bool marked = false;
  const NoteTemplate* words = nullptr;  // null or empty: the usual ones
  std::size_t max_width = 0;  // of a description, in characters; 0: any
};

// What a note says.
struct NoteSubject {
  const Meaning& meaning;
  // The log writes the symbol beside the code; the usual note leaves it out.
  bool name_is_written = false;
  std::uint32_t extend = 0;  // the extend code of Windows setup; 0: none
};

void append_note(const NoteSubject& subject, const NoteFormat& format,
                 std::string& out);

// A note at the end of a text.
struct NoteEnding {
  std::size_t begin = 0;  // of the blank before the brace
  // The line end that follows belongs to the note.
  bool owns_line_end = false;
};

// The note that ends with `text`, which ends with a closing brace. `from_start`
// says that `text` begins where a line begins.
std::optional<NoteEnding> note_ending(std::string_view text,
                                      bool from_start = true);

// The same in UTF-16, where `text` ends with the two bytes of the brace.
std::optional<NoteEnding> wide_note_ending(std::string_view text,
                                           bool big_endian, bool from_start);

// Whether a note in UTF-16 is kNoLineEndNote.
bool is_wide_mark(std::string_view note);

// How many characters note_ending() looks at before a note.
inline constexpr std::size_t kBeforeNote = kMaxTokenLength + 2;

// Whether there is any note in `text` whose closing brace stands in
// text[from, to).
bool has_note(std::string_view text, std::size_t from = 0,
              std::size_t to = std::string_view::npos);

// Whether a line, with its line end if it has one, holds nothing but a note.
bool is_note_line(std::string_view line);

// Where a note may begin that `text` ends too early to show, or text.size(). A
// note may stand within another one, which is one when the inner one is gone.
// `odd_end` says that an odd number of the input's bytes came so far.
std::size_t unfinished_note(std::string_view text, bool odd_end = false);

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_ANNOTATION_H_
