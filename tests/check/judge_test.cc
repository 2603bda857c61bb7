#include <bit>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/scanner.h"
#include "hrscan/verdict.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

using test::NamedText;

// A line for each retry value.
constexpr std::string_view kLines[kRetryCount] = {
    "hr = 0x80072EE2\n",  // likely
    "hr = 0x80070020\n",  // possible
    "hr = 0x80070070\n",  // after-action
    "hr = 0x80070005\n",  // unlikely
    "hr = 0x00000000\n",  // success
    "hr = 0x88AB1234\n",  // unknown
};

std::unique_ptr<Judge> judge_of(const std::vector<NamedText>& logs,
                                Policy policy,
                                std::vector<std::string>* alarms = nullptr) {
  const Catalog& catalog = Catalog::builtin();
  Result<std::unique_ptr<Judge>> judge =
      Judge::make(catalog, std::move(policy));
  REQUIRE(judge.ok());
  if (alarms != nullptr) {
    (*judge)->on_alarm([alarms](const Alarm& alarm) {
      alarms->push_back(to_hex(alarm.code.code) + " " +
                        std::string(alarm.path) + ":" +
                        std::to_string(alarm.occurrence.line));
    });
  }
  const Scanner scanner(catalog, {});
  for (const NamedText& log : logs) {
    REQUIRE(scanner.scan(*open_text(log.name, log.text), **judge).ok());
  }
  return std::move(*judge);
}

Report judged(const std::string& text, Policy policy = {}) {
  return judge_of({{"a.log", text}}, std::move(policy))->report();
}

Judgement judgement_of(const Report& report, std::uint32_t code) {
  for (const JudgedCode& judged : report.codes) {
    if (judged.code.value() == code) return judged.judgement;
  }
  FAIL("the code was not judged");
  return Judgement::kHarmless;
}

std::string line_of(const Report& report) {
  return verdict_line(report, Catalog::builtin());
}

Policy allowing(Allowance allowance, std::string today = {}) {
  Policy policy;
  policy.allow.push_back(std::move(allowance));
  policy.today = std::move(today);
  return policy;
}

TEST_CASE("the lines of these tests have the retry values they stand for",
          "[judge]") {
  for (int i = 0; i < kRetryCount; ++i) {
    const Report report = judged(std::string(kLines[i]));
    REQUIRE(report.codes.size() == 1);
    const JudgedCode& code = report.codes[0];
    CHECK(Catalog::builtin()
              .meaning(code.code, code.kind, code.written_name)
              .retry == static_cast<Retry>(i));
  }
}

// What section "for pipelines" promises, said a second time: over the retry
// values that are found and that fail.
Outcome expected_outcome(unsigned found, unsigned fail_on) {
  const unsigned failing = found & fail_on;
  if (failing == 0) return Outcome::kPass;
  constexpr unsigned kMayPass = 0b11;  // likely, possible
  return (failing & ~kMayPass) != 0 ? Outcome::kFail : Outcome::kTryAgain;
}

TEST_CASE("all combinations of what is found and of what fails", "[judge]") {
  constexpr unsigned kSets = 1u << kRetryCount;
  for (unsigned found = 0; found < kSets; ++found) {
    std::string text;
    for (int i = 0; i < kRetryCount; ++i) {
      if ((found >> i & 1) != 0) text += kLines[i];
    }
    for (unsigned fail_on = 0; fail_on < kSets; ++fail_on) {
      Policy policy;
      for (int i = 0; i < kRetryCount; ++i) {
        policy.fail_on[static_cast<std::size_t>(i)] = (fail_on >> i & 1) != 0;
      }
      INFO("found " << found << ", fails " << fail_on);
      CHECK(judged(text, policy).outcome == expected_outcome(found, fail_on));
    }
  }
}

