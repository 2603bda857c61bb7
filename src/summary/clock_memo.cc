#include "summary/clock_memo.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"

namespace hrscan {
namespace {

constexpr std::size_t kClockAt = 11;
constexpr std::size_t kBehindClock = 19;
constexpr std::size_t kNeeded = kBehindClock + 2;

struct Clock {
  unsigned hour;
  unsigned minute;
  unsigned second;
};

// "04:30:31", as eight bytes.
std::optional<Clock> clock_of(std::uint64_t bytes) {
  const std::uint64_t signs = eight::load("\0\0:\0\0:\0");
  constexpr std::uint64_t kDigitTops = 0x8080'0080'8000'8080;
  if (eight::in_range(bytes, '0', '9') != kDigitTops ||
      (bytes & 0x0000'FF00'00FF'0000) != signs) {
    return std::nullopt;
  }
  const auto two = [&](int at) {
    return static_cast<unsigned>((bytes >> 8 * at & 0x0F) * 10 +
                                 (bytes >> 8 * (at + 1) & 0x0F));
  };
  const Clock clock = {two(0), two(3), two(6)};
  // A second 60 is left to others: its milliseconds are those of another time.
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) {
    return std::nullopt;
  }
  return clock;
}

// Neither a fraction nor a zone follows the clock.
bool ends_time(std::string_view head) {
  static constexpr ByteSet kFraction(".,:");
  static constexpr ByteSet kZone("Z+-");
  const char sign = head[kBehindClock];
  return !kZone.has(sign) &&
         !(kFraction.has(sign) && ascii::is_digit(head[kBehindClock + 1]));
}

std::int64_t ms_of(const Clock& clock) {
  return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1000;
}

}  // namespace

const Timestamp* ClockMemo::read(std::string_view head) {
  if (!known_ || head.size() < kNeeded || eight::load(head.data()) != date_ ||
      eight::load(head.data() + 3) != date_end_ || !ends_time(head)) {
    return nullptr;
  }
  const std::uint64_t bytes = eight::load(head.data() + kClockAt);
  // Most lines with findings come in the same second as others.
  if (bytes == clock_) return &stamp_;
  const std::optional<Clock> clock = clock_of(bytes);
  if (!clock) return nullptr;
  clock_ = bytes;
  stamp_.ms = day_ms_ + ms_of(*clock);
  stamp_.hour = static_cast<std::uint8_t>(clock->hour);
  stamp_.minute = static_cast<std::uint8_t>(clock->minute);
  stamp_.second = static_cast<std::uint8_t>(clock->second);
  return &stamp_;
}

void ClockMemo::learn(std::string_view head, const Timestamp& stamp) {
  known_ = false;
  // A year first: in other formats more may follow.
  if (head.size() < kNeeded || !ascii::is_digit(head[0]) ||
      (head[4] != '-' && head[4] != '/') || !ends_time(head)) {
    return;
  }
  const std::uint64_t bytes = eight::load(head.data() + kClockAt);
  const std::optional<Clock> clock = clock_of(bytes);
  if (!clock) return;
  known_ = true;
  clock_ = bytes;
  date_ = eight::load(head.data());
  date_end_ = eight::load(head.data() + 3);
  day_ms_ = stamp.ms - ms_of(*clock);
  stamp_ = stamp;
}

}  // namespace hrscan
