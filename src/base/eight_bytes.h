// Eight bytes of text at once, in a 64-bit number: what SIMD would do for more,
// for places where there are no more. Byte 0 of a text is the lowest one.
#ifndef HRSCAN_BASE_EIGHT_BYTES_H_
#define HRSCAN_BASE_EIGHT_BYTES_H_

#include <bit>
#include <cstdint>
#include <cstring>

namespace hrscan::eight {

inline constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
inline constexpr std::uint64_t kTops = kOnes * 0x80;

inline std::uint64_t load(const char* from) {
  std::uint64_t bytes = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&bytes, from, sizeof(bytes));
  } else {
    for (int i = 7; i >= 0; --i) {
      bytes = bytes << 8 | static_cast<unsigned char>(from[i]);
    }
  }
  return bytes;
}

// The top bit of every byte from `first` to `last`, which are below 0x80.
constexpr std::uint64_t in_range(std::uint64_t bytes, char first, char last) {
  // Seven bits each: no sum reaches the next byte.
  const std::uint64_t low = bytes & ~kTops;
  const std::uint64_t from_first =
      low + kOnes * static_cast<unsigned>(0x80 - first);
  const std::uint64_t behind_last =
      low + kOnes * static_cast<unsigned>(0x7F - last);
  return from_first & ~behind_last & ~bytes & kTops;
}

// The top bit of every byte that is an ASCII letter.
constexpr std::uint64_t letters(std::uint64_t bytes) {
  return in_range(bytes | kOnes * 0x20, 'a', 'z') & ~bytes;
}

// How many of the last bytes have their top bit set in `tops`, from byte 7
// down.
constexpr int last_in_row(std::uint64_t tops) {
  return std::countl_zero(~tops & kTops) / 8;
}

// The last `count` bytes, those before them zero; `count` is 0 to 8.
constexpr std::uint64_t keep_last(std::uint64_t bytes, int count) {
  return count == 0 ? 0 : bytes & ~std::uint64_t{0} << (64 - 8 * count);
}

// The number that eight hexadecimal digits are, which they must be; below 2^32
// whatever they are.
constexpr std::uint64_t hex_value(std::uint64_t bytes) {
  // 'a' is 0x61 and 'A' is 0x41: nine more than their low half.
  const std::uint64_t above_nine = bytes >> 6 & kOnes;
  std::uint64_t value = (bytes & kOnes * 0x0F) + above_nine * 9;
  // Pairs of digits, of pairs, and of these; the first is the highest.
  value = (value << 4 | value >> 8) & 0x00FF'00FF'00FF'00FF;
  value = (value << 8 | value >> 16) & 0x0000'FFFF'0000'FFFF;
  return (value << 16 | value >> 32) & 0xFFFF'FFFF;
}

// The same of four digits from `from` on; below 2^16 whatever they are.
inline std::uint32_t hex_value_of_four(const char* from) {
  std::uint32_t bytes = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&bytes, from, sizeof(bytes));
  } else {
    for (int i = 3; i >= 0; --i) {
      bytes = bytes << 8 | static_cast<unsigned char>(from[i]);
    }
  }
  std::uint32_t value = (bytes & 0x0F0F'0F0F) + (bytes >> 6 & 0x0101'0101) * 9;
  value = (value << 4 | value >> 8) & 0x00FF'00FF;
  return (value << 8 | value >> 16) & 0xFFFF;
}

// The same as hex_value(), or a negative number if they are not all digits.
constexpr std::int64_t hex_number(std::uint64_t bytes) {
  const std::uint64_t valid =
      in_range(bytes, '0', '9') |
      (in_range(bytes | kOnes * 0x20, 'a', 'f') & ~bytes);
  return valid == kTops ? static_cast<std::int64_t>(hex_value(bytes)) : -1;
}

}  // namespace hrscan::eight

#endif  // HRSCAN_BASE_EIGHT_BYTES_H_
