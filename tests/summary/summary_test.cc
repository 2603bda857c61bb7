#include "hrscan/summary.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "summary/timestamp.h"
#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

using test::summarize;

constexpr StatusCode kDenied{0x80070005};
constexpr StatusCode kFail{0x80004005};

const CodeCount& count_of(const Summary& summary, StatusCode code) {
  const auto found =
      std::find_if(summary.codes.begin(), summary.codes.end(),
                   [&](const CodeCount& count) { return count.code == code; });
  INFO(to_hex(code));
  REQUIRE(found != summary.codes.end());
  return *found;
}

std::uint64_t retry_count(const RetryCounts& counts, Retry retry) {
  return counts[static_cast<std::size_t>(retry)];
}

template <typename Counts>
std::uint64_t sum(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// `count` lines that hold no code.
std::string filler(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "nothing here\n";
  return out;
}

TEST_CASE("nothing gives an empty summary", "[summary]") {
  const Summary summary = summarize({});
  CHECK(summary.codes.empty());
  CHECK(summary.files.empty());
  CHECK(summary.findings == 0);
  CHECK(verdict_sentence(summary, Catalog::builtin()) ==
        "No status codes found.");
}

TEST_CASE("codes are counted by code and kind, most frequent first",
          "[summary]") {
  const Summary summary = summarize({{"a.log",
                                      "hr = 0x80070005\n"
                                      "hr = 0x80004005, hr = 0x80070005\n"
                                      "win32 error 5\n"
                                      "hr = -2147024891\n"}});
  REQUIRE(summary.codes.size() == 3);
  CHECK(summary.codes[0].code == kDenied);
  CHECK(summary.codes[0].count == 3);
  CHECK(summary.codes[0].first.line == 1);
  CHECK(summary.codes[0].last.line == 4);
  // As many: in the order of the codes.
  CHECK(summary.codes[1].code == StatusCode(5));
  CHECK(summary.codes[1].kind == CodeKind::kWin32);
  CHECK(summary.codes[2].code == kFail);
  CHECK(summary.findings == 5);
  CHECK(summary.lines == 4);
  CHECK(summary.by_form[static_cast<std::size_t>(Form::kHex)] == 3);
  CHECK(summary.by_form[static_cast<std::size_t>(Form::kDecimal)] == 2);
  CHECK(summary.by_severity[3] == 5);
}

struct IncidentCase {
  std::string_view what;
  std::string log;
  std::uint64_t incidents;
};

TEST_CASE("an incident is a second, or 20 lines where there is no time",
          "[summary]") {
  const std::string code = " hr = 0x80070005\n";
  const IncidentCase cases[] = {
      {"one", "hr = 0x80070005\n", 1},
      {"twice in a line", "hr = 0x80070005, hr = 0x80070005\n", 1},
      {"20 lines on", "hr = 0x80070005\n" + filler(19) + code, 1},
      {"21 lines on", "hr = 0x80070005\n" + filler(20) + code, 2},
      {"each 20 lines from the one before",
       "hr = 0x80070005\n" + filler(19) + code + filler(19) + code, 1},
      {"another code in between is another matter",
       "hr = 0x80070005\nhr = 0x80004005\nhr = 0x80070005\n", 1},
      {"within a second",
       "2026-03-11 04:30:31" + code + "2026-03-11 04:30:32" + code, 1},
      {"more than a second later",
       "2026-03-11 04:30:31" + code + "2026-03-11 04:30:33" + code, 2},
      {"to the millisecond",
       "2026-03-11 04:30:31.000" + code + "2026-03-11 04:30:32.000" + code +
           "2026-03-11 04:30:33.001" + code,
       2},
      {"far apart in lines, near in time",
       "2026-03-11 04:30:31" + code + filler(100) + "2026-03-11 04:30:31" +
           code,
       1},
      {"a clock set back is no incident of its own within a second",
       "2026-03-11 04:30:31.500" + code + "2026-03-11 04:30:31.000" + code, 1},
      {"a clock set back further is",
       "2026-03-11 04:30:31" + code + "2026-03-11 03:30:31" + code, 2},
      {"a line without time: by lines",
       "2026-03-11 04:30:31" + code + filler(5) + "then" + code, 1},
      {"CMTrace has the time at the end",
       "<![LOG[hr = 0x80070005]LOG]!><time=\"10:00:00.000-060\" "
       "date=\"03-11-2026\">\n"
       "<![LOG[hr = 0x80070005]LOG]!><time=\"10:00:05.000-060\" "
       "date=\"03-11-2026\">\n",
       2},
  };
  for (const IncidentCase& c : cases) {
    INFO(c.what);
    const Summary summary = summarize({{"a.log", c.log}});
    CHECK(count_of(summary, kDenied).incidents == c.incidents);
  }
}

TEST_CASE("sightings have the line's time", "[summary]") {
  const Summary summary =
      summarize({{"a.log",
                  "2026-03-11 04:30:31 hr = 0x80070005, and 0x80004005\n"
                  "no time here: hr = 0x80070005\n"
                  "2026-03-11 04:30:33.25 hr = 0x80004005\n"}});
  CHECK(count_of(summary, kDenied).first.time == "2026-03-11T04:30:31");
  // A line without a time takes the last one before it.
  CHECK(count_of(summary, kDenied).last.time == "2026-03-11T04:30:31");
  CHECK(count_of(summary, kFail).first.time == "2026-03-11T04:30:31");
  CHECK(count_of(summary, kFail).last.time == "2026-03-11T04:30:33.25");
}

TEST_CASE("several files are counted each and together", "[summary]") {
  const Summary summary = summarize({{"a.log", "hr = 0x80070005\nx\n"},
                                     {"b.log", "nothing\n"},
                                     {"c.log",
                                      "hr = 0x80070005\nhr = 0x80004005\n"
                                      "hr = 0x80070005"}});
  REQUIRE(summary.files.size() == 3);
  CHECK(summary.files[0].path == "a.log");
  CHECK(summary.files[0].findings == 1);
  CHECK(summary.files[0].lines == 2);
  CHECK(summary.files[0].bytes == 18);
  CHECK(summary.files[1].findings == 0);
  CHECK(summary.files[2].findings == 3);
  CHECK(summary.files[2].lines == 3);
  const CodeCount& denied = count_of(summary, kDenied);
  CHECK(denied.count == 3);
  CHECK(denied.files == 2);
  // A file never goes on with the incident of the one before it.
  CHECK(denied.incidents == 2);
  CHECK(denied.first.file == 0);
  CHECK(denied.last.file == 2);
  CHECK(denied.last.line == 3);
}

TEST_CASE("the sums add up for any text", "[summary]") {
  test::LogText random(1);
  std::vector<test::NamedText> logs;
  for (int i = 0; i < 5; ++i) {
    logs.push_back({"log" + std::to_string(i), random.lines(200, 8)});
  }
  const Summary summary = summarize(logs);
  REQUIRE(summary.findings > 500);
  CHECK(sum(summary.by_retry) == summary.findings);
  CHECK(sum(summary.by_form) == summary.findings);
  CHECK(sum(summary.by_severity) == summary.findings);
  std::uint64_t by_code = 0;
  for (const CodeCount& count : summary.codes) {
    by_code += count.count;
    CHECK(count.files <= count.incidents);
    CHECK(count.incidents <= count.count);
  }
  CHECK(by_code == summary.findings);
  RetryCounts by_file{};
  Summary files;
  for (const FileCount& file : summary.files) {
    CHECK(sum(file.by_retry) == file.findings);
    for (std::size_t i = 0; i < by_file.size(); ++i) {
      by_file[i] += file.by_retry[i];
    }
    files.findings += file.findings;
    files.lines += file.lines;
    files.bytes += file.bytes;
  }
  CHECK(by_file == summary.by_retry);
  CHECK(files.findings == summary.findings);
  CHECK(files.lines == summary.lines);
  CHECK(files.bytes == summary.bytes);
}

TEST_CASE("a name that a later file tells counts for the earlier one too",
          "[summary]") {
  const Summary summary =
      summarize({{"a.log", "hr = 0x88AB1234\n"},
                 {"b.log", "hr = 0x88AB1234 - CONTOSO_E_SERVER_BUSY\n"}});
  const CodeCount& count = count_of(summary, StatusCode(0x88AB1234));
  CHECK(count.written_name == "CONTOSO_E_SERVER_BUSY");
  const Meaning meaning =
      Catalog::builtin().meaning(count.code, count.kind, count.written_name);
  CHECK(meaning.symbol == "CONTOSO_E_SERVER_BUSY");
  CHECK(to_string(meaning.basis) == "log");
  CHECK(to_string(meaning.retry) == "likely");
  CHECK(retry_count(summary.by_retry, Retry::kLikely) == 2);
  CHECK(retry_count(summary.files[0].by_retry, Retry::kLikely) == 1);
  CHECK(retry_count(summary.files[1].by_retry, Retry::kLikely) == 1);
}

TEST_CASE(
    "a name learned from the log says nothing of a retry by itself, "
    "and its basis is the log",
    "[summary]") {
  const Meaning meaning = Catalog::builtin().meaning(
      StatusCode(0x88AB1234), CodeKind::kHresult, "CONTOSO_E_QUEUE_BROKEN");
  CHECK(meaning.symbol == "CONTOSO_E_QUEUE_BROKEN");
  CHECK(to_string(meaning.retry) == "unknown");
  CHECK(to_string(meaning.basis) == "log");
}

TEST_CASE("the log's own word decides between rival names", "[summary]") {
  const Summary summary = summarize(
      {{"a.log", "hr=0x80041010 (SYNC_E_ITEM_HAS_NO_VERSION_DATA)\n"}});
  CHECK(count_of(summary, StatusCode(0x80041010)).written_name ==
        "SYNC_E_ITEM_HAS_NO_VERSION_DATA");
}

TEST_CASE("unknown codes are counted as unknown", "[summary]") {
  const Summary summary =
      summarize({{"a.log", "hr = 0x88AB7777\nhr = 0x88AB7778\n"}});
  CHECK(summary.codes.size() == 2);
  CHECK(retry_count(summary.by_retry, Retry::kUnknown) == 2);
  CHECK(verdict_sentence(summary, Catalog::builtin()) ==
        "2 findings of 2 codes: 2 are unknown.");
}

TEST_CASE("one sentence sums a summary up", "[summary]") {
  struct Case {
    std::string_view log;
    std::string_view sentence;
  };
  constexpr Case kCases[] = {
      {"hr = 0x80070005", "1 finding of 1 code: 1 is permanent."},
      {"hr = 0x80070005\nhr = 0x80070005",
       "2 findings of 1 code: 1 is permanent."},
      {"hr = 0x80070005\nhr = 0x8001010A\nhr = 0x80070070\nhr = 0x00000000",
       "4 findings of 4 codes: 1 is permanent, 1 needs an action first, 1 is "
       "transient, 1 reports success."},
      {"hr = 0x80070020", "1 finding of 1 code: 1 may clear by itself."},
  };
  for (const Case& c : kCases) {
    CHECK(verdict_sentence(summarize({{"a.log", std::string(c.log)}}),
                           Catalog::builtin()) == c.sentence);
  }
}

// More codes than the table has room for at first.
TEST_CASE("thousands of different codes are all counted", "[summary]") {
  std::string log;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    log += "hr = " + to_hex(StatusCode(0x88AB0000 + i)) + "\n";
  }
  const Summary summary = summarize({{"a.log", log + log}});
  CHECK(summary.codes.size() == 5000);
  CHECK(std::all_of(summary.codes.begin(), summary.codes.end(),
                    [](const CodeCount& count) { return count.count == 2; }));
}

