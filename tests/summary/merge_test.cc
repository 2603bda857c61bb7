// The laws of adding up: whatever the order and the grouping, and wherever the
// logs are cut at line ends, the sum is what one run over all gives.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hrscan/summary.h"
#include "summary/timestamp.h"
#include "support/files.h"
#include "support/log_text.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

using Json = nlohmann::json;
using test::NamedText;
using test::summarize;

const Catalog& catalog() { return Catalog::builtin(); }

std::string json_of(const Summary& summary) {
  return to_json(summary, catalog());
}

std::string merged(const std::vector<std::string>& summaries) {
  SummaryMerger merger(catalog());
  for (const std::string& json : summaries) {
    const Result<void> added = merger.add(json, "x.json");
    INFO((added.ok() ? std::string() : added.error().to_string()));
    REQUIRE(added.ok());
  }
  return json_of(merger.result());
}

// Adds up in a random order and grouping.
std::string merged_somehow(std::vector<std::string> summaries,
                           std::mt19937& random) {
  std::shuffle(summaries.begin(), summaries.end(), random);
  while (summaries.size() > 1) {
    const std::size_t size =
        std::min<std::size_t>(summaries.size(), 2 + random() % 4);
    const auto begin = summaries.end() - static_cast<std::ptrdiff_t>(size);
    const std::string sum = merged({begin, summaries.end()});
    summaries.erase(begin, summaries.end());
    summaries.insert(summaries.begin() + static_cast<std::ptrdiff_t>(
                                             random() % (summaries.size() + 1)),
                     sum);
  }
  return merged(summaries);
}

std::vector<NamedText> sample_logs() {
  std::vector<NamedText> logs;
  for (const auto& path :
       test::files_in(test::project_file("samples"), ".log")) {
    logs.push_back(
        {path.filename().string(), test::to_utf8(test::read_file(path))});
  }
  REQUIRE(logs.size() >= 9);
  return logs;
}

// Each text is a summary of its own.
std::vector<std::string> summaries_of(const std::vector<NamedText>& logs) {
  std::vector<std::string> out;
  for (const NamedText& log : logs) out.push_back(json_of(summarize({log})));
  return out;
}

// Where lines begin, but for the first.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = text.find('\n');
       at != std::string_view::npos && at + 1 < text.size();
       at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  return starts;
}

// Of these, the starts of lines that are later than all lines before them.
std::vector<std::size_t> later_lines(std::string_view text) {
  std::vector<std::size_t> starts;
  std::int64_t latest = INT64_MIN;
  for (const std::size_t at : line_starts(text)) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    const auto stamp = parse_timestamp(line);
    if (!stamp || stamp->ms <= latest) continue;
    if (latest != INT64_MIN) starts.push_back(at);
    latest = stamp->ms;
  }
  return starts;
}

std::vector<NamedText> cut(const NamedText& log, std::set<std::size_t> at) {
  at.insert(log.text.size());
  std::vector<NamedText> parts;
  std::size_t begin = 0;
  for (const std::size_t end : at) {
    parts.push_back({log.name, log.text.substr(begin, end - begin)});
    begin = end;
  }
  return parts;
}

std::set<std::size_t> some_of(const std::vector<std::size_t>& places,
                              std::size_t most, std::mt19937& random) {
  std::set<std::size_t> chosen;
  for (std::size_t i = 0; i < most && !places.empty(); ++i) {
    chosen.insert(places[random() % places.size()]);
  }
  return chosen;
}

// How a file was read leaves its mark in its parts, and nowhere else.
Json without_parts(const std::string& json) {
  Json root = Json::parse(json);
  for (Json& file : root["files"]) file.erase("parts");
  return root;
}

// What holds wherever a log is cut.
Json counts_only(const std::string& json) {
  Json root = without_parts(json);
  root.erase("timeline");
  root["totals"].erase("span_seconds");
  for (Json& code : root["codes"]) {
    for (const char* key : {"incidents", "first", "last", "bursts"}) {
      code.erase(key);
    }
  }
  for (Json& file : root["files"]) {
    for (const char* key : {"first_time", "last_time", "times"}) {
      file.erase(key);
    }
  }
  return root;
}

