// Any bytes become text, the same in whatever pieces they come, and the text
// leads back to them.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/source.h"
#include "input/decoded_source.h"

namespace {

using hrscan::DecodedSource;
using hrscan::Encoding;

// Gives `piece` bytes at a time.
class Pieces final : public hrscan::Source {
 public:
  Pieces(std::string_view text, std::size_t piece)
      : rest_(text), piece_(piece) {}
  const std::string& name() const override { return name_; }
  hrscan::Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t count =
        rest_.substr(0, std::min(size, piece_)).copy(buffer, size);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string name_ = "fuzz";
  std::string_view rest_;
  std::size_t piece_;
};

std::string decoded(std::string_view in, Encoding encoding, std::size_t piece) {
  Pieces pieces(in, piece);
  DecodedSource source(pieces, encoding, "", 0);
  std::string text;
  std::string bytes;
  char buffer[64];
  for (;;) {
    const auto count = source.read(buffer, sizeof(buffer));
    if (!count.ok()) std::abort();
    if (*count == 0) break;
    const std::size_t before = text.size();
    text.append(buffer, *count);
    bytes += source.bytes(before, text.size());
    source.release(text.size());
  }
  if (bytes != in) std::abort();
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 64;
  const std::string_view in(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const Encoding encoding :
       {Encoding::kAuto, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    if (decoded(in, encoding, piece) != decoded(in, encoding, in.size() + 1)) {
      std::abort();
    }
  }
  return 0;
}
