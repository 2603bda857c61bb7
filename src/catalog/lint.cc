#include "catalog/lint.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "catalog/retry_pattern.h"

namespace hrscan {
namespace {

// A description is read beside a finding, on one line of a terminal or in a
// CI annotation: shorter says nothing, longer is cut.
constexpr std::size_t kShortest = 25;
constexpr std::size_t kLongest = 160;

// A rule's own word on retry; what a pattern said of it is no fault of its own.
bool decides_retry(const RuleEntry& rule) {
  return rule.retry.has_value() && rule.basis == Basis::kCode;
}

bool fails(const RuleEntry& rule) {
  return is_failure(StatusCode(rule.code), rule.kind);
}

// Whether the number says that the operation failed. Win32 errors have no
// severity, and many a one only informs; so do NTSTATUS warnings.
bool says_failed(const RuleEntry& rule) {
  const StatusCode code(rule.code);
  if (rule.kind == CodeKind::kNtstatus) return code.nt_severity() == 3;
  return rule.kind == CodeKind::kHresult && code.failed();
}

bool holds_word(std::string_view text, std::string_view word) {
  const auto is_edge = [&](std::size_t at) {
    return at >= text.size() || !ascii::is_word(text[at]);
  };
  if (word.empty()) return false;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + word.size())) return true;
  }
  return false;
}

bool has_right_length(std::string_view text) {
  return text.size() >= kShortest && text.size() <= kLongest;
}

// What keeps `text` from being a plain sentence, or "".
std::string_view sentence_fault(std::string_view text) {
  const char first = text.front();
  if (!ascii::is_upper(first) && !ascii::is_digit(first)) {
    return "does not begin with a capital letter";
  }
  if (!text.ends_with('.') || text.ends_with("..")) {
    return "does not end with one full stop";
  }
  for (const char c : text) {
    if (c < ' ' || c > '~') return "is not plain ASCII on one line";
  }
  if (text.find("  ") != std::string_view::npos) return "has a double blank";
  return {};
}

class Linter {
 public:
  Linter(const RuleSet& set, bool whole) : set_(set), whole_(whole) {
    for (const RuleEntry& rule : set.rules) {
      note_file(rule.file);
      by_symbol_[rule.symbol].push_back(&rule);
    }
    for (const PatternEntry& pattern : set.patterns) note_file(pattern.file);
  }

  std::vector<Error> run() {
    for (const RuleEntry& rule : set_.rules) {
      check_text(rule, "description", rule.description);
      check_text(rule, "advice", rule.advice);
      check_length(rule);
      check_severity(rule);
    }
    check_duplicates();
    check_contradictions();
    check_same_sentences();
    check_references();
    check_patterns();
    std::stable_sort(
        faults_.begin(), faults_.end(), [&](const Error& a, const Error& b) {
          return std::tuple(file_order_.at(a.file), a.line, a.column) <
                 std::tuple(file_order_.at(b.file), b.line, b.column);
        });
    return std::move(faults_);
  }

 private:
  void note_file(const std::string& file) {
    file_order_.try_emplace(file, file_order_.size());
  }

  template <typename Entry>
  void fault(const Entry& entry, std::string message, std::string cause = {}) {
    Error error;
    error.kind = Error::Kind::kFormat;
    error.message = std::move(message);
    error.file = entry.file;
    error.line = entry.place.line;
    error.column = entry.place.column;
    error.cause = std::move(cause);
    faults_.push_back(std::move(error));
  }

  void check_text(const RuleEntry& rule, std::string_view what,
                  std::string_view text) {
    if (text.empty()) return;
    if (const std::string_view wrong = sentence_fault(text); !wrong.empty()) {
      fault(rule, fmt::format("{}: the {} {}", rule.symbol, what, wrong));
    }
    if (holds_word(text, rule.symbol)) {
      fault(rule,
            fmt::format("{}: the {} repeats the symbol", rule.symbol, what));
    }
  }

  void check_length(const RuleEntry& rule) {
    const std::size_t size = rule.description.size();
    if (size == 0 || has_right_length(rule.description)) return;
    fault(rule, fmt::format("{}: the description has {} characters, not {} "
                            "to {}",
                            rule.symbol, size, kShortest, kLongest));
  }

  void check_severity(const RuleEntry& rule) {
    if (!decides_retry(rule)) return;
    const bool success = *rule.retry == Retry::kSuccess;
    if (success && says_failed(rule) && rule.source.empty()) {
      fault(rule, fmt::format("{}: a failure code with retry \"success\" "
                              "needs a source that says why",
                              rule.symbol));
    }
    if (!success && !fails(rule) && rule.source.empty()) {
      fault(rule, fmt::format("{}: a success code with retry \"{}\" needs a "
                              "source that says why",
                              rule.symbol, to_string(*rule.retry)));
    }
  }

