#include "summary/timestamp.h"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "summary/time_pattern.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

struct Case {
  std::string_view line;
  std::string_view iso;  // empty: there is no time
};

std::string iso_of(std::string_view line) {
  const auto stamp = parse_timestamp(line);
  return stamp ? stamp->iso() : std::string();
}

TEST_CASE("the time of a line is found and written as the log has it",
          "[timestamp]") {
  constexpr Case kCases[] = {
      {"2026-03-11 04:30:31, Info                  CBS    x",
       "2026-03-11T04:30:31"},
      {"2026-03-11 04:30:31", "2026-03-11T04:30:31"},
      {"2026-03-11T04:30:31.123Z x", "2026-03-11T04:30:31.123Z"},
      {"2026-03-11T04:30:31+01:00 x", "2026-03-11T04:30:31+01:00"},
      {"2026-03-11T04:30:31.5-0800 x", "2026-03-11T04:30:31.5-0800"},
      {"2026/03/11 10:00:00.1234567 1234  5678  Agent x",
       "2026-03-11T10:00:00.1234567"},
      {"2026-03-11\t10:15:31:123\t1234\tx", "2026-03-11T10:15:31.123"},
      {"2026-03-11 04:30:31,123 ERROR x", "2026-03-11T04:30:31.123"},
      {"2026-03-11,  04:30:31 x", "2026-03-11T04:30:31"},
      {"[2026-03-11 04:30:31.123] x", "2026-03-11T04:30:31.123"},
      {"\xEF\xBB\xBF"
       "2026-03-11 04:30:31 x",
       "2026-03-11T04:30:31"},
      {"2026-12-31 23:59:60 x", "2026-12-31T23:59:60"},
      {"2026-03-11 04:30:31.1234567891 x", "2026-03-11T04:30:31.123456789"},
      // CMTrace: the time stands at the end; the bias of its zone is left out.
      {"<![LOG[Failed, hr=0x80070005]LOG]!><time=\"10:00:00.123-060\" "
       "date=\"03-11-2026\" component=\"x\" context=\"\" type=\"3\" "
       "thread=\"1\" file=\"x.cpp:1\">",
       "2026-03-11T10:00:00.123"},
      {"<![LOG[]LOG]!><time=\"10:00:00.123+000\" date=\"03-11-2026\">",
       "2026-03-11T10:00:00.123"},
      // No time.
      {"", ""},
      {"x", ""},
      {"04:30:31 x", ""},
      {"2026-03-11", ""},
      {"2026-03-11 x", ""},
      {"2026-03-11 04:30 x", ""},
      {"1601-01-01 00:00:00", "1601-01-01T00:00:00"},
      {"1600-12-31 23:59:59", ""},
      {"0000-01-01 00:00:00", ""},
      {"2026-13-11 04:30:31", ""},
      {"2026-00-11 04:30:31", ""},
      {"2026-03-32 04:30:31", ""},
      {"2026-03-11 24:00:00", ""},
      {"2026-03-11 04:60:00", ""},
      {"2026-03-11 04:30:61", ""},
      {"20260311 04:30:31", ""},
      {"hr = 0x80070005 at 2026-03-11 04:30:31", ""},
      {"<", ""},
      {"<![LOG[x]LOG]!>", ""},
      {"<![LOG[x]LOG]!><time=\"10:00:00.123-060\" date=\"2026-03-11\">", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.line);
    CHECK(iso_of(c.line) == c.iso);
  }
}

std::int64_t ms_of(std::string_view line) {
  const auto stamp = parse_timestamp(line);
  REQUIRE(stamp);
  return stamp->ms;
}

TEST_CASE("times can be subtracted", "[timestamp]") {
  CHECK(ms_of("1970-01-01 00:00:00") == 0);
  CHECK(ms_of("2026-03-11 04:30:31") == 1'773'203'431'000);
  CHECK(ms_of("2024-03-01 00:00:00") - ms_of("2024-02-28 00:00:00") ==
        2 * 86'400'000);
  CHECK(ms_of("2026-01-01 00:00:00.001") - ms_of("2025-12-31 23:59:59.999") ==
        2);
  CHECK(ms_of("2026-03-11 04:30:31.5") - ms_of("2026-03-11 04:30:31") == 500);
  CHECK(ms_of("2026-03-11 04:30:31.0009") == ms_of("2026-03-11 04:30:31"));
  // The zone is left aside: a log is compared with itself.
  CHECK(ms_of("2026-03-11T04:30:31Z") == ms_of("2026-03-11T04:30:31+01:00"));
}

