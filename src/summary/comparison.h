// What changed from one summary to another.
#ifndef HRSCAN_SUMMARY_COMPARISON_H_
#define HRSCAN_SUMMARY_COMPARISON_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/summary.h"

namespace hrscan {

enum class Change : std::uint8_t { kNew, kGone, kMore, kFewer, kSame };
inline constexpr std::size_t kChanges = 5;
// "new", "gone", "more", "fewer", "same".
std::string_view to_string(Change change);

// A code in one of the two summaries.
struct CodeRate {
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  std::optional<double> per_million_lines;  // where there are lines
  std::optional<double> per_hour;           // where there are times
};

struct CodeChange {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string written_name;  // the newer one, where both have one
  Change change = Change::kSame;
  CodeRate before;
  CodeRate after;
};

struct Side {
  std::uint64_t files = 0;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
  double span_seconds = 0;
};

struct Comparison {
  Side before;
  Side after;
  // In the order of Change, then by the size of the change.
  std::vector<CodeChange> codes;

  std::array<std::uint64_t, kChanges> by_change() const;
};

Comparison compare(const Summary& before, const Summary& after);

// "2 codes are new, 1 is gone, 3 are more frequent, ...".
std::string change_sentence(const Comparison& comparison);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_COMPARISON_H_
