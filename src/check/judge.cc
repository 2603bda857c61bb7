#include <re2/re2.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/name_table.h"
#include "hrscan/verdict.h"

namespace hrscan {
namespace {

constexpr std::string_view kOutcomeNames[] = {"PASS", "TRY AGAIN", "FAIL"};
constexpr std::string_view kJudgementNames[] = {
    "permanent", "transient", "tolerated", "expected", "allowed", "harmless"};

// How much of a line is kept before and behind the token.
constexpr std::size_t kBefore = 160;
constexpr std::size_t kBehind = 160;

// Patterns of users are compiled to at most this much.
constexpr std::int64_t kPatternMemory = 8 << 20;

constexpr bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The part of a line that shows a token of `length` bytes at `at`.
std::string excerpt_of(std::string_view line, std::size_t at,
                       std::size_t length) {
  std::size_t begin = at - std::min(at, kBefore);
  std::size_t end = std::min(line.size(), at + length + kBehind);
  while (begin < at && begin > 0 && continues_character(line[begin])) ++begin;
  while (end > at && end < line.size() && continues_character(line[end])) --end;
  std::string text;
  if (begin > 0) text += "...";
  text += line.substr(begin, end - begin);
  if (end < line.size()) text += "...";
  return text;
}

std::uint64_t count_characters(std::string_view text) {
  return static_cast<std::uint64_t>(
      std::count_if(text.begin(), text.end(),
                    [](char c) { return !continues_character(c); }));
}

struct Entry {
  JudgedCode judged;
  bool wants_name = false;
  bool retry_fails = false;
  bool alarmed = false;
  Judgement when_failing = Judgement::kPermanent;
  // The finding that made it fail.
  std::optional<Occurrence> culprit;
  // Where it was counted last.
  std::size_t occurrence = 0;
};

}  // namespace

std::string_view to_string(Outcome outcome) {
  return name_of(kOutcomeNames, outcome);
}
std::string_view to_string(Judgement judgement) {
  return name_of(kJudgementNames, judgement);
}

struct Judge::State {
  State(const Catalog& the_catalog, Policy the_policy)
      : catalog(the_catalog), policy(std::move(the_policy)) {}

  bool passes_over(const Block& block, const Finding& finding) const;
  void count(const Block& block, const Finding& finding);
  Entry& entry_of(StatusCode code, CodeKind kind);
  void find_allowance(JudgedCode& judged) const;
  void learn_retry(Entry& entry) const;
  void count_in_file(Entry& entry, const Block& block, const Finding& finding);
  Occurrence occurrence_of(const Block& block, const Finding& finding,
                           bool detailed) const;
  void raise(Entry& entry);
  void raise_pending();

  const Catalog& catalog;
  const Policy policy;
  std::vector<std::unique_ptr<RE2>> ignored;
  std::function<void(const Alarm&)> listener;

  std::unordered_map<std::uint64_t, std::size_t> index;
  std::vector<Entry> entries;
  std::vector<std::size_t> pending;  // fail, and were not told of
  std::vector<JudgedFile> files;
  std::vector<Occurrence> occurrences;  // codes by their place in `entries`
  std::uint64_t passed_over = 0;
  std::uint64_t failing = 0;  // findings so far
};

bool Judge::State::passes_over(const Block& block,
                               const Finding& finding) const {
  if (policy.require_context && !block.introduced(finding)) return true;
  if (ignored.empty()) return false;
  const std::string_view line = block.line(finding).text;
  return std::any_of(ignored.begin(), ignored.end(), [&](const auto& pattern) {
    return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()),
                             *pattern);
  });
}

Entry& Judge::State::entry_of(StatusCode code, CodeKind kind) {
  const std::uint64_t key =
      std::uint64_t{code.value()} << 8 | static_cast<std::uint64_t>(kind);
  const auto [found, is_new] = index.try_emplace(key, entries.size());
  if (!is_new) return entries[found->second];
  Entry& entry = entries.emplace_back();
  entry.judged.code = code;
  entry.judged.kind = kind;
  entry.wants_name = catalog.names(code, kind).size() != 1;
  find_allowance(entry.judged);
  const auto expected = policy.baseline.find({code.value(), kind});
  if (expected != policy.baseline.end()) {
    entry.judged.expected = expected->second;
  }
  learn_retry(entry);
  return entry;
}