  // Within one file the reader has found them already.
  void check_duplicates() {
    std::map<
        std::tuple<CodeKind, std::uint32_t, std::string_view, std::string_view>,
        const RuleEntry*>
        seen;
    for (const RuleEntry& rule : set_.rules) {
      const auto [place, is_new] = seen.try_emplace(
          std::tuple(rule.kind, rule.code, std::string_view(rule.symbol),
                     std::string_view(rule.header)),
          &rule);
      const RuleEntry& first = *place->second;
      if (is_new || first.file == rule.file) continue;
      fault(rule, fmt::format("{} stands with this value and header in {}:{} "
                              "too",
                              rule.symbol, first.file, first.place.line));
    }
  }

  // Names of one code in one component share what happened, so that what
  // helps one helps all. Those of different components may mean different
  // things, but hardly that all is well or will be, and that nothing helps.
  void check_contradictions() {
    std::map<std::tuple<std::string_view, CodeKind, std::uint32_t>,
             const RuleEntry*>
        first_of_component;
    std::map<std::pair<CodeKind, std::uint32_t>, std::vector<const RuleEntry*>>
        of_error;
    for (const RuleEntry& rule : set_.rules) {
      if (!decides_retry(rule)) continue;
      const auto [place, is_new] = first_of_component.try_emplace(
          std::tuple(std::string_view(rule.component), rule.kind, rule.code),
          &rule);
      const RuleEntry& first = *place->second;
      if (!is_new && *first.retry != *rule.retry) {
        contradiction(rule, first);
        continue;
      }
      std::vector<const RuleEntry*>& others = of_error[error_of(rule)];
      const auto opposite = std::find_if(
          others.begin(), others.end(),
          [&](const RuleEntry* other) { return are_opposite(*other, rule); });
      if (opposite != others.end()) contradiction(rule, **opposite);
      others.push_back(&rule);
    }
  }

  // What an HRESULT stands for: the error that it carries, or itself.
  static std::pair<CodeKind, std::uint32_t> error_of(const RuleEntry& rule) {
    if (rule.kind == CodeKind::kHresult) {
      const StatusCode code(rule.code);
      if (const auto win32 = code.to_win32().value_or(0); win32 != 0) {
        return {CodeKind::kWin32, win32};
      }
      if (const auto nt = code.to_nt()) return {CodeKind::kNtstatus, *nt};
    }
    return {rule.kind, rule.code};
  }

  static bool are_opposite(const RuleEntry& a, const RuleEntry& b) {
    const auto is_good = [](const RuleEntry& rule) {
      return *rule.retry == Retry::kSuccess || *rule.retry == Retry::kLikely;
    };
    const auto is_bad = [](const RuleEntry& rule) {
      return *rule.retry == Retry::kUnlikely;
    };
    return (is_good(a) && is_bad(b)) || (is_bad(a) && is_good(b));
  }

  void contradiction(const RuleEntry& rule, const RuleEntry& other) {
    if (names(rule.unlike, other) || names(other.unlike, rule)) return;
    fault(rule,
          fmt::format("{} says retry \"{}\", {} of the same code says "
                      "\"{}\" in {}:{}",
                      rule.symbol, to_string(*rule.retry), other.symbol,
                      to_string(*other.retry), other.file, other.place.line));
  }

  static bool names(const std::vector<std::string>& symbols,
                    const RuleEntry& rule) {
    return std::find(symbols.begin(), symbols.end(), rule.symbol) !=
           symbols.end();
  }

  // One sentence for two errors says too little of one of them.
  void check_same_sentences() {
    std::map<std::tuple<CodeKind, std::uint32_t, std::string>,
             std::vector<const RuleEntry*>>
        by_sentence;
    for (const RuleEntry& rule : set_.rules) {
      if (rule.description.empty()) continue;
      std::vector<const RuleEntry*>& others = by_sentence[{
          rule.kind, facility_of(rule), ascii::lower(rule.description)}];
      const auto same = std::find_if(
          others.begin(), others.end(), [&](const RuleEntry* other) {
            return other->code != rule.code && !names(rule.same_as, *other) &&
                   !names(other->same_as, rule);
          });
      if (same != others.end()) {
        fault(rule,
              fmt::format("{} has the description of {} in {}:{}", rule.symbol,
                          (*same)->symbol, (*same)->file, (*same)->place.line));
      }
      others.push_back(&rule);
    }
  }

  static std::uint32_t facility_of(const RuleEntry& rule) {
    return rule.kind == CodeKind::kHresult ? StatusCode(rule.code).facility()
                                           : 0;
  }

  // What `same_as` and `unlike` say must be so, or it would hide faults later.
  void check_references() {
    for (const RuleEntry& rule : set_.rules) {
      for (const std::string& symbol : rule.same_as) {
        check_reference(rule, "same_as", symbol, [&](const RuleEntry& other) {
          return other.code != rule.code &&
                 ascii::equal_ignoring_case(other.description,
                                            rule.description);
        });
      }
      for (const std::string& symbol : rule.unlike) {
        check_reference(rule, "unlike", symbol, [&](const RuleEntry& other) {
          return error_of(other) == error_of(rule) && other.retry != rule.retry;
        });
      }
    }
  }

