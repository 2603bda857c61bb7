// Characters of UTF-8.
#ifndef HRSCAN_BASE_UTF8_H_
#define HRSCAN_BASE_UTF8_H_

#include <cstddef>
#include <string_view>

namespace hrscan::utf8 {

struct Character {
  char32_t value = 0;
  std::size_t length = 0;  // 0: no valid UTF-8
};

constexpr unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// The character of several bytes at text[pos], by Unicode's table 3-7: no
// overlong forms, no surrogates, nothing above U+10FFFF.
inline Character decode(std::string_view text, std::size_t pos) {
  const unsigned first = byte_at(text, pos);
  const std::size_t length = first >= 0xF8   ? 0
                             : first >= 0xF0 ? 4
                             : first >= 0xE0 ? 3
                             : first >= 0xC0 ? 2
                                             : 0;
  if (length == 0 || text.size() - pos < length) return {};
  char32_t value = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte_at(text, pos + i);
    if ((next & 0xC0) != 0x80) return {};
    value = value << 6 | (next & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kLeast[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

}  // namespace hrscan::utf8

#endif  // HRSCAN_BASE_UTF8_H_