void Judge::State::find_allowance(JudgedCode& judged) const {
  for (std::size_t i = 0; i < policy.allow.size(); ++i) {
    const Allowance& allowance = policy.allow[i];
    const bool covers =
        std::any_of(allowance.codes.begin(), allowance.codes.end(),
                    [&](const CodePattern& pattern) {
                      return pattern.covers(judged.code, judged.kind);
                    });
    if (!covers) continue;
    // Days as they are written compare like days.
    const bool expired = !allowance.expires.empty() && !policy.today.empty() &&
                         allowance.expires < policy.today;
    (expired ? judged.expired : judged.allowance) = i;
    if (!expired) return;
  }
}

void Judge::State::learn_retry(Entry& entry) const {
  const JudgedCode& code = entry.judged;
  const Retry retry =
      catalog.meaning(code.code, code.kind, code.written_name).retry;
  entry.retry_fails = policy.fail_on[static_cast<std::size_t>(retry)];
  entry.when_failing = retry == Retry::kLikely || retry == Retry::kPossible
                           ? Judgement::kTransient
                           : Judgement::kPermanent;
}

Occurrence Judge::State::occurrence_of(const Block& block,
                                       const Finding& finding,
                                       bool detailed) const {
  Occurrence occurrence;
  occurrence.file = static_cast<std::uint32_t>(files.size() - 1);
  occurrence.line = finding.line;
  occurrence.column = finding.column;
  if (!detailed) return occurrence;
  occurrence.token = block.token(finding);
  const LineView line = block.line(finding);
  const std::string_view token = block.token(finding);
  const auto at = static_cast<std::size_t>(token.data() - line.text.data());
  occurrence.excerpt = excerpt_of(line.text, at, token.size());
  if (line.from_start) {
    occurrence.characters = count_characters(line.text.substr(0, at)) + 1;
  }
  return occurrence;
}

void Judge::State::count_in_file(Entry& entry, const Block& block,
                                 const Finding& finding) {
  const auto file = static_cast<std::uint32_t>(files.size() - 1);
  if (entry.judged.count == 0 || occurrences[entry.occurrence].file != file) {
    entry.occurrence = occurrences.size();
    if (entry.judged.count == 0) entry.judged.first = entry.occurrence;
    ++entry.judged.files;
    occurrences.push_back(
        occurrence_of(block, finding, occurrences.size() < kMostDetailed));
    occurrences.back().code = static_cast<std::uint32_t>(&entry - &entries[0]);
  }
  ++occurrences[entry.occurrence].count;
}

void Judge::State::count(const Block& block, const Finding& finding) {
  Entry& entry = entry_of(finding.code, finding.kind);
  if (entry.wants_name) {
    entry.judged.written_name = block.written_name(finding);
    entry.wants_name = entry.judged.written_name.empty();
    if (!entry.wants_name) learn_retry(entry);
  }
  count_in_file(entry, block, finding);
  ++files.back().findings;
  ++entry.judged.count;

  const bool fails_now = entry.retry_fails && !entry.judged.allowance &&
                         entry.judged.count > entry.judged.expected;
  if (!fails_now) return;
  ++failing;
  if (!listener || entry.alarmed) return;
  if (!entry.culprit) {
    entry.culprit = occurrence_of(block, finding, /*detailed=*/true);
    entry.culprit->count = 1;
    pending.push_back(static_cast<std::size_t>(&entry - &entries[0]));
  }
  if (failing > policy.max_count) raise_pending();
}

void Judge::State::raise(Entry& entry) {
  entry.alarmed = true;
  JudgedCode code = entry.judged;
  code.judgement = entry.when_failing;
  listener({code, *entry.culprit, files[entry.culprit->file].path});
}

