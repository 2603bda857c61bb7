// Pieces of memory to a file descriptor, as few system calls as can be.
#ifndef HRSCAN_PLATFORM_WRITE_PIECES_H_
#define HRSCAN_PLATFORM_WRITE_PIECES_H_

#include <span>
#include <string_view>

namespace hrscan {

// Writes everything, in order. False if that failed: errno has the cause, and a
// beginning of it may be written. Memory that is gone, such as that of a mapped
// file that was cut short, is a failure, too (EFAULT).
bool write_pieces(int fd, std::span<const std::string_view> pieces);

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_WRITE_PIECES_H_
