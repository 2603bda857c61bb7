// What was counted of a code in a part of a log.
#ifndef HRSCAN_SUMMARY_PART_CODE_H_
#define HRSCAN_SUMMARY_PART_CODE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "summary/timestamp.h"

namespace hrscan {

// A place in a file with its time.
struct Spot {
  std::uint64_t line = 0;
  std::optional<Timestamp> stamp;
  bool own = false;  // the line's own time, not that of one before it

  bool operator==(const Spot&) const = default;
};

// Findings of one code whose lines have times, each near in time to the one
// before it.
struct TimedRun {
  Timestamp start;
  Timestamp end;
  std::uint64_t count = 0;

  bool operator==(const TimedRun&) const = default;
};

// A code in a part.
struct PartCode {
  std::uint32_t code = 0;  // index into Tally::codes
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  Spot first;
  Spot last;
  // The first and the last run, which may go on in other parts, and between
  // them the largest bursts. Left empty where `first` says all.
  std::vector<TimedRun> runs;

  bool operator==(const PartCode&) const = default;
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_PART_CODE_H_
