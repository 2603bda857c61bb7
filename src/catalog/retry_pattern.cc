#include "catalog/retry_pattern.h"

#include <re2/re2.h>

#include "base/lazy_pattern.h"

namespace hrscan {

struct RetryPatterns::Compiled {
  std::unique_ptr<LazyPattern> symbol;  // null: any symbol, and none
  std::uint32_t kinds = 0;
  std::int32_t facility = -1;
  SeverityFilter severity = SeverityFilter::kAny;
};

RetryPatterns::RetryPatterns(const std::vector<PatternEntry>& patterns) {
  patterns_.reserve(patterns.size());
  for (const PatternEntry& entry : patterns) {
    Compiled compiled;
    if (!entry.symbol.empty()) {
      compiled.symbol = std::make_unique<LazyPattern>(entry.symbol);
    }
    compiled.kinds = entry.kinds;
    compiled.facility = entry.facility;
    compiled.severity = entry.severity;
    patterns_.push_back(std::move(compiled));
  }
}

RetryPatterns::~RetryPatterns() = default;

bool RetryPatterns::matches(std::size_t index, std::string_view symbol,
                            StatusCode code, CodeKind kind) const {
  const Compiled& pattern = patterns_[index];
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
  if (pattern.symbol == nullptr) return true;
  // A pattern on names says nothing of a code without one.
  return !symbol.empty() &&
         RE2::PartialMatch(re2::StringPiece(symbol.data(), symbol.size()),
                           *pattern.symbol);
}

std::size_t RetryPatterns::decide(std::string_view symbol, StatusCode code,
                                  CodeKind kind) const {
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (matches(i, symbol, code, kind)) return i;
  }
  return kNone;
}

}  // namespace hrscan