TEST_CASE("a result stays as it is when more is counted", "[summary]") {
  SummarySink sink(Catalog::builtin());
  const Scanner scanner(Catalog::builtin(), {});
  const std::string log = "2026-03-11 04:30:31 hr = 0x80070005\n";
  REQUIRE(scanner.scan(*open_text("a", log), sink).ok());
  const Summary first = sink.result();
  const std::string before = to_json(first, Catalog::builtin());
  REQUIRE(scanner.scan(*open_text("b", log), sink).ok());
  CHECK(to_json(first, Catalog::builtin()) == before);
  CHECK(sink.result().findings == 2);
}

// Lines with and without a time, some of them long.
std::string sparse_times(test::LogText& random) {
  std::string log;
  int second = 0;
  for (int i = 0; i < 400; ++i) {
    if (random.below(5) == 0) {
      ++second;
      log += iso_of_seconds(1'773'203'431 + second) + " ";
    }
    log += random.below(3) == 0 ? "hr = 0x80070005" : random.line(3);
    if (random.below(40) == 0) log.append(3000, 'x');
    log += '\n';
  }
  return log;
}

TEST_CASE("times do not depend on how a log is read", "[summary]") {
  test::LogText random(5);
  for (unsigned round = 0; round < 20; ++round) {
    const std::string log = sparse_times(random);
    const Summary whole = summarize({{"dribble", log}});
    const Scanner scanner(Catalog::builtin(), {});
    SummarySink sink(Catalog::builtin());
    test::DribbleSource pipe(log, 700, round);
    REQUIRE(scanner.scan(pipe, sink).ok());
    CHECK((to_json(sink.result(), Catalog::builtin()) ==
           to_json(whole, Catalog::builtin())));
  }
}

TEST_CASE("a line without a time takes the last one before it", "[summary]") {
  const std::string code = "hr = 0x80070005\n";
  const auto first_time = [&](const std::string& log) {
    return count_of(summarize({{"a.log", log}}), kDenied).first.time;
  };
  CHECK(first_time(code).empty());
  CHECK(first_time("2026-03-11 04:30:31 x\n" + code) == "2026-03-11T04:30:31");
  CHECK(first_time("2026-03-11 04:30:31 x\n2026-03-11 04:30:32 x\n" +
                   filler(20) + code) == "2026-03-11T04:30:32");
  // Nobody looks further than 2 KiB.
  CHECK(first_time("2026-03-11 04:30:31 x\n" + filler(200) + code).empty());
  // But what a line with a finding said is remembered.
  CHECK(count_of(summarize({{"a.log", "2026-03-11 04:30:31 hr = 0x80004005\n" +
                                          filler(200) + code}}),
                 kDenied)
            .first.time == "2026-03-11T04:30:31");
  CHECK(first_time(">>>  Section start 2026/03/11 04:30:31.123\n" + code) ==
        "2026-03-11T04:30:31.123");
}

TEST_CASE("the timeline and bursts count what has times", "[summary]") {
  std::string log;
  for (int i = 0; i < 12; ++i) {
    log += "2026-03-11 04:30:" + std::to_string(10 + i) +
           " hr = 0x800706BA, win32 error 5\n";
  }
  log += "2026-03-11 04:30:40 hr = 0x800706BA\n";
  const Summary summary = summarize({{"a.log", log}});
  const CodeCount& rpc = count_of(summary, StatusCode(0x800706BA));
  REQUIRE(rpc.bursts.size() == 1);
  CHECK(rpc.bursts[0].count == 12);
  CHECK(rpc.bursts[0].start == "2026-03-11T04:30:10");
  CHECK(rpc.bursts[0].end == "2026-03-11T04:30:21");
  CHECK(rpc.bursts[0].per_second == Approx(12.0 / 11));
  CHECK(summary.timeline.bucket_seconds == 1);
  REQUIRE(summary.timeline.buckets.size() == 13);
  CHECK(bucket_time(summary.timeline.buckets[12].start) ==
        "2026-03-11T04:30:40");
  CHECK(summary.timeline.buckets[0].codes.size() == 2);
  CHECK(summary.span_seconds == 30);
}

}  // namespace
}  // namespace hrscan
