// The commonest time of all, remembered: "2016-09-28 04:30:31, Info". Where a
// line begins as the last one did but for its time of day, that is all there is
// to read.
#ifndef HRSCAN_SUMMARY_CLOCK_MEMO_H_
#define HRSCAN_SUMMARY_CLOCK_MEMO_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "summary/timestamp.h"

namespace hrscan {

class ClockMemo {
 public:
  // The milliseconds of what parse_timestamp() says of a line that begins with
  // `head`, or nothing if they are not known without it.
  std::optional<std::int64_t> read(std::string_view head) const;

  // The time itself, for what read() gave.
  Timestamp stamp(std::int64_t ms) const;

  // `stamp` is what parse_timestamp() said of a line that begins with `head`.
  void learn(std::string_view head, const Timestamp& stamp);

 private:
  bool known_ = false;
  // The eight bytes at 0 and at 3, before the clock.
  std::uint64_t date_ = 0;
  std::uint64_t date_end_ = 0;
  std::int64_t day_ms_ = 0;  // at midnight
  Timestamp stamp_;
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_CLOCK_MEMO_H_