TEST_CASE("every time pattern does what its examples say", "[timestamp]") {
  for (const TimePattern& pattern : time_patterns()) {
    INFO(pattern.name);
    CHECK(std::any_of(pattern.examples.begin(), pattern.examples.end(),
                      [](const TimeExample& e) { return !e.iso.empty(); }));
    CHECK(std::any_of(pattern.examples.begin(), pattern.examples.end(),
                      [](const TimeExample& e) { return e.iso.empty(); }));
    for (const TimeExample& example : pattern.examples) {
      INFO(example.line);
      CHECK(iso_of(example.line) == example.iso);
    }
  }
}

// Lines that are nearly those of the examples: cut, spliced, with bytes changed
// to others that times are made of.
std::string mutated(const std::vector<std::string>& seeds,
                    test::LogText& random) {
  constexpr std::string_view kBytes = "0123456789-/:.,+ TZ\t[]<>\"APMadt=";
  std::string line = seeds[random.below(seeds.size())];
  if (random.below(4) == 0) line += seeds[random.below(seeds.size())];
  for (std::size_t i = random.below(4); i > 0 && !line.empty(); --i) {
    const std::size_t at = random.below(line.size());
    switch (random.below(3)) {
      case 0:
        line[at] = kBytes[random.below(kBytes.size())];
        break;
      case 1:
        line.erase(at, 1 + random.below(3));
        break;
      default:
        line.insert(at, 1, kBytes[random.below(kBytes.size())]);
    }
  }
  return line;
}

TEST_CASE("the plain loops read what the patterns read", "[timestamp]") {
  std::vector<std::string> seeds;
  for (const TimePattern& pattern : time_patterns()) {
    for (const TimeExample& example : pattern.examples) {
      seeds.emplace_back(example.line);
    }
  }
  test::LogText random(7);
  int times = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string line = mutated(seeds, random);
    const auto loops = parse_timestamp(line);
    if (loops != match_time_patterns(line)) FAIL_CHECK(line);
    times += loops ? 1 : 0;
  }
  CHECK(times > 10'000);
}

TEST_CASE("the screen before a time pattern misses no line of it",
          "[timestamp]") {
  RE2::Options options(RE2::Latin1);
  test::LogText random(8);
  for (const TimePattern& pattern : time_patterns()) {
    INFO(pattern.name);
    const RE2 expression(std::string(pattern.pattern), options);
    std::vector<std::string> seeds;
    for (const TimeExample& example : pattern.examples) {
      seeds.emplace_back(example.line);
    }
    int matches = 0;
    for (int i = 0; i < 20'000; ++i) {
      const std::string line = mutated(seeds, random);
      if (!expression.Match(line, 0, line.size(), RE2::ANCHOR_START, nullptr,
                            0)) {
        continue;
      }
      ++matches;
      if (!begins_as(line, pattern)) FAIL_CHECK(line);
    }
    CHECK(matches > 1'000);
  }
}

TEST_CASE("what was written as ISO 8601 is read back", "[timestamp]") {
  for (const TimePattern& pattern : time_patterns()) {
    for (const TimeExample& example : pattern.examples) {
      if (example.iso.empty()) continue;
      INFO(example.iso);
      CHECK(parse_iso(example.iso) == parse_timestamp(example.line));
    }
  }
  for (const std::string_view text :
       {"", "T", "2026-03-11", "2026-03-11T04:30", "2026-03-11T04:30:31 ",
        "2026-03-11 04:30:31", "2026-02-30T04:30:31", "--13-01T00:00:00",
        "T25:00:00", "2026-03-11T04:30:31,5"}) {
    INFO(text);
    CHECK_FALSE(parse_iso(text));
  }
  CHECK(iso_of_seconds(1'773'203'431) == "2026-03-11T04:30:31");
  CHECK(iso_of_seconds(-1) == "1969-12-31T23:59:59");
  CHECK(iso_of_seconds(951'782'400) == "2000-02-29T00:00:00");
}

}  // namespace
}  // namespace hrscan
