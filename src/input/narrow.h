// Narrowing of UTF-16 that is ASCII: most of nearly every Windows log.
#ifndef HRSCAN_INPUT_NARROW_H_
#define HRSCAN_INPUT_NARROW_H_

#include <cstddef>

namespace hrscan {

// Writes the ASCII characters at the start of `units` UTF-16 units from `in` to
// `out`, a byte each, and returns how many there are. May write rubbish behind
// them, within `units` bytes.
std::size_t narrow_ascii(const char* in, std::size_t units, bool big_endian,
                         char* out);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_NARROW_H_