// One finding of each value in `found`; an allowance covers the unlikely one, a
// baseline the likely one, and some are tolerated.
Outcome expected_outcome(unsigned found, bool allowed, bool expected,
                         int tolerated) {
  constexpr unsigned kLikely = 1u << 0;
  constexpr unsigned kUnlikely = 1u << 3;
  constexpr unsigned kSuccess = 1u << 4;
  found &= ~kSuccess;
  if (allowed) found &= ~kUnlikely;
  if (expected) found &= ~kLikely;
  if (std::popcount(found) <= tolerated) return Outcome::kPass;
  return expected_outcome(found, found);
}

TEST_CASE("all combinations of what is found and of what is let pass",
          "[judge]") {
  for (unsigned found = 0; found < 1u << kRetryCount; ++found) {
    std::string text;
    for (int i = 0; i < kRetryCount; ++i) {
      if ((found >> i & 1) != 0) text += kLines[i];
    }
    for (const bool allowed : {false, true}) {
      for (const bool expected : {false, true}) {
        for (int tolerated = 0; tolerated <= kRetryCount; ++tolerated) {
          Policy policy;
          if (allowed) policy.allow = {{.codes = {{.value = 0x80070005}}}};
          if (expected) {
            policy.baseline[{0x80072EE2, CodeKind::kHresult}] = 1;
          }
          policy.max_count = static_cast<std::uint64_t>(tolerated);
          INFO("found " << found << ", allowed " << allowed << ", expected "
                        << expected << ", tolerated " << tolerated);
          CHECK(judged(text, policy).outcome ==
                expected_outcome(found, allowed, expected, tolerated));
        }
      }
    }
  }
}

TEST_CASE("by default all but success fails", "[judge]") {
  constexpr Outcome kExpected[kRetryCount] = {
      Outcome::kTryAgain, Outcome::kTryAgain, Outcome::kFail,
      Outcome::kFail,     Outcome::kPass,     Outcome::kFail};
  for (int i = 0; i < kRetryCount; ++i) {
    CHECK(judged(std::string(kLines[i])).outcome == kExpected[i]);
  }
  CHECK(judged("nothing here\n").outcome == Outcome::kPass);
}

TEST_CASE("an allowance holds for its codes and until it expires", "[judge]") {
  const std::string log = "hr = 0x80240022\nhr = 0x8024402C\n";
  const auto wildcard = [](std::string_view word) {
    const auto pattern = parse_code_wildcard(word);
    REQUIRE(pattern);
    return Allowance{.word = std::string(word), .codes = {*pattern}};
  };
  CHECK(judged(log, allowing(wildcard("0x8024*"))).outcome == Outcome::kPass);
  CHECK(judged(log, allowing(wildcard("0x80240*"))).outcome ==
        Outcome::kTryAgain);
  CHECK(judged(log, allowing(wildcard("0x8024????"))).outcome ==
        Outcome::kPass);

  Allowance dated = wildcard("0x8024*");
  dated.expires = "2026-03-10";
  dated.reason = "mended in the next release";
  CHECK(judged(log, allowing(dated, "2026-03-09")).outcome == Outcome::kPass);
  CHECK(judged(log, allowing(dated, "2026-03-10")).outcome == Outcome::kPass);
  const Report late = judged(log, allowing(dated, "2026-03-11"));
  CHECK(late.outcome == Outcome::kFail);
  CHECK(line_of(late).find("the allowance of 0x8024* expired on 2026-03-10") !=
        std::string::npos);

  // Another that holds outweighs one that has expired.
  Policy both = allowing(dated, "2026-03-11");
  both.allow.push_back(wildcard("0x802*"));
  CHECK(judged(log, both).outcome == Outcome::kPass);

  // A kind that is named must be that of the code.
  CHECK(judged("GetLastError() = 5\n",
               allowing({.codes = {{.value = 5, .kind = CodeKind::kHresult}}}))
            .outcome == Outcome::kFail);
  CHECK(judged("GetLastError() = 5\n",
               allowing({.codes = {{.value = 5, .kind = CodeKind::kWin32}}}))
            .outcome == Outcome::kPass);
}

