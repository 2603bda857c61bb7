// Compressed files and archives, told by their first bytes.
#ifndef HRSCAN_INPUT_PACKED_H_
#define HRSCAN_INPUT_PACKED_H_

#include <string_view>

namespace hrscan {

// Whether an input that begins with `head` (512 bytes are enough) is
// compressed or an archive: gzip, zstd, xz, bzip2, zip, 7z, cab or tar.
bool is_packed(std::string_view head);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_PACKED_H_
