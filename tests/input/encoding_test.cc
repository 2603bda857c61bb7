#include "hrscan/encoding.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "support/wide_text.h"

namespace hrscan {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view what;
  std::string text;
  Encoding encoding;
  bool binary = false;
};

TEST_CASE("the beginning of a text tells its encoding", "[encoding]") {
  const std::string line = "2026-03-11 04:30:31, Error hr = 0x80070005\r\n";
  const Case cases[] = {
      {"nothing", "", Encoding::kUtf8},
      {"one letter", "x", Encoding::kUtf8},
      {"ASCII", line, Encoding::kUtf8},
      {"UTF-8 with a mark", "\xEF\xBB\xBF" + line, Encoding::kUtf8},
      {"UTF-8", "\xC3\xA9" + line, Encoding::kUtf8},
      {"an 8-bit code page", "\xE9\x9F\x80" + line, Encoding::kUtf8},
      {"UTF-16LE with a mark", "\xFF\xFE" + test::wide(line, false),
       Encoding::kUtf16Le},
      {"UTF-16BE with a mark", "\xFE\xFF" + test::wide(line, true),
       Encoding::kUtf16Be},
      {"UTF-16LE", test::wide(line, false), Encoding::kUtf16Le},
      {"UTF-16BE", test::wide(line, true), Encoding::kUtf16Be},
      {"a mark alone", "\xFF\xFE", Encoding::kUtf16Le},
      {"UTF-16LE cut within a unit", test::wide(line, false) + "x",
       Encoding::kUtf16Le},
      {"8-bit, then UTF-16", line + test::wide(line, false), Encoding::kUtf8},
      {"UTF-16, then 8-bit", test::wide(line, false) + line,
       Encoding::kUtf16Le},
      {"a text with a zero", line + '\0' + line, Encoding::kUtf8, true},
      {"zeros only", std::string(4096, '\0'), Encoding::kUtf8, true},
      {"a program", std::string("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0", 16),
       Encoding::kUtf8, true},
      {"UTF-32LE", std::string("a\0\0\0b\0\0\0c\0\0\0d\0\0\0", 16),
       Encoding::kUtf8, true},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    const Detected detected = detect_encoding(c.text);
    CHECK(to_string(detected.encoding) == to_string(c.encoding));
    CHECK(detected.binary == c.binary);
  }
}

// Too little to call it UTF-16.
TEST_CASE("a few bytes with a zero are binary", "[encoding]") {
  for (const std::string_view text : {"\0"sv, "\0\0"sv, "\0\1\2"sv}) {
    const Detected detected = detect_encoding(text);
    INFO(text.size() << " bytes");
    CHECK(detected.binary);
    CHECK(to_string(detected.encoding) == "utf-8");
  }
}

TEST_CASE("text is written in an encoding", "[encoding]") {
  CHECK(encode("a\xC3\xA9", Encoding::kUtf8) == "a\xC3\xA9");
  CHECK(encode("a\xC3\xA9", Encoding::kLatin1) == "a\xC3\xA9");
  CHECK(encode("a\xC3\xA9", Encoding::kUtf16Le) == "a\0\xE9\0"sv);
  CHECK(encode("a\xC3\xA9", Encoding::kUtf16Be) == "\0a\0\xE9"sv);
}

TEST_CASE("encodings have names", "[encoding]") {
  for (const Encoding encoding :
       {Encoding::kAuto, Encoding::kUtf8, Encoding::kUtf16Le,
        Encoding::kUtf16Be, Encoding::kLatin1}) {
    CHECK(parse_encoding(to_string(encoding)) == encoding);
  }
  CHECK_FALSE(parse_encoding("utf-7"));
  CHECK_FALSE(parse_encoding(""));
}

}  // namespace
}  // namespace hrscan
