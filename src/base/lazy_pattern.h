// An RE2 pattern that is compiled when it is first asked for: most runs of the
// program need few of the hundred that it has, and to compile one takes as long
// as to scan a megabyte.
#ifndef HRSCAN_BASE_LAZY_PATTERN_H_
#define HRSCAN_BASE_LAZY_PATTERN_H_

#include <re2/re2.h>

#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace hrscan {

// Reads bytes (Latin-1) and complains of nothing. Thread-safe.
class LazyPattern {
 public:
  explicit LazyPattern(std::string expression)
      : expression_(std::move(expression)) {}

  const RE2& get() const {
    std::call_once(once_, [&] { compiled_.emplace(expression_, options()); });
    return *compiled_;
  }
  static RE2::Options options() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    return options;
  }
  // As RE2's own functions take it.
  operator const RE2&() const { return get(); }

 private:
  const std::string expression_;
  mutable std::once_flag once_;
  mutable std::optional<RE2> compiled_;
};

}  // namespace hrscan

#endif  // HRSCAN_BASE_LAZY_PATTERN_H_
