#include "render/report_data.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/scan_text.h"

namespace hrscan {
namespace {

using Json = nlohmann::json;
using test::summarize;

constexpr std::size_t kPlenty = 1'000'000;

Json data_of(const Summary& summary, std::size_t room = kPlenty,
             const RenderOptions& options = {}) {
  const std::string text =
      report_data(summary, Catalog::builtin(), options, room);
  INFO(text.size());
  CHECK(text.size() <= room);
  return Json::parse(text);
}

// `count` different codes, the first of them most frequent.
std::string many_codes(unsigned count) {
  std::string log;
  for (unsigned i = 0; i < count; ++i) {
    const std::string line =
        "hr = " + to_hex(StatusCode(0x80040200 + i)) + "\n";
    log += line;
    if (i < 100) log += line;
  }
  return log;
}

TEST_CASE("the data is the summary, and what the page adds", "[report_data]") {
  const Summary summary = summarize(
      {{"a.log", "hr = 0x80070005\n"}, {"b.log", "hr = 0x80004005\n"}});
  Json data = data_of(summary);
  CHECK(data["verdict"] == "2 findings of 2 codes: 2 are permanent.");
  CHECK(data["codes_by_retry"]["unlikely"] == 2);
  CHECK(data["examples"] == Json::object());
  CHECK(data["left_out"] == Json::parse(R"({"codes": 0, "files": 0,
                                            "timeline": false})"));
  CHECK_FALSE(data.contains("more_codes"));
  for (const char* name :
       {"verdict", "codes_by_retry", "examples", "left_out"}) {
    data.erase(name);
  }
  Json expected = Json::parse(to_json(summary, Catalog::builtin()));
  for (Json& file : expected["files"]) file.erase("parts");
  CHECK(data == expected);
}

TEST_CASE("where room is scarce, codes are told in short", "[report_data]") {
  const Json data = data_of(summarize({{"a.log", many_codes(2000)}}), 100'000);
  const Json& more = data["more_codes"];
  const std::size_t in_full = data["codes"].size();
  const std::size_t in_short = more["count"].size();
  CHECK(in_full > 50);
  CHECK(in_full + in_short == 2000);
  CHECK(data["left_out"]["codes"] == 0);
  CHECK(data["totals"]["distinct_codes"] == 2000);
  CHECK(data["totals"]["findings"] == 2100);
  CHECK(more["code"].get<std::string>().size() == 8 * in_short);
  CHECK(more["kind"] == std::string(in_short, '0'));
  CHECK(more["retry"].get<std::string>().size() == in_short);
  CHECK(more["symbol"].size() == in_short);
  CHECK(more["files"].size() == in_short);
  CHECK(more["code"].get<std::string>().ends_with("800409CF"));
}

TEST_CASE("codes that do not fit even so are counted", "[report_data]") {
  const Json data = data_of(summarize({{"a.log", many_codes(9000)}}), 60'000);
  const std::size_t shown =
      data["codes"].size() + data["more_codes"]["count"].size();
  CHECK(shown > 1000);
  CHECK(data["left_out"]["codes"] == 9000 - shown);
  std::size_t codes = 0;
  for (const Json& count : data["codes_by_retry"]) {
    codes += count.get<std::size_t>();
  }
  CHECK(codes == 9000);
}

TEST_CASE("--top leaves the others out", "[report_data]") {
  const Json data =
      data_of(summarize({{"a.log", many_codes(300)}}), kPlenty, {.top = 10});
  CHECK(data["codes"].size() == 10);
  CHECK(data["left_out"]["codes"] == 290);
}

TEST_CASE("files with the most findings are shown first", "[report_data]") {
  std::vector<test::NamedText> logs;
  for (int i = 0; i < 200; ++i) {
    logs.push_back({std::to_string(i), i == 150 ? "hr = 0x80070005\n" : ""});
  }
  const Json data = data_of(summarize(logs), 100'000);
  const Json& files = data["files"];
  CHECK(files.size() > 20);
  CHECK(files.size() < 200);
  CHECK(files[0]["path"] == "150");
  CHECK(data["left_out"]["files"] == 200 - files.size());
  CHECK(data["totals"]["files"] == 200);
}

TEST_CASE("examples are by code and kind", "[report_data]") {
  const Summary summary = summarize({{"a.log", "hr = 0x80070005\n"}});
  std::vector<CodeExamples> kept = {
      {StatusCode(0x80070005),
       CodeKind::kHresult,
       {{"a.log", 7, "", "0x80070005", "hr = 0x80070005", {"1"}, {}}}},
      {StatusCode(0x80004005), CodeKind::kHresult, {{"not counted"}}}};
  const Json data = data_of(summary, kPlenty, {.examples = &kept});
  CHECK(data["examples"] == Json::parse(R"({"0x80070005/hresult": [
          {"file": "a.log", "line": 7, "time": null, "token": "0x80070005",
           "text": "hr = 0x80070005", "before": ["1"], "after": []}]})"));
}

TEST_CASE("nothing in the data ends its element", "[report_data]") {
  constexpr std::string_view kHostile =
      "</script><!-- ]]> & \xE2\x80\xA8 \xFF ##vso[x] \x1B[31m";
  const Summary summary =
      summarize({{std::string(kHostile), "hr = 0x80070005\n"}});
  std::vector<CodeExamples> kept = {
      {StatusCode(0x80070005),
       CodeKind::kHresult,
       {{"a", 1, "", "0x80070005", std::string(kHostile), {}, {}}}}};
  const std::string text =
      report_data(summary, Catalog::builtin(), {.examples = &kept}, kPlenty);
  for (const char* part :
       {"<", ">", "&", "\xE2\x80\xA8", "\xFF", "##vso[", "\x1B", "\n"}) {
    INFO(part);
    CHECK(text.find(part) == std::string::npos);
  }
  const Json example =
      Json::parse(text)["examples"]["0x80070005/hresult"][0]["text"];
  CHECK(example ==
        "</script><!-- ]]> & \xE2\x80\xA8 \xEF\xBF\xBD ##vso[x] "
        "\x1B[31m");
}

}  // namespace
}  // namespace hrscan
