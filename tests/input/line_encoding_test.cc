#include "input/line_encoding.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "support/log_text.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

using namespace std::string_view_literals;
using test::wide;

constexpr auto kNarrow = Encoding::kUtf8;
constexpr auto kLe = Encoding::kUtf16Le;
constexpr auto kBe = Encoding::kUtf16Be;

std::string shown(std::optional<Encoding> encoding) {
  return encoding ? std::string(to_string(*encoding)) : "more";
}

TEST_CASE("a line after 8-bit text", "[line_encoding]") {
  struct Case {
    std::string what;
    std::string text;
    std::optional<Encoding> expected;
    bool first = false;
  };
  const Case cases[] = {
      {"8-bit", "hr = 0\n", kNarrow},
      {"8-bit, unfinished", "hr = 0", {}},
      {"8-bit, long", std::string(128, 'x'), kNarrow},
      {"an empty line", "\n", kNarrow},
      {"UTF-16LE", wide("hr"), kLe},
      {"UTF-16BE", wide("hr", true), kBe},
      {"one character", wide("h"), {}},
      {"an empty line of UTF-16LE", wide("\r\n"), kLe},
      {"half of its line end", std::string("\r\0\n", 3), {}},
      {"a zero before the line end", std::string("\r\0\nx", 4), kNarrow},
      {"Cyrillic first", "\x1E\x04\x48\x04" + wide(" 1"), kLe},
      {"zeros in a row", std::string("a\0\0\0", 4), kNarrow},
      {"zeros far apart", std::string("ab\0cdef\0gh\n", 11), kNarrow},
      {"a mark", "\xFF\xFE" + wide("h"), kLe},
      {"a mark and no zero", "\xFF\xFE\n", kNarrow},
      {"a mark at the input's start", "\xFF\xFE\n", kLe, true},
      {"a big-endian mark there", "\xFE\xFF", kBe, true},
      {"half a mark there", "\xFF", {}, true},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK(shown(judge_after_narrow(c.text, false, c.first)) ==
          shown(c.expected));
    // At the input's end there is always an answer.
    CHECK(judge_after_narrow(c.text, true, c.first));
    if (c.expected) {
      CHECK(judge_after_narrow(c.text, true, c.first) == c.expected);
    }
  }
}

TEST_CASE("a place within UTF-16 that is not ASCII", "[line_encoding]") {
  struct Case {
    std::string what;
    std::string text;
    std::optional<Encoding> expected;
    bool line_start = true;
  };
  const std::string chinese = "\x2D\x4E\xFD\x56";  // both bytes of the first
                                                   // could be ASCII
  const Case cases[] = {
      {"an 8-bit line", "ok\r\n", kNarrow},
      {"an empty one", "\r\n", kNarrow},
      {"unfinished", "Action ended", {}},
      {"long enough to be sure", "Action ended 10:00:12: I", kNarrow},
      {"short lines", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n", kNarrow},
      {"within a line", "Action ended 10:00:12: I", kNarrow, false},
      {"short, within a line", "ok\r\n", {}, false},
      {"some bytes beyond ASCII", "Aktion f\xFCr x\r\n", kNarrow},
      {"many of them", "\xD0\xB0\xD0\xB1\xD0\xB2\r\n", {}},
      {"a mark of UTF-8", "\xEF\xBB\xBFx", kNarrow},
      {"half of one", "\xEF\xBB", {}},
      {"the other mark", "\xFE\xFF", kBe},
      {"Chinese", chinese + wide("\n"), kLe},
      {"ideographs that look like ASCII", "-N-N-N" + wide("\r\n"), kLe},
      {"a lone carriage return", "a\rb\r\n", kLe},
      {"the other byte order", wide("Acti", true), kBe},
      {"too little of it", wide("Act", true), {}},
      {"the same after a byte too many", std::string("\0A\0c\0t\0i\0", 9), kBe},
      {"Cyrillic", "\x1E\x04\x48\x04", kLe},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK(shown(judge_after_wide(c.text, false, c.line_start, kLe)) ==
          shown(c.expected));
    CHECK(judge_after_wide(c.text, true, c.line_start, kLe));
  }
  CHECK(judge_after_wide("too short", true, true, kLe) == kNarrow);
  CHECK(judge_after_wide("short", true, true, kLe) == kLe);
  CHECK(judge_after_wide(wide("Acti"), false, false, kBe) == kLe);
}

// What a pipe gives later must not change what was said.
TEST_CASE("an answer stays when more bytes come", "[line_encoding]") {
  test::LogText random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text = test::mixed_lines(random, 2);
    text.erase(0, random.below(8));
    for (const bool flag : {false, true}) {
      std::optional<Encoding> narrow;
      std::optional<Encoding> wide_answer;
      for (std::size_t size = 1; size <= text.size(); ++size) {
        const std::string_view part = std::string_view(text).substr(0, size);
        const auto now = judge_after_narrow(part, false, flag);
        const auto wide_now = judge_after_wide(part, false, flag, kLe);
        if (narrow) REQUIRE(narrow == now);
        if (wide_answer) REQUIRE(wide_answer == wide_now);
        narrow = now;
        wide_answer = wide_now;
      }
    }
  }
}

}  // namespace
}  // namespace hrscan
