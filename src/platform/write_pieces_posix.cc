#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>

#include "platform/write_pieces.h"

namespace hrscan {
namespace {

// What every system takes at once is 16, what Linux, macOS and the BSDs do is
// this.
constexpr std::size_t kMostAtOnce = 1024;

iovec vector_of(std::string_view piece) {
  return {const_cast<char*>(piece.data()), piece.size()};
}

}  // namespace

bool write_pieces(int fd, std::span<const std::string_view> pieces) {
  std::array<iovec, kMostAtOnce> vectors;
  std::size_t done = 0;  // of the first piece
  for (;;) {
    while (!pieces.empty() && done >= pieces.front().size()) {
      done -= pieces.front().size();
      pieces = pieces.subspan(1);
    }
    if (pieces.empty()) return true;
    const std::size_t count = std::min(pieces.size(), kMostAtOnce);
    std::transform(pieces.begin(), pieces.begin() + count, vectors.begin(),
                   vector_of);
    vectors[0] = vector_of(pieces.front().substr(done));
    const ssize_t result = writev(fd, vectors.data(), static_cast<int>(count));
    if (result < 0 && errno == EINTR) continue;
    if (result < 0) return false;
    done += static_cast<std::size_t>(result);
  }
}

}  // namespace hrscan