  template <typename Predicate>
  void check_reference(const RuleEntry& rule, std::string_view key,
                       const std::string& symbol, Predicate holds) {
    const auto found = by_symbol_.find(symbol);
    if (found == by_symbol_.end() && !whole_) return;
    if (found != by_symbol_.end() &&
        std::any_of(found->second.begin(), found->second.end(),
                    [&](const RuleEntry* other) { return holds(*other); })) {
      return;
    }
    fault(rule,
          fmt::format("{}: {} names {}, {}", rule.symbol, key, symbol,
                      found == by_symbol_.end() ? "for which there is no rule"
                      : key == "unlike"
                          ? "which has another code or the same retry"
                          : "which has the same code or another description"));
  }

  void check_patterns() {
    const RetryPatterns patterns(set_.patterns);
    for (std::size_t i = 0; i < set_.patterns.size(); ++i) {
      const PatternEntry& pattern = set_.patterns[i];
      const RE2 symbol(pattern.symbol, options());
      if (!symbol.ok()) {
        fault(pattern,
              fmt::format("pattern '{}' does not compile", pattern.name),
              symbol.error());
        continue;
      }
      constexpr auto kHresultBit = 1u
                                   << static_cast<unsigned>(CodeKind::kHresult);
      if (pattern.facility >= 0 && pattern.kinds != 0 &&
          (pattern.kinds & kHresultBit) == 0) {
        fault(pattern, fmt::format("pattern '{}' matches nothing: only "
                                   "HRESULTs have a facility",
                                   pattern.name));
        continue;
      }
      for (const std::string& example : pattern.examples) {
        check_example(patterns, i, symbol, example);
      }
      for (const std::string& example : pattern.counter_examples) {
        check_counter_example(patterns, i, symbol, example);
      }
    }
    if (whole_) check_use(patterns);
  }

  void check_example(const RetryPatterns& patterns, std::size_t index,
                     const RE2& symbol, const std::string& example) {
    const PatternEntry& pattern = set_.patterns[index];
    const auto found = by_symbol_.find(example);
    if (found == by_symbol_.end()) {
      if (whole_) {
        fault(pattern, fmt::format("pattern '{}': no rule has the symbol of "
                                   "the example {}",
                                   pattern.name, example));
      } else if (!RE2::PartialMatch(example, symbol)) {
        fault(pattern, fmt::format("pattern '{}' does not match its example "
                                   "{}",
                                   pattern.name, example));
      }
      return;
    }
    std::size_t other = RetryPatterns::kNone;
    for (const RuleEntry* rule : found->second) {
      const std::size_t decided = decide(patterns, *rule);
      if (decided == index) return;
      if (decided != RetryPatterns::kNone) other = decided;
    }
    fault(pattern,
          other == RetryPatterns::kNone
              ? fmt::format("pattern '{}' does not match its example {}",
                            pattern.name, example)
              : fmt::format("pattern '{}': its example {} is decided by "
                            "'{}' before it",
                            pattern.name, example, set_.patterns[other].name));
  }

  // A symbol that no rule has is held against the expression alone.
  void check_counter_example(const RetryPatterns& patterns, std::size_t index,
                             const RE2& symbol, const std::string& example) {
    const auto found = by_symbol_.find(example);
    const bool matched =
        found == by_symbol_.end()
            ? RE2::PartialMatch(example, symbol)
            : std::any_of(found->second.begin(), found->second.end(),
                          [&](const RuleEntry* rule) {
                            return patterns.matches(index, rule->symbol,
                                                    StatusCode(rule->code),
                                                    rule->kind);
                          });
    if (!matched) return;
    const PatternEntry& pattern = set_.patterns[index];
    fault(pattern, fmt::format("pattern '{}' matches its counter-example {}",
                               pattern.name, example));
  }

  void check_use(const RetryPatterns& patterns) {
    std::vector<bool> used(set_.patterns.size(), false);
    for (const RuleEntry& rule : set_.rules) {
      const std::size_t decided = decide(patterns, rule);
      if (decided != RetryPatterns::kNone) used[decided] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (used[i]) continue;
      const PatternEntry& pattern = set_.patterns[i];
      fault(pattern,
            fmt::format("pattern '{}' decides no symbol", pattern.name));
    }
  }

  static std::size_t decide(const RetryPatterns& patterns,
                            const RuleEntry& rule) {
    return patterns.decide(rule.symbol, StatusCode(rule.code), rule.kind);
  }

  static RE2::Options options() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    return options;
  }

  const RuleSet& set_;
  const bool whole_;
  std::unordered_map<std::string, std::vector<const RuleEntry*>> by_symbol_;
  std::unordered_map<std::string, std::size_t> file_order_;
  std::vector<Error> faults_;
};

}  // namespace

bool is_description(std::string_view symbol, std::string_view text) {
  return has_right_length(text) && sentence_fault(text).empty() &&
         !holds_word(text, symbol);
}

std::vector<Error> lint(const RuleSet& set, bool whole) {
  return Linter(set, whole).run();
}

}  // namespace hrscan
