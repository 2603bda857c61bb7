#include "summary/comparison.h"

#include <catch2/catch.hpp>
#include <string>

#include "support/scan_text.h"

namespace hrscan {
namespace {

using test::summarize;

TEST_CASE("what changed is told by code", "[comparison]") {
  const Summary before =
      summarize({{"a",
                  "2026-03-11 04:00:00 hr = 0x80070005\n"
                  "2026-03-11 04:10:00 hr = 0x80070005, hr = 0x80004005\n"
                  "2026-03-11 04:30:00 hr = 0x800706BA\n"}});
  const Summary after =
      summarize({{"a",
                  "hr = 0x80070005, hr = 0x80004005\n"
                  "hr = 0x80004005, hr = 0x80070002, hr = 0x80131500\n"}});
  const Comparison comparison = compare(before, after);
  REQUIRE(comparison.codes.size() == 5);
  const Change expected[] = {Change::kNew, Change::kNew, Change::kGone,
                             Change::kMore, Change::kFewer};
  const std::uint32_t codes[] = {0x80070002, 0x80131500, 0x800706BA, 0x80004005,
                                 0x80070005};
  for (std::size_t i = 0; i < 5; ++i) {
    INFO(i);
    CHECK(to_string(comparison.codes[i].change) == to_string(expected[i]));
    CHECK(to_hex(comparison.codes[i].code) == to_hex(StatusCode(codes[i])));
  }
  const CodeChange& fewer = comparison.codes[4];
  CHECK(fewer.before.count == 2);
  CHECK(fewer.after.count == 1);
  CHECK(*fewer.before.per_million_lines == Approx(2e6 / 3));
  CHECK(*fewer.after.per_million_lines == Approx(1e6 / 2));
  CHECK(*fewer.before.per_hour == Approx(4));
  CHECK_FALSE(fewer.after.per_hour);
  CHECK(change_sentence(comparison) ==
        "2 codes are new, 1 is gone, 1 is more frequent, 1 is less frequent.");
}

TEST_CASE("nothing changes between a summary and itself", "[comparison]") {
  const Summary one = summarize({{"a", "hr = 0x80070005\n"}});
  CHECK(change_sentence(compare(one, one)) ==
        "1 code is as frequent as before.");
  const Summary none = summarize({});
  CHECK(change_sentence(compare(none, none)) == "No status codes in either.");
  CHECK_FALSE(compare(none, one).codes[0].before.per_million_lines);
}

}  // namespace
}  // namespace hrscan
