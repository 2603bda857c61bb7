// The time in the lines of a corpus.
#ifndef HRSCAN_TESTS_CORPUS_CLOCK_H_
#define HRSCAN_TESTS_CORPUS_CLOCK_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace hrscan::corpus {

class Clock {
 public:
  static constexpr std::string_view kParts[] = {
      "year", "month", "day", "hour", "minute", "second", "ms"};

  explicit Clock(std::chrono::milliseconds since_start) {
    advance(since_start);
  }

  void advance(std::chrono::milliseconds by) {
    using namespace std::chrono;
    now_ += by;
    ms_ = static_cast<unsigned>(now_.time_since_epoch().count() % 1000);
    const auto second = floor<seconds>(now_);
    if (second == second_) return;
    second_ = second;
    const auto day = floor<days>(second);
    const year_month_day date(day);
    const hh_mm_ss time(second - day);
    parts_ = {static_cast<unsigned>(int{date.year()}),
              unsigned{date.month()},
              unsigned{date.day()},
              static_cast<unsigned>(time.hours().count()),
              static_cast<unsigned>(time.minutes().count()),
              static_cast<unsigned>(time.seconds().count())};
  }

  // A part of kParts with its leading zeros.
  void append(std::size_t part, std::string& out) const {
    const bool is_ms = part == parts_.size();
    const unsigned value = is_ms ? ms_ : parts_[part];
    if (part == 0) {
      digit(value / 1000, out);
      digit(value / 100, out);
    }
    if (is_ms) digit(value / 100, out);
    digit(value / 10, out);
    digit(value, out);
  }

 private:
  static void digit(unsigned value, std::string& out) {
    out += static_cast<char>('0' + value % 10);
  }

  std::chrono::sys_time<std::chrono::milliseconds> now_ =
      std::chrono::sys_days{std::chrono::year{2026} / 3 / 11};
  std::chrono::sys_seconds second_;
  std::array<unsigned, 6> parts_{};
  unsigned ms_ = 0;
};

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_CLOCK_H_
