// The time of the lines with findings, and of a log's beginning and end.
#ifndef HRSCAN_SUMMARY_LINE_TIME_H_
#define HRSCAN_SUMMARY_LINE_TIME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hrscan/finding.h"
#include "hrscan/sink.h"
#include "summary/clock_memo.h"
#include "summary/timestamp.h"

namespace hrscan {

// Goes from finding to finding. Times are read only where a line begins
// otherwise than the last one; most findings share a line or a second.
class LineTime {
 public:
  // True if the time is another one than that of the last finding.
  bool move_to(const Block& block, const Finding& finding) {
    return finding.line != line_ && move_to_line(block, finding);
  }

  // Of the line, or of the nearest before it that has one.
  const std::optional<Timestamp>& stamp() const { return stamp_; }
  bool own() const { return own_; }
  // Another number for every change.
  std::uint64_t serial() const { return serial_; }

 private:
  bool move_to_line(const Block& block, const Finding& finding);
  bool set(std::optional<Timestamp> stamp, bool own);

  std::uint64_t line_ = 0;
  std::uint64_t offset_ = 0;  // where that line begins
  ClockMemo clock_;
  bool by_clock_ = false;  // stamp_ is what clock_ read
  std::string head_;
  std::optional<Timestamp> stamp_;
  bool own_ = false;
  std::uint64_t serial_ = 0;
  unsigned misses_ = 0;  // before there was any time
};

// The times of the first and the last lines that have one, looked for at both
// ends of an input.
class LogSpan {
 public:
  // `size`: of the input, if it is known.
  explicit LogSpan(std::optional<std::uint64_t> size = std::nullopt)
      : size_(size.value_or(0)) {}

  void look_at(const Block& block);

  // After the last block; where an end has no time, that of a finding serves.
  std::optional<Timestamp> first(const LineTime& time) const;
  std::optional<Timestamp> last(const LineTime& time) const;

 private:
  static constexpr std::size_t kReach = 4096;

  std::uint64_t size_;  // 0: not known
  std::optional<Timestamp> first_;
  std::size_t seen_ = 0;  // bytes, up to kReach
  std::string tail_;
};

// The last line of `text` that has a time; `text` ends at a line's end and
// begins within a line unless `from_start`.
std::optional<Timestamp> last_time_in(std::string_view text, bool from_start);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_LINE_TIME_H_
