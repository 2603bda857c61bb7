#include "base/eight_bytes.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstdio>
#include <string>

#include "base/ascii.h"

namespace hrscan {
namespace {

TEST_CASE("classes of bytes are those of ascii.h", "[eight_bytes]") {
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    for (int place = 0; place < 8; ++place) {
      for (const char beside : {'\0', '\x7F', '\x80', '\xFF', 'g'}) {
        std::string text(8, beside);
        text[static_cast<std::size_t>(place)] = byte;
        const std::uint64_t bytes = eight::load(text.data());
        const auto at = [&](std::uint64_t tops) {
          return (tops >> (8 * place + 7) & 1) != 0;
        };
        INFO(c << " at " << place);
        REQUIRE(at(eight::letters(bytes)) == ascii::is_alpha(byte));
        REQUIRE(at(eight::in_range(bytes, '0', '9')) == ascii::is_digit(byte));
        REQUIRE((bytes >> 8 * place & 0xFF) == static_cast<unsigned>(c));
      }
    }
  }
}

TEST_CASE("bytes at the end in a row are counted and kept", "[eight_bytes]") {
  const std::uint64_t bytes = eight::load("12 error");
  CHECK(eight::last_in_row(eight::letters(bytes)) == 5);
  CHECK(eight::last_in_row(0) == 0);
  CHECK(eight::last_in_row(eight::kTops) == 8);
  CHECK(eight::keep_last(bytes, 5) == eight::load("\0\0\0error"));
  CHECK(eight::keep_last(bytes, 0) == 0);
  CHECK(eight::keep_last(bytes, 8) == bytes);
}

TEST_CASE("eight hexadecimal digits are a number", "[eight_bytes]") {
  const auto number = [](const char* text) {
    return eight::hex_number(eight::load(text));
  };
  CHECK(number("00000000") == 0);
  CHECK(number("80070005") == 0x80070005);
  CHECK(number("abcdefAB") == 0xABCDEFAB);
  CHECK(number("CDEF0123") == 0xCDEF0123);
  CHECK(number("456789ff") == 0x456789FF);
  CHECK(number("FFFFFFFF") == 0xFFFFFFFF);
  for (int c = 0; c < 256; ++c) {
    for (std::size_t place = 0; place < 8; ++place) {
      std::string text = "80070005";
      text[place] = static_cast<char>(c);
      INFO(c << " at " << place);
      REQUIRE((number(text.c_str()) >= 0) ==
              ascii::is_hex(static_cast<char>(c)));
    }
  }
}

TEST_CASE("four hexadecimal digits make a number", "[eight_bytes]") {
  CHECK(eight::hex_value_of_four("8007") == 0x8007);
  CHECK(eight::hex_value_of_four("c0Fe") == 0xC0FE);
  for (std::uint32_t value = 0; value <= 0xFFFF; ++value) {
    char digits[5];
    std::snprintf(digits, sizeof(digits), value % 2 == 0 ? "%04x" : "%04X",
                  static_cast<unsigned>(value));
    REQUIRE(eight::hex_value_of_four(digits) == value);
  }
  // Whatever they are.
  CHECK(eight::hex_value_of_four("\xFF\xFF\xFF\xFF") <= 0xFFFF);
}

}  // namespace
}  // namespace hrscan