TEST_CASE("summaries of whole files add up to the one of all, to the byte",
          "[merge]") {
  const std::vector<NamedText> logs = sample_logs();
  const std::string all = json_of(summarize(logs));
  const std::vector<std::string> each = summaries_of(logs);
  std::mt19937 random(1);
  for (int i = 0; i < 10; ++i) {
    CHECK((merged_somehow(each, random) == all));
  }
  // The order of reading does not show.
  std::vector<NamedText> reversed(logs.rbegin(), logs.rend());
  CHECK((json_of(summarize(reversed)) == all));
}

TEST_CASE("one summary is its own sum, and none is an empty one", "[merge]") {
  const std::string all = json_of(summarize(sample_logs()));
  CHECK((merged({all}) == all));
  CHECK((merged({all, json_of(summarize({}))}) == all));
  CHECK((counts_only(merged({})) == counts_only(json_of(summarize({})))));
}

TEST_CASE("a log that is cut where its time goes on adds up to the whole",
          "[merge]") {
  std::mt19937 random(2);
  std::size_t cuts = 0;
  const std::vector<NamedText> logs = sample_logs();
  const Json all = without_parts(json_of(summarize(logs)));
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> parts;
    for (const NamedText& log : logs) {
      const auto at = some_of(later_lines(log.text), random() % 12, random);
      cuts += at.size();
      for (std::string& part : summaries_of(cut(log, at))) {
        parts.push_back(std::move(part));
      }
    }
    const std::string sum = merged_somehow(parts, random);
    CHECK((without_parts(sum) == all));
    // However they are added.
    CHECK((merged_somehow(parts, random) == sum));
  }
  CHECK(cuts > 300);
}

TEST_CASE("a log that is cut at any line ends adds up in its counts",
          "[merge]") {
  std::mt19937 random(3);
  const std::vector<NamedText> logs = sample_logs();
  const Json all = counts_only(json_of(summarize(logs)));
  for (int round = 0; round < 10; ++round) {
    std::vector<std::string> parts;
    for (const NamedText& log : logs) {
      const auto at = some_of(line_starts(log.text), random() % 30, random);
      for (std::string& part : summaries_of(cut(log, at))) {
        parts.push_back(std::move(part));
      }
    }
    const std::string sum = merged_somehow(parts, random);
    CHECK((counts_only(sum) == all));
    const std::string again = merged_somehow(parts, random);
    INFO(Json::diff(Json::parse(sum), Json::parse(again)).dump());
    CHECK((again == sum));
  }
}

