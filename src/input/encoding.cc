#include "hrscan/encoding.h"

#include <algorithm>
#include <cstddef>

#include "base/name_table.h"

namespace hrscan {
namespace {

constexpr std::string_view kNames[] = {"auto", "utf-8", "utf-16le", "utf-16be",
                                       "latin-1"};

}  // namespace

std::string_view to_string(Encoding encoding) {
  return name_of(kNames, encoding);
}
std::optional<Encoding> parse_encoding(std::string_view text) {
  return value_of<Encoding>(kNames, text);
}

Detected detect_encoding(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE"sv)) return {Encoding::kUtf16Le, false};
  if (head.starts_with("\xFE\xFF"sv)) return {Encoding::kUtf16Be, false};

  // Logs are mostly ASCII whatever their language: in UTF-16 every second byte
  // of them is mostly zero, and always the same second byte.
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++zeros[i % 2];
  }
  const std::size_t half = head.size() / 2;
  const std::size_t many = half / 2 + 1;
  const std::size_t few = half / 16;
  const bool enough = half >= 2;
  if (enough && zeros[1] >= many && zeros[0] <= few) {
    return {Encoding::kUtf16Le, false};
  }
  if (enough && zeros[0] >= many && zeros[1] <= few) {
    return {Encoding::kUtf16Be, false};
  }
  return {Encoding::kUtf8, zeros[0] + zeros[1] > 0};
}

}  // namespace hrscan
