// Searching bytes backwards, and hexadecimal digits by table.
#ifndef HRSCAN_BASE_BYTES_H_
#define HRSCAN_BASE_BYTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/ascii.h"

namespace hrscan {

// Position of the last `byte` in `text`, or npos. string_view::rfind() looks at
// one byte at a time; the GNU library has a vectorised search.
inline std::size_t find_last(std::string_view text, char byte) {
#if defined(__GLIBC__) && defined(_GNU_SOURCE)
  const void* const found = memrchr(text.data(), byte, text.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(
                                static_cast<const char*>(found) - text.data());
#else
  return text.rfind(byte);
#endif
}

// Asks for memory that will be read soon.
inline void prefetch(std::string_view text) {
#if defined(__GNUC__)
  constexpr std::size_t kCacheLine = 64;
  for (std::size_t i = 0; i < text.size(); i += kCacheLine) {
    __builtin_prefetch(text.data() + i);
  }
#else
  static_cast<void>(text);
#endif
}

// Whether `text` holds a zero byte, which is how UTF-16 shows among 8-bit text.
inline bool has_zero(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

// What UTF-8 may begin with: U+FEFF.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// The value of a hexadecimal digit, or -1.
inline constexpr std::array<std::int8_t, 256> kHexValues = [] {
  std::array<std::int8_t, 256> values{};
  for (int c = 0; c < 256; ++c) {
    const char digit = static_cast<char>(c);
    values[static_cast<std::size_t>(c)] =
        ascii::is_hex(digit) ? static_cast<std::int8_t>(ascii::hex_value(digit))
                             : std::int8_t{-1};
  }
  return values;
}();

// A set of bytes; asking for one is a look-up in a table.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool has(char c) const {
    return has_[static_cast<unsigned char>(c)];
  }

 private:
  std::array<bool, 256> has_{};
};

// Letters, digits and '_', and letters alone: ascii::is_word() and is_alpha()
// by table, for the loops that run over every token's surroundings.
inline constexpr ByteSet kWordBytes(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
inline constexpr ByteSet kLetterBytes(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

inline int hex_value_or_negative(char c) {
  return kHexValues[static_cast<unsigned char>(c)];
}

}  // namespace hrscan

#endif  // HRSCAN_BASE_BYTES_H_