TEST_CASE("only what the baseline does not expect fails", "[judge]") {
  Policy policy;
  policy.baseline[{0x80070005, CodeKind::kHresult}] = 2;
  const std::string denied(kLines[3]);
  CHECK(judged(denied + denied, policy).outcome == Outcome::kPass);
  CHECK(judgement_of(judged(denied + denied, policy), 0x80070005) ==
        Judgement::kExpected);
  const Report more = judged(denied + denied + denied, policy);
  CHECK(more.outcome == Outcome::kFail);
  CHECK(more.would_fail == 1);
  CHECK(line_of(more) ==
        "FAIL: 1 code that a retry will not mend: 0x80070005 E_ACCESSDENIED (3 "
        "times, 2 expected)");
  CHECK(judged(denied + std::string(kLines[0]), policy).outcome ==
        Outcome::kTryAgain);
  // Of another kind: another code.
  policy.baseline = {{{0x80070005, CodeKind::kNtstatus}, 9}};
  CHECK(judged(denied, policy).outcome == Outcome::kFail);
}

TEST_CASE("some findings may be tolerated, all codes together", "[judge]") {
  Policy policy;
  policy.max_count = 2;
  const std::string denied(kLines[3]);
  const std::string timeout(kLines[0]);
  const Report two = judged(denied + timeout, policy);
  CHECK(two.outcome == Outcome::kPass);
  CHECK(judgement_of(two, 0x80070005) == Judgement::kTolerated);
  CHECK(judged(denied + timeout + timeout, policy).outcome == Outcome::kFail);
  CHECK(judged(timeout + timeout + timeout, policy).outcome ==
        Outcome::kTryAgain);
  // What does not fail does not count.
  CHECK(judged(denied + denied + std::string(kLines[4]), policy).outcome ==
        Outcome::kPass);
  // Above the baseline only.
  policy.baseline[{0x80070005, CodeKind::kHresult}] = 2;
  CHECK(judged(denied + denied + denied + denied, policy).outcome ==
        Outcome::kPass);
  CHECK(judged(denied + denied + denied + denied + denied, policy).outcome ==
        Outcome::kFail);
}

TEST_CASE("lines can be passed over", "[judge]") {
  Policy policy;
  policy.ignore_lines = {"(?i)expected failure", "^retrying"};
  const Report report = judged(
      "Expected Failure: hr = 0x80070005\n"
      "retrying after hr = 0x80070005\n"
      "hr = 0x80072EE2, not retrying\n",
      policy);
  CHECK(report.outcome == Outcome::kTryAgain);
  CHECK(report.passed_over == 2);
  CHECK(report.findings == 1);

  policy.ignore_lines = {"("};
  const auto broken = Judge::make(Catalog::builtin(), policy);
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.error().kind == Error::Kind::kUsage);
  CHECK(broken.error().message == "'(' is no regular expression");
}

TEST_CASE("codes without a word that introduces them can be passed over",
          "[judge]") {
  Policy policy;
  policy.require_context = true;
  for (const std::string_view line :
       {"hr = 0x80070005\n", "failed with 0x80070005\n", "error 80070005\n",
        "GetLastError() = 5\n", "exit code -1073741819\n"}) {
    INFO(line);
    CHECK(judged(std::string(line), policy).outcome == Outcome::kFail);
  }
  for (const std::string_view line :
       {"see 0x80070005\n", "[80070032] and more\n", "0x80070005\n"}) {
    INFO(line);
    REQUIRE(judged(std::string(line)).outcome == Outcome::kFail);
    CHECK(judged(std::string(line), policy).outcome == Outcome::kPass);
  }
}

TEST_CASE("a report says where each code was seen", "[judge]") {
  const Report report =
      judge_of({{"a.log", "hr = 0x80072EE2\nhr = 0x80070005\n"},
                {"b.log", "nothing\n"},
                {"c.log", "\xC3\xA9 hr = 0x80070005\nhr = 0x80070005\n"}},
               {})
          ->report();
  REQUIRE(report.files.size() == 3);
  CHECK(report.files[1].findings == 0);
  CHECK(report.files[2].lines == 2);
  REQUIRE(report.codes.size() == 2);
  // The worst first.
  CHECK(report.codes[0].code.value() == 0x80070005);
  CHECK(report.codes[0].count == 3);
  CHECK(report.codes[0].files == 2);
  CHECK(report.codes[1].judgement == Judgement::kTransient);

  REQUIRE(report.occurrences.size() == 3);
  const Occurrence& last = report.occurrences[2];
  CHECK(last.file == 2);
  CHECK(last.code == 0);
  CHECK(last.count == 2);
  CHECK(last.line == 1);
  CHECK(last.column == 9);
  CHECK(last.characters == 8);
  CHECK(last.token == "0x80070005");
  CHECK(last.excerpt == "\xC3\xA9 hr = 0x80070005");
  CHECK(report.codes[0].first == 1);
}

