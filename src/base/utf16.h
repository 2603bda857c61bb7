// UTF-16 units in bytes, and the UTF-8 that they become. Boost.Locale's
// header has the arithmetic; a unit that is half a character becomes U+FFFD.
#ifndef HRSCAN_BASE_UTF16_H_
#define HRSCAN_BASE_UTF16_H_

#include <boost/locale/utf.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hrscan::utf16 {

using Traits = boost::locale::utf::utf_traits<char16_t>;
using Utf8 = boost::locale::utf::utf_traits<char>;

inline constexpr std::uint32_t kReplacement = 0xFFFD;
inline constexpr std::uint16_t kMark = 0xFEFF;  // byte order mark

// Most bytes of UTF-8 that a character takes.
inline constexpr std::size_t kMostUtf8 = 4;

inline std::uint16_t load(const char* bytes, bool big_endian) {
  const auto first = static_cast<std::uint8_t>(bytes[0]);
  const auto second = static_cast<std::uint8_t>(bytes[1]);
  return static_cast<std::uint16_t>(big_endian ? first << 8 | second
                                               : second << 8 | first);
}

// One character: its code point, and the bytes it was made of.
struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;
  std::size_t utf8 = 0;  // its length there
};

// The character at the start of `bytes`, which must not be empty. A lone
// surrogate and a last single byte are U+FFFD.
inline Character decode(std::string_view bytes, bool big_endian) {
  if (bytes.size() < 2) return {kReplacement, bytes.size(), 3};
  const std::uint16_t unit = load(bytes.data(), big_endian);
  if (unit < 0x80) return {unit, 2, 1};
  if (unit < 0x800) return {unit, 2, 2};
  if (unit < 0xD800 || unit > 0xDFFF) return {unit, 2, 3};
  if (Traits::is_first_surrogate(unit) && bytes.size() >= 4) {
    const std::uint16_t second = load(bytes.data() + 2, big_endian);
    if (Traits::is_second_surrogate(second)) {
      return {Traits::combine_surrogate(unit, second), 4, 4};
    }
  }
  return {kReplacement, 2, 3};
}

// UTF-8 as UTF-16; what is no UTF-8 becomes U+FFFD.
inline void append(std::string_view text, bool big_endian, std::string& out) {
  const auto put = [&](std::uint32_t unit) {
    const auto low = static_cast<char>(unit & 0xFF);
    const auto high = static_cast<char>(unit >> 8);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    std::uint32_t code = Utf8::decode(at, end);
    if (!boost::locale::utf::is_valid_codepoint(code)) code = kReplacement;
    char16_t units[Traits::max_width];
    const char16_t* const last = Traits::encode(code, units);
    for (const char16_t* unit = units; unit != last; ++unit) put(*unit);
  }
}

}  // namespace hrscan::utf16

#endif  // HRSCAN_BASE_UTF16_H_