void Judge::State::raise_pending() {
  for (const std::size_t number : pending) raise(entries[number]);
  pending.clear();
}

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::~Judge() = default;

Result<std::unique_ptr<Judge>> Judge::make(const Catalog& catalog,
                                           Policy policy) {
  auto state = std::make_unique<State>(catalog, std::move(policy));
  // As the grammar reads a log: by bytes, whatever its encoding.
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(kPatternMemory);
  for (const std::string& pattern : state->policy.ignore_lines) {
    auto compiled = std::make_unique<RE2>(pattern, options);
    if (!compiled->ok()) {
      Error error;
      error.kind = Error::Kind::kUsage;
      error.message = "'" + pattern + "' is no regular expression";
      error.cause = compiled->error();
      return error;
    }
    state->ignored.push_back(std::move(compiled));
  }
  return std::unique_ptr<Judge>(new Judge(std::move(state)));
}

void Judge::on_alarm(std::function<void(const Alarm&)> listener) {
  state_->listener = std::move(listener);
}

void Judge::begin_input(const InputInfo& info) {
  state_->files.emplace_back();
  state_->files.back().path = info.name;
}

bool Judge::block(const Block& block) {
  for (const Finding& finding : block.findings) {
    if (state_->passes_over(block, finding)) {
      ++state_->passed_over;
    } else {
      state_->count(block, finding);
    }
  }
  return true;
}

void Judge::end_input(const InputTotals& totals) {
  state_->files.back().lines = totals.lines;
}

namespace {

// What is thought of a code by itself, before max_count.
Judgement judge(const Entry& entry) {
  if (!entry.retry_fails) return Judgement::kHarmless;
  if (entry.judged.allowance) return Judgement::kAllowed;
  if (entry.judged.count <= entry.judged.expected) return Judgement::kExpected;
  return entry.when_failing;
}

Outcome outcome_of(const std::vector<JudgedCode>& codes) {
  Outcome outcome = Outcome::kPass;
  for (const JudgedCode& code : codes) {
    if (code.judgement == Judgement::kPermanent) return Outcome::kFail;
    if (code.judgement == Judgement::kTransient) outcome = Outcome::kTryAgain;
  }
  return outcome;
}

// The order of a report's codes, as numbers of entries.
std::vector<std::size_t> worst_first(const std::vector<JudgedCode>& codes) {
  std::vector<std::size_t> order(codes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) {
    const JudgedCode& a = codes[i];
    const JudgedCode& b = codes[k];
    return std::tuple(a.judgement, b.count, a.code.value(), a.kind) <
           std::tuple(b.judgement, a.count, b.code.value(), b.kind);
  });
  return order;
}

}  // namespace

Report Judge::report() const {
  Report report;
  report.files = state_->files;
  report.allow = state_->policy.allow;
  report.passed_over = state_->passed_over;
  report.max_count = state_->policy.max_count;

  std::vector<JudgedCode> codes;
  for (const Entry& entry : state_->entries) {
    JudgedCode& code = codes.emplace_back(entry.judged);
    code.judgement = judge(entry);
    report.findings += code.count;
    if (fails(code.judgement)) report.would_fail += code.count - code.expected;
  }
  if (report.would_fail <= report.max_count) {
    for (JudgedCode& code : codes) {
      if (fails(code.judgement)) code.judgement = Judgement::kTolerated;
    }
  }
  report.outcome = outcome_of(codes);

  const std::vector<std::size_t> order = worst_first(codes);
  std::vector<std::uint32_t> place(codes.size());
  for (const std::size_t number : order) {
    place[number] = static_cast<std::uint32_t>(report.codes.size());
    report.codes.push_back(std::move(codes[number]));
  }
  report.occurrences = state_->occurrences;
  for (Occurrence& occurrence : report.occurrences) {
    occurrence.code = place[occurrence.code];
  }
  return report;
}

}  // namespace hrscan
