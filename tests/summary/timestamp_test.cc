#include "summary/timestamp.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

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

}  // namespace
}  // namespace hrscan
