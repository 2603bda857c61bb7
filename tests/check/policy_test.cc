#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "hrscan/verdict.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

TEST_CASE("a wildcard stands for the digits it leaves open", "[policy]") {
  struct Case {
    std::string_view word;
    std::uint32_t value;
    std::uint32_t mask;
  };
  constexpr Case kCases[] = {
      {"0x8024*", 0x80240000, 0xFFFF0000},
      {"0X8024*", 0x80240000, 0xFFFF0000},
      {"0x*", 0, 0},
      {"0x8024????", 0x80240000, 0xFFFF0000},
      {"0x8024??2C", 0x8024002C, 0xFFFF00FF},
      {"0xC?*", 0xC0000000, 0xF0000000},
      {"0x8024402*", 0x80244020, 0xFFFFFFF0},
  };
  for (const Case& c : kCases) {
    INFO(c.word);
    const auto pattern = parse_code_wildcard(c.word);
    REQUIRE(pattern);
    CHECK(pattern->value == c.value);
    CHECK(pattern->mask == c.mask);
  }
  for (const std::string_view word :
       {"", "0x", "0x80240022", "8024*", "0x8024", "0x80240022*", "0x8024**",
        "0x80*4*", "0xG*", "0x8024???", "0x8024?????", "E_*"}) {
    INFO(word);
    CHECK_FALSE(parse_code_wildcard(word));
  }
}

TEST_CASE("an allow file has a code, a date and a reason in each line",
          "[policy]") {
  const auto lines = parse_allow_file(
      "# known trouble\n"
      "\n"
      "0x80070020  2026-12-31  the scanner holds the file\r\n"
      "\tWU_E_NO_SERVICE\tnever\tno updates on build machines  \n"
      "0x8024* 2028-02-29 a leap day",
      "allowed.txt");
  REQUIRE(lines.ok());
  REQUIRE(lines->size() == 3);
  CHECK((*lines)[0].word == "0x80070020");
  CHECK((*lines)[0].expires == "2026-12-31");
  CHECK((*lines)[0].reason == "the scanner holds the file");
  CHECK((*lines)[0].line == 3);
  CHECK((*lines)[1].word == "WU_E_NO_SERVICE");
  CHECK((*lines)[1].expires.empty());
  CHECK((*lines)[1].reason == "no updates on build machines");
  CHECK((*lines)[2].expires == "2028-02-29");

  struct Fault {
    std::string_view text;
    std::string_view says;
  };
  constexpr Fault kFaults[] = {
      {"E_FAIL 2026-12-31\n", "allowed.txt:1: no reason is given for 'E_FAIL'"},
      {"# x\nE_FAIL because of x\n",
       "allowed.txt:2: 'because' is no date such as 2026-12-31, nor 'never'"},
      {"E_FAIL 2026-02-29 x\n",
       "allowed.txt:1: '2026-02-29' is no date such as 2026-12-31, nor "
       "'never'"},
      {"E_FAIL 2026-13-01 x\n",
       "allowed.txt:1: '2026-13-01' is no date such as 2026-12-31, nor "
       "'never'"},
      {"E_FAIL 31.12.2026 x\n",
       "allowed.txt:1: '31.12.2026' is no date such as 2026-12-31, nor "
       "'never'"},
      {"E_FAIL\n",
       "allowed.txt:1: '' is no date such as 2026-12-31, nor 'never'"},
  };
  for (const Fault& fault : kFaults) {
    const auto broken = parse_allow_file(fault.text, "allowed.txt");
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().to_string() == fault.says);
  }
}

TEST_CASE("a summary is a baseline", "[policy]") {
  const Catalog& catalog = Catalog::builtin();
  const Summary summary = test::summarize(
      {{"a.log", "hr = 0x80070005\nhr = 0x80070005\nGetLastError() = 5\n"}});
  const auto baseline = parse_baseline(to_json(summary, catalog), "a.json");
  REQUIRE(baseline.ok());
  CHECK(*baseline == Baseline{{{0x80070005, CodeKind::kHresult}, 2},
                              {{5, CodeKind::kWin32}, 1}});
}

TEST_CASE("what is no summary is no baseline", "[policy]") {
  struct Case {
    std::string_view json;
    std::string_view says;
  };
  constexpr std::string_view kNoSummary =
      "a.json: this is no summary as `hrscan summary --format json` writes it";
  constexpr Case kCases[] = {
      {"", "a.json: this is no JSON object"},
      {"[1]", "a.json: this is no JSON object"},
      {"{\"codes\":", "a.json: this is no JSON object"},
      {"{}", kNoSummary},
      {R"({"schema": "other/1", "codes": []})", kNoSummary},
      {R"({"schema": 1})", kNoSummary},
      {R"({"schema": "hrscan.summary/1"})",
       "a.json: this summary has no list of codes"},
      {R"({"schema": "hrscan.summary/1", "codes": [7]})",
       "a.json: codes[0] makes no sense"},
      {R"({"schema": "hrscan.summary/1", "codes":
          [{"code": "0x80070005", "kind": "hresult", "count": -1}]})",
       "a.json: codes[0] makes no sense"},
      {R"({"schema": "hrscan.summary/1", "codes":
          [{"code": "E_FAIL", "kind": "hresult", "count": 1}]})",
       "a.json: codes[0] makes no sense"},
      {R"({"schema": "hrscan.summary/1", "codes":
          [{"code": "0x80070005", "kind": "other kind", "count": 1}]})",
       "a.json: codes[0] makes no sense"},
  };
  for (const Case& c : kCases) {
    INFO(c.json);
    const auto baseline = parse_baseline(c.json, "a.json");
    REQUIRE_FALSE(baseline.ok());
    CHECK(baseline.error().to_string() == c.says);
  }
}

}  // namespace
}  // namespace hrscan
