// Text in UTF-16, and files in which encodings change from line to line.
#ifndef HRSCAN_TESTS_SUPPORT_WIDE_TEXT_H_
#define HRSCAN_TESTS_SUPPORT_WIDE_TEXT_H_

#include <string>
#include <string_view>

#include "support/log_text.h"

namespace hrscan::test {

// Each byte as a unit of its own: ASCII and Latin-1 as UTF-16.
inline std::string wide(std::string_view text, bool big_endian = false) {
  std::string out;
  for (const char c : text) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

// Lines like those of logs, some 8-bit, some UTF-16, as if several programs had
// written to one file; with marks, half units and odd bytes here and there.
inline std::string mixed_lines(LogText& random, std::size_t count) {
  std::string out;
  bool is_wide = random.below(2) == 0;
  bool big_endian = random.below(4) == 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (random.below(4) == 0) is_wide = !is_wide;
    if (random.below(16) == 0) big_endian = !big_endian;
    if (random.below(16) == 0) out += big_endian ? "\xFE\xFF" : "\xFF\xFE";
    const std::string line =
        random.lines(1, 6) + (random.below(2) == 0 ? "" : "\r\n");
    out += is_wide ? wide(line, big_endian) : line;
    if (random.below(8) == 0) out += random.bytes(random.below(9));
  }
  return out;
}

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_WIDE_TEXT_H_
