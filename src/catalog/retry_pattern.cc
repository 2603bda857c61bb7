#include "catalog/retry_pattern.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/lazy_pattern.h"

namespace hrscan {
namespace {

bool holds_one(std::string_view lower,
               const std::vector<std::string>& literals) {
  return literals.empty() ||
         std::any_of(literals.begin(), literals.end(),
                     [&](const std::string& literal) {
                       return lower.find(literal) != std::string_view::npos;
                     });
}

// Whether the one expression of `filtered` could match a text that holds these
// of its atoms only.
bool could_match(const re2::FilteredRE2& filtered,
                 const std::vector<int>& atoms) {
  std::vector<int> expressions;
  filtered.AllPotentials(atoms, &expressions);
  return !expressions.empty();
}

// The parts of an expression between the '|' that stand in no group, each with
// the flags at its beginning. Nothing if that is not plain to see.
std::vector<std::string> split(std::string_view expression) {
  std::string flags;
  if (expression.starts_with("(?i)")) {
    flags = "(?i)";
    expression.remove_prefix(flags.size());
  }
  std::vector<std::string> parts = {flags};
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\') {
      // \Q quotes what follows, and in \x{7C} more than one sign does.
      if (i + 1 == expression.size() ||
          std::string_view("Qx").find(expression[i + 1]) !=
              std::string_view::npos) {
        return {};
      }
      parts.back() += c;
      parts.back() += expression[++i];
      continue;
    }
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // A class may begin with the bracket that ends others.
      if (expression.substr(i + 1).starts_with(']') ||
          expression.substr(i + 1).starts_with("^]")) {
        return {};
      }
    } else if (c == '(') {
      // Flags within would hold for what follows.
      if (expression.substr(i + 1).starts_with('?') &&
          !expression.substr(i + 1).starts_with("?:")) {
        return {};
      }
      ++depth;
    } else if (c == ')') {
      --depth;
    } else if (c == '|' && depth == 0) {
      parts.push_back(flags);
      continue;
    }
    parts.back() += c;
  }
  return parts;
}

}  // namespace

std::vector<std::string> needed_literals(const std::string& expression) {
  re2::FilteredRE2 filtered;
  int number = 0;
  if (filtered.Add(expression, LazyPattern::options(), &number) !=
      RE2::NoError) {
    return {};
  }
  std::vector<std::string> atoms;
  filtered.Compile(&atoms);
  if (could_match(filtered, {})) return {};
  // The longest that no match does without says most; else they are one of
  // many.
  std::string longest;
  for (std::size_t left_out = 0; left_out < atoms.size(); ++left_out) {
    std::vector<int> others;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (i != left_out) others.push_back(static_cast<int>(i));
    }
    if (!could_match(filtered, others) &&
        atoms[left_out].size() > longest.size()) {
      longest = atoms[left_out];
    }
  }
  return longest.empty() ? atoms : std::vector{longest};
}

std::vector<PatternAlternative> alternatives_of(const std::string& expression) {
  const RE2 whole(expression, LazyPattern::options());
  std::vector<std::string> parts;
  if (whole.ok()) parts = split(expression);
  if (parts.empty()) parts = {expression};
  std::vector<PatternAlternative> alternatives;
  for (std::string& part : parts) {
    std::vector<std::string> literals = needed_literals(part);
    alternatives.push_back({std::move(part), std::move(literals)});
  }
  return alternatives;
}

struct RetryPatterns::Compiled {
  struct Alternative {
    explicit Alternative(const PatternAlternative& from)
        : expression(std::make_unique<LazyPattern>(from.expression)),
          literals(from.literals) {}
    std::unique_ptr<LazyPattern> expression;
    std::vector<std::string> literals;
  };
  std::vector<Alternative> alternatives;  // none: any symbol, and none
  std::uint32_t kinds = 0;
  std::int32_t facility = -1;
  SeverityFilter severity = SeverityFilter::kAny;
};

RetryPatterns::RetryPatterns(const std::vector<PatternEntry>& patterns) {
  patterns_.reserve(patterns.size());
  for (const PatternEntry& entry : patterns) {
    Compiled compiled;
    for (const PatternAlternative& alternative : entry.alternatives) {
      compiled.alternatives.emplace_back(alternative);
    }
    if (entry.alternatives.empty() && !entry.symbol.empty()) {
      compiled.alternatives.emplace_back(PatternAlternative{entry.symbol, {}});
    }
    compiled.kinds = entry.kinds;
    compiled.facility = entry.facility;
    compiled.severity = entry.severity;
    patterns_.push_back(std::move(compiled));
  }
}

RetryPatterns::~RetryPatterns() = default;

bool RetryPatterns::matches(const Compiled& pattern, std::string_view symbol,
                            std::string_view lower, StatusCode code,
                            CodeKind kind) {
  if (pattern.kinds != 0 &&
      (pattern.kinds >> static_cast<unsigned>(kind) & 1) == 0) {
    return false;
  }
  if (pattern.facility >= 0 &&
      (kind != CodeKind::kHresult ||
       code.facility() != static_cast<std::uint32_t>(pattern.facility))) {
    return false;
  }
  if (pattern.severity != SeverityFilter::kAny &&
      is_failure(code, kind) !=
          (pattern.severity == SeverityFilter::kFailure)) {
    return false;
  }
  if (pattern.alternatives.empty()) return true;
  // A pattern on names says nothing of a code without one.
  const re2::StringPiece whole(symbol.data(), symbol.size());
  return !symbol.empty() &&
         std::any_of(pattern.alternatives.begin(), pattern.alternatives.end(),
                     [&](const Compiled::Alternative& alternative) {
                       return holds_one(lower, alternative.literals) &&
                              RE2::PartialMatch(whole, *alternative.expression);
                     });
}

bool RetryPatterns::matches(std::size_t index, std::string_view symbol,
                            StatusCode code, CodeKind kind) const {
  return matches(patterns_[index], symbol, ascii::lower(symbol), code, kind);
}

std::size_t RetryPatterns::decide(std::string_view symbol, StatusCode code,
                                  CodeKind kind) const {
  const std::string lower = ascii::lower(symbol);
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (matches(patterns_[i], symbol, lower, code, kind)) return i;
  }
  return kNone;
}

}  // namespace hrscan
