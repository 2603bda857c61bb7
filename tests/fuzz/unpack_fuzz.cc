// Any bytes as a packed input: what can be read is read, within the limits.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "hrscan/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  hrscan::UnpackOptions options;
  options.limits.bytes = 1 << 20;
  std::uint64_t sum = 0;
  hrscan::unpack(
      hrscan::open_text("fuzz", {reinterpret_cast<const char*>(data), size}),
      options,
      [&](std::unique_ptr<hrscan::Source> source, std::string_view, bool) {
        std::vector<char> buffer(4096);
        for (;;) {
          const auto count = source->read(buffer.data(), buffer.size());
          if (!count.ok() || *count == 0) return true;
          sum += *count;
        }
      },
      [](const hrscan::Error& error) {
        if (error.message.empty()) std::abort();
      });
  if (sum > size + options.limits.bytes + 1) std::abort();
  return 0;
}
