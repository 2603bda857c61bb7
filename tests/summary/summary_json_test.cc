// What a schema cannot say of the JSON; tests/validate_json.py holds it
// against docs/schemas/summary.schema.json.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "hrscan/summary.h"
#include "hrscan/version.h"
#include "support/log_text.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

using Json = nlohmann::json;
using test::summarize;

Json json_of(const Summary& summary) {
  return Json::parse(to_json(summary, Catalog::builtin()));
}

std::uint64_t sum(const Json& counts) {
  std::uint64_t total = 0;
  for (const Json& count : counts) total += count.get<std::uint64_t>();
  return total;
}

TEST_CASE("an empty summary has all of its parts", "[summary_json]") {
  const Json json = json_of(summarize({}));
  CHECK(json["schema"] == "hrscan.summary/1");
  CHECK(json["tool"]["name"] == "hrscan");
  CHECK(json["tool"]["version"] == std::string(version()));
  CHECK(json["tool"]["catalog"]["codes"] ==
        Catalog::builtin().distinct_codes());
  CHECK(json["totals"]["findings"] == 0);
  CHECK(json["totals"]["by_retry"].size() == kRetryCount);
  CHECK(json["codes"] == Json::array());
  CHECK(json["files"] == Json::array());
}

TEST_CASE("a row says all of a code", "[summary_json]") {
  const Json json =
      json_of(summarize({{"a.log",
                          "2026-03-11 04:30:31, hr = 0x80070005\n"
                          "2026-03-11 04:30:33.5, hr = 0x80070005\n"}}));
  REQUIRE(json["codes"].size() == 1);
  const Json& row = json["codes"][0];
  CHECK(row["code"] == "0x80070005");
  CHECK(row["kind"] == "hresult");
  CHECK(row["symbol"] == "E_ACCESSDENIED");
  CHECK(row["aliases"][0] == "ERROR_ACCESS_DENIED");
  CHECK(row["facility"] == Json({{"number", 7}, {"name", "FACILITY_WIN32"}}));
  CHECK(row["severity"] == "failure");
  CHECK(row["retry"] == "unlikely");
  CHECK(row["basis"] == "code");
  CHECK(row["cause"] == "denied");
  CHECK(row["count"] == 2);
  CHECK(row["incidents"] == 2);
  CHECK(row["files"] == 1);
  CHECK(
      row["first"] ==
      Json({{"file", "a.log"}, {"line", 1}, {"time", "2026-03-11T04:30:31"}}));
  CHECK(row["last"] == Json({{"file", "a.log"},
                             {"line", 2},
                             {"time", "2026-03-11T04:30:33.5"}}));
}

TEST_CASE("what is not known is null", "[summary_json]") {
  const Json json = json_of(summarize({{"a.log", "hr = 0x88AB7777\n"}}));
  const Json& row = json["codes"][0];
  CHECK(row["symbol"].is_null());
  CHECK(row["aliases"] == Json::array());
  CHECK(row["facility"]["name"].is_null());
  CHECK(row["cause"].is_null());
  CHECK(row["advice"].is_null());
  CHECK(row["first"]["time"].is_null());
  CHECK(row["retry"] == "unknown");
  CHECK(row["basis"] == "none");
  // Only an HRESULT has a facility of this kind.
  const Json win32 = json_of(summarize({{"a.log", "win32 error 5\n"}}));
  CHECK(win32["codes"][0]["facility"].is_null());
}

TEST_CASE("totals add up in the JSON too", "[summary_json]") {
  test::LogText random(2);
  const Json json = json_of(summarize(
      {{"a.log", random.lines(300, 8)}, {"b.log", random.lines(300, 8)}}));
  const Json& totals = json["totals"];
  const auto findings = totals["findings"].get<std::uint64_t>();
  REQUIRE(findings > 100);
  std::uint64_t by_code = 0;
  for (const Json& row : json["codes"]) {
    by_code += row["count"].get<std::uint64_t>();
  }
  CHECK(by_code == findings);
  for (const char* key : {"by_retry", "by_severity", "by_form"}) {
    CHECK(sum(totals[key]) == findings);
  }
  std::uint64_t by_file = 0;
  for (const Json& row : json["files"]) {
    by_file += row["findings"].get<std::uint64_t>();
    CHECK(sum(row["by_retry"]) == row["findings"]);
  }
  CHECK(by_file == findings);
  CHECK(totals["files"] == json["files"].size());
  CHECK(totals["distinct_codes"] == json["codes"].size());
}

TEST_CASE("bytes that are no UTF-8 do not spoil the JSON", "[summary_json]") {
  const Json json = json_of(summarize({{"\xFF\n\"\\.log", "hr = 0x80070005"}}));
  CHECK(json["files"][0]["path"] == "\xEF\xBF\xBD\n\"\\.log");
  CHECK(json["codes"][0]["first"]["file"] == json["files"][0]["path"]);
}

}  // namespace
}  // namespace hrscan
