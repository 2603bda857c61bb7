#include "summary/clock_memo.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "support/log_text.h"

namespace hrscan {
namespace {

TEST_CASE("a time of day is read behind the same date", "[clock_memo]") {
  constexpr std::string_view kFirst =
      "2016-09-28 04:30:31, Info                  CBS    x";
  ClockMemo memo;
  CHECK_FALSE(memo.read(kFirst));
  memo.learn(kFirst, *parse_timestamp(kFirst));
  const auto iso = [&](std::string_view line) {
    const Timestamp* const stamp = memo.read(line);
    return stamp != nullptr ? stamp->iso() : std::string();
  };
  CHECK(iso(kFirst) == "2016-09-28T04:30:31");
  CHECK(iso("2016-09-28 23:59:59, Info    y") == "2016-09-28T23:59:59");
  CHECK(iso("2016-09-28 23:59:60, Info    y").empty());
  CHECK(iso("2016-09-28 24:00:00, Info    y").empty());
  CHECK(iso("2016-09-28 04:60:00, Info    y").empty());
  CHECK(iso("2016-09-28 04:30:61, Info    y").empty());
  CHECK(iso("2016-09-28 04.30:31, Info    y").empty());
  CHECK(iso("2016-09-28 04:3a:31, Info    y").empty());
  CHECK(iso("2016-09-29 04:30:31, Info    y").empty());
  CHECK(iso("2016-09-28 04:30:31, E") == "2016-09-28T04:30:31");
  CHECK(iso("2016-09-28 04:30:31.5").empty());
  CHECK(iso("2016-09-28 04:30:31Z ").empty());
  CHECK(iso("2016-09-28 04:30:31").empty());
}

TEST_CASE("what it reads is what a whole look at the line gives",
          "[clock_memo]") {
  constexpr std::string_view kDates[] = {
      "2016-09-28 ",  "2016-09-28T", "2016/09/28 ", "2016-09-28  ",
      "[2016-09-28 ", "09/28/2016 ", "28.09.2016 ", "2016-02-30 "};
  constexpr std::string_view kBehind[] = {", Info          CBS    x",
                                          ".123 x          y",
                                          ",5 x            y",
                                          "Z x             y",
                                          "+01:00 x        y",
                                          "-0800 x         y",
                                          " AM x           y",
                                          " PM, x          y",
                                          "\nnext 12345678901",
                                          ":7 x            y",
                                          ""};
  test::LogText random(17);
  ClockMemo memo;
  std::size_t read = 0;
  std::string clock = "10:20:30";
  for (int round = 0; round < 200'000; ++round) {
    const auto two = [&](std::size_t limit) {
      std::string digits = std::to_string(random.below(limit));
      return digits.size() < 2 ? "0" + digits : digits;
    };
    std::string text(kDates[random.below(std::size(kDates))]);
    // Often the same as before.
    if (random.below(3) != 0) clock = two(26) + ":" + two(62) + ":" + two(63);
    text += clock;
    text += kBehind[random.below(std::size(kBehind))];
    const std::string_view line =
        std::string_view(text).substr(0, text.find('\n'));
    const auto whole = parse_timestamp(line);
    INFO(text);
    if (const Timestamp* const stamp = memo.read(text)) {
      ++read;
      REQUIRE(whole == *stamp);
    } else if (whole) {
      memo.learn(text, *whole);
    }
  }
  CHECK(read > 1'000);
}

}  // namespace
}  // namespace hrscan
