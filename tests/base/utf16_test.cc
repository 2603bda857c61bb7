#include "base/utf16.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace hrscan {
namespace {

using namespace std::string_view_literals;

std::string encoded(std::string_view text, bool big_endian = false) {
  std::string out;
  utf16::append(text, big_endian, out);
  return out;
}

TEST_CASE("characters of every length there and back", "[utf16]") {
  struct Case {
    std::string_view utf8;
    std::string_view little_endian;
    std::uint32_t code;
  };
  constexpr Case kCases[] = {
      {"A", "A\0"sv, 'A'},
      {"\0"sv, "\0\0"sv, 0},
      {"\x7F", "\x7F\0"sv, 0x7F},
      {"\xC2\x80", "\x80\0"sv, 0x80},
      {"\xDF\xBF", "\xFF\x07"sv, 0x7FF},
      {"\xE0\xA0\x80", "\0\x08"sv, 0x800},
      {"\xED\x9F\xBF", "\xFF\xD7"sv, 0xD7FF},
      {"\xEE\x80\x80", "\0\xE0"sv, 0xE000},
      {"\xEF\xBB\xBF", "\xFF\xFE"sv, 0xFEFF},
      {"\xF0\x90\x80\x80", "\0\xD8\0\xDC"sv, 0x10000},
      {"\xF4\x8F\xBF\xBF", "\xFF\xDB\xFF\xDF"sv, 0x10FFFF},
  };
  for (const Case& c : kCases) {
    INFO(std::hex << c.code);
    CHECK(encoded(c.utf8) == c.little_endian);
    const utf16::Character read = utf16::decode(c.little_endian, false);
    CHECK(read.code == c.code);
    CHECK(read.bytes == c.little_endian.size());
    CHECK(read.utf8 == c.utf8.size());
  }
  CHECK(encoded("A\xC3\xA9", true) == "\0A\0\xE9"sv);
  CHECK(utf16::decode("\xD8\x3D\xDE\x00"sv, true).code == 0x1F600);
}

TEST_CASE("half a character is U+FFFD", "[utf16]") {
  for (const std::string_view text : {"\0\xD8"sv, "\0\xDC"sv, "\0\xD8\0\xD8"sv,
                                      "\0\xD8"
                                      "A\0"sv,
                                      "\0\xD8\0"sv}) {
    const utf16::Character c = utf16::decode(text, false);
    CHECK(c.code == 0xFFFD);
    CHECK(c.bytes == 2);
    CHECK(c.utf8 == 3);
  }
  CHECK(utf16::decode("A", false).code == 0xFFFD);
  CHECK(utf16::decode("A", false).bytes == 1);
  CHECK(encoded("a\xFFz") == "a\0\xFD\xFFz\0"sv);
}

}  // namespace
}  // namespace hrscan