// Lines of a few codes, with times that stand still, go on and jump.
std::string random_log(test::LogText& random) {
  constexpr std::string_view kCodes[] = {"0x80070005", "0x800706BA",
                                         "0x88AB1234", "-2147467259"};
  constexpr std::string_view kNames[] = {"", " E_ACCESSDENIED",
                                         " ERROR_ACCESS_DENIED",
                                         " CONTOSO_E_BUSY", " CONTOSO_E_ABC"};
  constexpr std::size_t kSteps[] = {1, 1, 1, 2, 5, 11, 70, 5000, 200'000};
  std::string log;
  std::int64_t second = 1'773'203'431;
  for (std::size_t i = random.below(400) + 1; i > 0; --i) {
    if (random.below(3) == 0)
      second +=
          static_cast<std::int64_t>(kSteps[random.below(std::size(kSteps))]);
    if (random.below(8) != 0) log += iso_of_seconds(second) + " ";
    log += "hr = ";
    log += kCodes[random.below(std::size(kCodes))];
    log += kNames[random.below(std::size(kNames))];
    log += '\n';
  }
  return log;
}

TEST_CASE(
    "random logs add up: incidents, bursts, names, timelines of any "
    "length",
    "[merge]") {
  test::LogText text(4);
  std::mt19937 random(4);
  std::size_t bursts = 0;
  std::set<std::int64_t> lengths;
  for (int round = 0; round < 60; ++round) {
    std::vector<NamedText> logs;
    for (int i = 0; i < 3; ++i) {
      logs.push_back(
          {std::string(1, static_cast<char>('a' + i)), random_log(text)});
    }
    const Summary whole = summarize(logs);
    for (const CodeCount& code : whole.codes) bursts += code.bursts.size();
    lengths.insert(whole.timeline.bucket_seconds);
    std::vector<std::string> parts;
    for (const NamedText& log : logs) {
      for (std::string& part :
           summaries_of(cut(log, some_of(later_lines(log.text), 6, random)))) {
        parts.push_back(std::move(part));
      }
    }
    const Json sum = without_parts(merged_somehow(parts, random));
    INFO(Json::diff(without_parts(json_of(whole)), sum).dump());
    CHECK((sum == without_parts(json_of(whole))));
  }
  CHECK(bursts > 20);
  CHECK(lengths.size() >= 3);
}

using Groups = std::map<std::pair<std::string, std::int64_t>, std::uint64_t>;

// Findings by file and bucket: of lines that begin with a time, by definition.
Groups file_hours(const std::vector<NamedText>& logs, std::int64_t seconds) {
  Groups groups;
  for (const NamedText& log : logs) {
    for (std::size_t at = 0; at < log.text.size();
         at = log.text.find('\n', at) + 1) {
      const auto stamp = parse_timestamp(std::string_view(log.text).substr(at));
      REQUIRE(stamp);
      const std::int64_t second = stamp->ms / 1000;
      ++groups[{log.name, second - second % seconds}];
    }
  }
  return groups;
}

Groups file_hours(const Summary& summary) {
  Groups groups;
  for (const auto& share : file_timeline(summary).shares) {
    groups[{summary.files[share.file].path, share.start}] += share.count;
  }
  return groups;
}

TEST_CASE("files over time are what their lines say, added up or not",
          "[merge]") {
  std::mt19937 random(5);
  std::set<std::int64_t> lengths;
  for (int round = 0; round < 40; ++round) {
    // Every line has a time, so logs may be cut anywhere.
    std::vector<NamedText> logs;
    const std::int64_t step = std::int64_t{1} << (random() % 16);
    for (const char* name : {"a", "b", "c", "d"}) {
      NamedText& log = logs.emplace_back(NamedText{name, {}});
      std::int64_t second = 1'773'203'431;
      for (std::size_t i = random() % 200; i > 0; --i) {
        second += static_cast<std::int64_t>(random()) % (2 * step) - step / 4;
        log.text +=
            iso_of_seconds(second) +
            (random() % 3 == 0 ? " win32 error 5\n" : " hr = 0x80070005\n");
      }
    }
    const Summary whole = summarize(logs);
    const FileTimeline timeline = file_timeline(whole);
    CHECK(timeline.incomplete.empty());
    CHECK(timeline.bucket_seconds == whole.timeline.bucket_seconds);
    lengths.insert(timeline.bucket_seconds);
    CHECK(file_hours(whole) == file_hours(logs, timeline.bucket_seconds));
    std::vector<std::string> parts;
    for (const NamedText& log : logs) {
      for (std::string& part :
           summaries_of(cut(log, some_of(line_starts(log.text), 8, random)))) {
        parts.push_back(std::move(part));
      }
    }
    SummaryMerger merger(catalog());
    REQUIRE(merger.add(merged_somehow(parts, random), "x.json").ok());
    CHECK(file_hours(merger.result()) == file_hours(whole));
  }
  CHECK(lengths.size() >= 3);
}

// As the first version wrote it.
std::string without_file_times(const std::string& json) {
  Json root = Json::parse(json);
  if (root.contains("timeline")) root["timeline"].erase("file_bucket_seconds");
  for (Json& file : root["files"]) file.erase("times");
  return root.dump();
}

TEST_CASE("summaries without times of files add up, and what can be known is",
          "[merge]") {
  const std::string line = "2026-03-11 04:30:31 hr = 0x80070005\n";
  const std::string other = "2026-03-11 04:30:31 hr = 0x80004005\n";
  const std::string undated = "hr = 0x80070057\n";
  const auto old_of = [](const std::vector<NamedText>& logs) {
    return without_file_times(json_of(summarize(logs)));
  };
  // Each code in one file: all is known. Nor are there times to be known.
  for (const std::vector<NamedText>& logs :
       {std::vector<NamedText>{{"a", line + line}, {"b", other}},
        std::vector<NamedText>{{"a", undated}, {"b", undated}},
        std::vector<NamedText>{{"a", undated}, {"b", undated + line}},
        std::vector<NamedText>{{"a", undated}, {"b", line + undated}}}) {
    INFO(logs[1].text);
    CHECK((merged({old_of(logs)}) == json_of(summarize(logs))));
  }
  // A code in two files: their times are known together only.
  const std::string old = old_of({{"a", line}, {"b", line + other}});
  SummaryMerger merger(catalog());
  REQUIRE(merger.add(old, "old.json").ok());
  REQUIRE(merger.add(json_of(summarize({{"b", line}, {"c", line}})), "x").ok());
  const Summary sum = merger.result();
  CHECK(file_timeline(sum).incomplete == std::vector<std::uint32_t>{0, 1});
  CHECK(file_hours(sum) ==
        Groups{{{"b", 1773203431}, 2}, {{"c", 1773203431}, 1}});
  CHECK(sum.timeline.buckets[0].codes[0].count == 4);
  // And so it stays, in any order and grouping.
  const std::string text = json_of(sum);
  CHECK((merged({text}) == text));
  std::mt19937 random(7);
  std::vector<std::string> parts = {old};
  for (const NamedText& log : {NamedText{"b", line}, NamedText{"c", line}}) {
    parts.push_back(json_of(summarize({log})));
  }
  parts.push_back(old_of({{"c", other}, {"d", other + line}}));
  const std::string all = merged(parts);
  for (int i = 0; i < 10; ++i) CHECK((merged_somehow(parts, random) == all));
}

struct Refused {
  std::string_view what;
  std::string json;
  std::string_view why;
};

TEST_CASE("what is no summary is refused, and nothing of it is counted",
          "[merge]") {
  const std::string good =
      json_of(summarize({{"a.log", "2026-03-11 04:30:31 hr = 0x80070005\n"}}));
  const auto with = [&](const char* pointer, const Json& value) {
    Json root = Json::parse(good);
    root[Json::json_pointer(pointer)] = value;
    return root.dump();
  };
  const auto without = [&](const char* pointer, const char* key) {
    Json root = Json::parse(good);
    root[Json::json_pointer(pointer)].erase(key);
    return root.dump();
  };
  const Refused cases[] = {
      {"nothing", "", "this is no JSON: it goes wrong at byte 1"},
      {"cut short", good.substr(0, good.size() / 2), "this is no JSON"},
      {"a list", "[]", "this is no summary"},
      {"another object", "{\"schema\": 1}", "this is no summary"},
      {"another schema", with("/schema", "sarif"), "this is no summary"},
      {"a later version", with("/schema", "hrscan.summary/2"),
       "this has schema hrscan.summary/2, and this version reads "
       "hrscan.summary/1"},
      {"no codes", without("", "codes"), "codes: this is no list"},
      {"no parts", without("/files/0", "parts"), "parts: this is no list"},
      {"a wrong count", with("/codes/0/count", 2),
       "totals: they are not the sums"},
      {"a negative count", with("/codes/0/count", -1),
       "count: this is no count"},
      {"a huge count", with("/files/0/parts/0/lines", UINT64_MAX),
       "lines: this is no count"},
      {"no code", with("/codes/0/code", "E_FAIL"), "this is no status code"},
      {"no kind", with("/codes/0/kind", "x"), "this is no status code"},
      {"no symbol", with("/codes/0/written", "x\ny"),
       "written: this is no symbol"},
      {"no time", with("/files/0/parts/0/first_time", "yesterday"),
       "first_time: 'yesterday' is no time"},
      {"other codes in parts",
       with("/files/0/parts/0/codes", {{"0x80004005/hresult", {}}}),
       "0x80004005/hresult has no row in codes"},
      {"buckets of another length", with("/timeline/bucket_seconds", 7),
       "bucket_seconds: buckets are never so long"},
      {"other codes in buckets",
       with("/timeline/buckets/0/codes", {{"0x80004005", 1}}),
       "0x80004005 has no row in codes"},
      {"more in buckets than was found",
       without_file_times(with("/timeline/buckets/0/codes/0x80070005", 2)),
       "timeline: there is more in it than was found"},
      {"buckets of files of another length",
       with("/timeline/file_bucket_seconds", 7),
       "file_bucket_seconds: this is no length of buckets"},
      {"other codes in times",
       with("/files/0/times", {{"0x80004005/hresult", {{1773203431, 1}}}}),
       "0x80004005/hresult has no row in codes"},
      {"no times", with("/files/0/times/0x80070005~1hresult", {1773203431}),
       "times: this is no start of a bucket"},
      {"times between buckets", with("/timeline/file_bucket_seconds", 5),
       "times: this is no start of a bucket"},
      {"other times",
       with("/files/0/times/0x80070005~1hresult/0/0", 1773203432),
       "times: they are not those of the timeline"},
      {"more times than findings",
       with("/files/0/times/0x80070005~1hresult/0/1", 2),
       "times: there are more of them than findings"},
      {"fewer times than in the timeline", without("/files/0", "times"),
       "times: they are not those of the timeline"},
  };
  for (const Refused& c : cases) {
    INFO(c.what);
    SummaryMerger merger(catalog());
    const Result<void> added = merger.add(c.json, "x.json");
    REQUIRE_FALSE(added.ok());
    const std::string message = added.error().to_string();
    INFO(message);
    CHECK(message.starts_with("x.json: "));
    CHECK(message.find(c.why) != std::string::npos);
    REQUIRE(merger.add(good, "good.json").ok());
    CHECK((json_of(merger.result()) == good));
  }
}

TEST_CASE("a damaged summary is refused or adds up, whatever it says",
          "[merge]") {
  const std::string good = json_of(summarize(
      {{"a.log",
        "2026-03-11 04:30:31 hr = 0x80070005\nhr = 0x80070005\n"
        "Mar 11 04:30:31 hr = 0x88AB1234 - CONTOSO_E_X, win32 error 5\n"}}));
  constexpr std::string_view kBytes = "0123456789-:,.\"[]{}TZntuelx ";
  std::mt19937 random(6);
  int added = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string json = good;
    for (std::size_t n = 1 + random() % 2; n > 0; --n) {
      json[random() % json.size()] = kBytes[random() % kBytes.size()];
    }
    SummaryMerger merger(catalog());
    if (!merger.add(json, "x.json").ok()) continue;
    ++added;
    const Summary summary = merger.result();
    std::uint64_t sum = 0;
    for (const CodeCount& code : summary.codes) sum += code.count;
    CHECK(sum == summary.findings);
    // What was taken in can be taken in again.
    CHECK((merged({json_of(summary)}) == json_of(summary)));
  }
  CHECK(added > 300);
}