TEST_CASE("an excerpt is the part of a long line around the code", "[judge]") {
  const std::string side(1000, 'x');
  const Report report = judged(side + " hr = 0x80070005 " + side + "\n");
  const std::string& excerpt = report.occurrences.at(0).excerpt;
  CHECK(excerpt.size() < 400);
  CHECK(excerpt.starts_with("...x"));
  CHECK(excerpt.ends_with("x..."));
  CHECK(excerpt.find(" hr = 0x80070005 ") != std::string::npos);
}

TEST_CASE("an alarm comes once for each code that fails, in time", "[judge]") {
  std::vector<std::string> alarms;
  Policy policy;
  policy.baseline[{0x80070020, CodeKind::kHresult}] = 1;
  judge_of({{"a.log",
             "hr = 0x80070005\n"
             "hr = 0x80070020\n"
             "hr = 0x80070005\n"},
            {"b.log",
             "hr = 0x80070005\n"
             "hr = 0x00000000\n"
             "hr = 0x80070020\n"}},
           policy, &alarms);
  CHECK(alarms ==
        std::vector<std::string>{"0x80070005 a.log:1", "0x80070020 b.log:3"});

  // What is tolerated is no alarm, until it is too much.
  alarms.clear();
  policy = {};
  policy.max_count = 2;
  judge_of({{"a.log", "hr = 0x80070005\nhr = 0x80072EE2\n"}}, policy, &alarms);
  CHECK(alarms.empty());
  judge_of({{"a.log", "hr = 0x80070005\nhr = 0x80072EE2\nhr = 0x80072EE2\n"}},
           policy, &alarms);
  CHECK(alarms ==
        std::vector<std::string>{"0x80070005 a.log:1", "0x80072EE2 a.log:2"});
}

TEST_CASE("a name that the log writes decides on retry", "[judge]") {
  CHECK(judged("hr = 0x88AB1234 - CONTOSO_E_TIMEOUT\n").outcome ==
        Outcome::kTryAgain);
}

TEST_CASE("the verdict says why in one line", "[judge]") {
  CHECK(line_of(judge_of({}, {})->report()) ==
        "PASS: no status codes in 0 files");
  CHECK(line_of(judged("nothing\n")) == "PASS: no status codes in 1 file");
  CHECK(line_of(judged(std::string(kLines[4]))) ==
        "PASS: nothing fails in 1 file: 1 finding of 1 code, 1 harmless");
  CHECK(line_of(judged(std::string(kLines[0]))) ==
        "TRY AGAIN: nothing but 1 code that a retry may mend: 0x80072EE2 "
        "WININET_E_TIMEOUT (1 time)");
  std::string all;
  for (const std::string_view line : kLines) all += line;
  CHECK(line_of(judged(all)) ==
        "FAIL: 3 codes that a retry will not mend: 0x80070005 E_ACCESSDENIED "
        "(1 time), 0x80070070 ERROR_DISK_FULL (1 time), 0x88AB1234 (1 time); "
        "2 codes that it may mend");
  Report nothing = judge_of({}, {})->report();
  nothing.complete = false;
  CHECK(line_of(nothing) == "TROUBLE: nothing could be read");
  Report unread = judged(all);
  unread.complete = false;
  CHECK(line_of(unread).starts_with(
      "TROUBLE: not everything could be read or written; what was read says "
      "FAIL: 3 codes"));
}

}  // namespace
}  // namespace hrscan
