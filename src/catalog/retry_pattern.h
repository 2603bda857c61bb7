// Retry by pattern: decides for symbols whose rule says nothing of retry.
#ifndef HRSCAN_CATALOG_RETRY_PATTERN_H_
#define HRSCAN_CATALOG_RETRY_PATTERN_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"

namespace hrscan {

// For PatternAlternative::literals: what RE2 finds in an expression, as few as
// will do. Takes as long as to compile it.
std::vector<std::string> needed_literals(const std::string& expression);

// For PatternEntry::alternatives: a symbol matches the expression if it matches
// one of these, each of which is short and rules most symbols out by its
// literals. Takes as long as to compile all of them.
std::vector<PatternAlternative> alternatives_of(const std::string& expression);

// The patterns of a catalog, each alternative compiled when the first symbol
// comes that it could match. Shared by threads.
class RetryPatterns {
 public:
  // Patterns whose expression does not compile never match; the linter names
  // them.
  explicit RetryPatterns(const std::vector<PatternEntry>& patterns);
  ~RetryPatterns();

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Index of the first pattern that matches, or kNone.
  std::size_t decide(std::string_view symbol, StatusCode code,
                     CodeKind kind) const;

  // Whether pattern `index` alone would match.
  bool matches(std::size_t index, std::string_view symbol, StatusCode code,
               CodeKind kind) const;

 private:
  struct Compiled;

  // `lower`: the symbol in lower case.
  static bool matches(const Compiled& pattern, std::string_view symbol,
                      std::string_view lower, StatusCode code, CodeKind kind);

  std::vector<Compiled> patterns_;
};

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_RETRY_PATTERN_H_