TEST_CASE("catalogs that summaries were made with are named where they differ",
          "[merge]") {
  const std::string ours = json_of(summarize({{"a", "hr = 0x80070005\n"}}));
  Json other = Json::parse(json_of(summarize({{"b", "hr = 0x80004005\n"}})));
  other["tool"]["catalog"] = {{"version", "2020-01-01"}, {"codes", 7}};
  const Json sum = Json::parse(merged({ours, other.dump()}));
  CHECK((sum["tool"]["catalog"] == Json::parse(ours)["tool"]["catalog"]));
  REQUIRE(sum["tool"]["catalogs"].size() == 2);
  CHECK(sum["tool"]["catalogs"][0]["version"] == "2020-01-01");
  CHECK_FALSE(Json::parse(ours)["tool"].contains("catalogs"));
  // And stay named.
  CHECK((Json::parse(merged({sum.dump(), ours}))["tool"] == sum["tool"]));
}

TEST_CASE("a symbol that only the other catalog knows stays", "[merge]") {
  Json other = Json::parse(json_of(summarize({{"a", "hr = 0x88AB1234\n"}})));
  other["codes"][0]["symbol"] = "CONTOSO_E_SERVER_BUSY";
  const Json sum = Json::parse(merged({other.dump()}));
  CHECK(sum["codes"][0]["symbol"] == "CONTOSO_E_SERVER_BUSY");
  CHECK(sum["codes"][0]["basis"] == "log");
  CHECK(sum["codes"][0]["retry"] == "likely");
  CHECK(sum["totals"]["by_retry"]["likely"] == 1);
}

TEST_CASE("the same path is one file, whatever was read of it", "[merge]") {
  const std::string log = "2026-03-11 04:30:31 hr = 0x80070005\n";
  const Summary twice = summarize({{"a", log}, {"a", log}});
  REQUIRE(twice.files.size() == 1);
  CHECK(twice.files[0].lines == 2);
  CHECK(twice.codes[0].files == 1);
  CHECK(twice.codes[0].count == 2);
  const std::string once = json_of(summarize({{"a", log}}));
  CHECK((merged({once, once}) == json_of(twice)));
}

}  // namespace
}  // namespace hrscan
