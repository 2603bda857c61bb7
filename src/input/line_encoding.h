// In which encoding a line is written.
//
// Windows tools append to a log without asking how it was begun: `>>` of
// PowerShell adds UTF-16 to an 8-bit file, a program started by the installer
// adds 8-bit lines to a UTF-16 one. So an encoding holds for a line, and what
// follows is judged anew where it can have changed.
//
// The judgement rests on the bytes from that place on and on nothing else, and
// it is made at the first byte that settles it. What was read in one piece and
// what dribbles through a pipe are judged the same, and a line that came
// complete is judged at once.
#ifndef HRSCAN_INPUT_LINE_ENCODING_H_
#define HRSCAN_INPUT_LINE_ENCODING_H_

#include <optional>
#include <string_view>

#include "hrscan/encoding.h"

namespace hrscan {

// The encoding (kUtf8, kUtf16Le, kUtf16Be) of the line that starts `bytes`,
// after 8-bit text or, if `first`, at the start of the input. UTF-16 is told by
// a byte order mark, or by two characters in a row that are ASCII in it. A line
// without a zero byte is 8-bit, marked or not, unless it is the first.
// `bytes` end where the input ends if `last`; nullopt asks for more of them.
std::optional<Encoding> judge_after_narrow(std::string_view bytes, bool last,
                                           bool first);

// The same within UTF-16, where `bytes` start with a unit that is not ASCII: at
// the start of a line or not. Text of 8 bits has no zeros and is mostly ASCII,
// whose pairs would be rare ideographs side by side. The other byte order is
// told by a mark, or by four ASCII characters in a row.
std::optional<Encoding> judge_after_wide(std::string_view bytes, bool last,
                                         bool line_start, Encoding current);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_LINE_ENCODING_H_
