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
  // What parse_timestamp() says of a line that begins with `head`, or null if
  // that is not known without it. Valid until the next call.
  const Timestamp* read(std::string_view head);

  // `stamp` is what parse_timestamp() said of a line that begins with `head`.
  void learn(std::string_view head, const Timestamp& stamp);

 private:
  bool known_ = false;
  // The eight bytes at 0 and at 3, before the clock.
  std::uint64_t date_ = 0;
  std::uint64_t date_end_ = 0;
  std::int64_t day_ms_ = 0;  // at midnight
  // The clock that was read last, and its time.
  std::uint64_t clock_ = 0;
  Timestamp stamp_;
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_CLOCK_MEMO_H_
