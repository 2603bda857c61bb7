// Verdict: judges a scan for a pipeline. What of it fails, why, and would
// running the job again help?
//
//   auto judge = hrscan::Judge::make(catalog, {});
//   scanner.scan(*source, **judge);
//   const hrscan::Report report = (*judge)->report();
//   report.outcome                             // hrscan::Outcome::kTryAgain
//   hrscan::verdict_line(report, catalog)      // "TRY AGAIN: ...", one line
//
// Judging reads no file and no clock: a policy is data. make_verdict_renderer()
// (render.h) writes reports in the formats of pipelines.
#ifndef HRSCAN_VERDICT_H_
#define HRSCAN_VERDICT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/result.h"
#include "hrscan/rule.h"
#include "hrscan/sink.h"

namespace hrscan {

enum class Outcome : std::uint8_t {
  kPass,      // nothing fails
  kTryAgain,  // all that fails is likely or possible to pass when tried again
  kFail,      // something fails that a retry will not mend
};

// "PASS", "TRY AGAIN", "FAIL".
std::string_view to_string(Outcome outcome);

// What is thought of one code, the worst first.
enum class Judgement : std::uint8_t {
  kPermanent,  // fails, and a retry will not mend it
  kTransient,  // fails, and a retry may mend it
  kTolerated,  // would fail, but all that would is within Policy::max_count
  kExpected,   // not more often than in the baseline
  kAllowed,    // an allowance covers it
  kHarmless,   // its retry value does not fail
};
inline constexpr int kJudgementCount = 6;

// "permanent", "transient", "tolerated", "expected", "allowed", "harmless".
std::string_view to_string(Judgement judgement);

constexpr bool fails(Judgement judgement) {
  return judgement == Judgement::kPermanent ||
         judgement == Judgement::kTransient;
}

// Codes by the bits that they have in common.
struct CodePattern {
  std::uint32_t value = 0;
  std::uint32_t mask = 0xFFFF'FFFF;
  std::optional<CodeKind> kind;  // empty: whatever the numbering

  bool covers(StatusCode code, CodeKind of_kind) const {
    return (code.value() & mask) == (value & mask) &&
           (!kind || *kind == of_kind);
  }
};

// "0x8024*" or "0x8024????": the digits that count, then '*' for the rest or a
// '?' for each. Empty if `word` is nothing of the kind.
std::optional<CodePattern> parse_code_wildcard(std::string_view word);

// Codes that do not fail.
struct Allowance {
  std::string word;  // as the user wrote it
  std::vector<CodePattern> codes;
  std::string reason;   // may be empty
  std::string expires;  // the last day on which it holds, "2026-12-31"; empty:
                        // it holds for ever
};

// A line of an allow file: CODE|SYMBOL|0x8024*, a date or "never", a reason.
struct AllowLine {
  std::string word;
  std::string expires;  // empty for "never"
  std::string reason;
  std::uint64_t line = 0;
};

// Reads an allow file's text. Empty lines and those that begin with '#' are
// passed over. `file` is named in errors.
Result<std::vector<AllowLine>> parse_allow_file(std::string_view text,
                                                const std::string& file);

// How often each code was found before.
using Baseline = std::map<std::pair<std::uint32_t, CodeKind>, std::uint64_t>;

// The counts of a summary in JSON (schema hrscan.summary/1). `file` is named
// in errors.
Result<Baseline> parse_baseline(std::string_view json, const std::string& file);

struct Policy {
  // By Retry: which values fail.
  std::array<bool, kRetryCount> fail_on = {true, true, true, true, false, true};
  std::vector<Allowance> allow;
  // "2026-03-11": allowances that expired before are void. Empty: none is.
  std::string today;
  // So many findings that would fail are tolerated, all codes together.
  std::uint64_t max_count = 0;
  // Of each code, only findings above this count fail.
  Baseline baseline;
  // RE2: findings in lines that match one of these are passed over.
  std::vector<std::string> ignore_lines;
  // Findings that no status word introduces are passed over.
  bool require_context = false;
};

// One code in one file.
struct Occurrence {
  std::uint32_t file = 0;  // index into Report::files
  std::uint32_t code = 0;  // index into Report::codes
  std::uint64_t count = 0;
  // Of the first finding. Characters are those of Unicode, 1-based; 0 where
  // the line's start is too far away to count them.
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::uint64_t characters = 0;
  std::string token;
  // The line around it, some hundred bytes at most, as the log has it. Empty
  // for occurrences behind the first kMostDetailed.
  std::string excerpt;
};

struct JudgedCode {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string written_name;  // as in CodeCount
  Judgement judgement = Judgement::kHarmless;
  std::uint64_t count = 0;
  std::uint64_t expected = 0;  // its count in the baseline
  std::uint64_t files = 0;     // how many it was seen in
  // Of Report::allow: the one that covers the code, and one that did until it
  // expired.
  std::optional<std::size_t> allowance;
  std::optional<std::size_t> expired;
  std::size_t first = 0;  // index into Report::occurrences
};

struct JudgedFile {
  std::string path;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
};

struct Report {
  Outcome outcome = Outcome::kPass;
  // False where some input could not be read; to be set by who read it.
  bool complete = true;
  std::vector<JudgedFile> files;  // in the order of reading
  std::vector<JudgedCode> codes;  // the worst first, then the most frequent
  std::vector<Occurrence> occurrences;  // by file, then in order of appearance
  std::vector<Allowance> allow;
  std::uint64_t findings = 0;     // judged
  std::uint64_t passed_over = 0;  // by ignore_lines and require_context
  std::uint64_t would_fail = 0;   // findings, tolerated ones among them
  std::uint64_t max_count = 0;
};

// What is told of a code when it first fails, while the scan goes on. Views
// are valid during the call.
struct Alarm {
  const JudgedCode& code;
  const Occurrence& occurrence;
  std::string_view path;
};

// Judges what it is given. Memory grows with the number of different codes and
// of files, and with those in which each code is seen.
class Judge final : public Sink {
 public:
  // How many occurrences keep their excerpt.
  static constexpr std::size_t kMostDetailed = 10'000;

  // Fails if `policy` has a pattern that is no RE2. `catalog` must outlive the
  // judge.
  static Result<std::unique_ptr<Judge>> make(const Catalog& catalog,
                                             Policy policy);
  ~Judge() override;

  // Called once for each code that fails, as soon as that is certain; the final
  // report may know the code by a name that the log wrote later.
  void on_alarm(std::function<void(const Alarm&)> listener);

  void begin_input(const InputInfo& info) override;
  bool block(const Block& block) override;
  void end_input(const InputTotals& totals) override;

  // On what was seen so far.
  Report report() const;

 private:
  struct State;
  explicit Judge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The verdict and why, in one line of plain words.
std::string verdict_line(const Report& report, const Catalog& catalog);

}  // namespace hrscan

#endif  // HRSCAN_VERDICT_H_
