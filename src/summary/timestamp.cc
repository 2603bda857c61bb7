#include "summary/timestamp.h"

#include <fmt/format.h>

#include <cstddef>

#include "base/ascii.h"
#include "base/bytes.h"

namespace hrscan {
namespace {

// Days from 1970-01-01 in the Gregorian calendar; H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil.
std::int64_t days_from_civil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const int year_of_era = year - static_cast<int>(era) * 400;
  const int day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view fraction;  // digits as written
  std::string_view zone;      // as written, or empty
};

// Reads forward through a text; every step fails if the text is otherwise.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool number(std::size_t digits, int& value) {
    if (text_.size() < digits) return false;
    int result = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!ascii::is_digit(text_[i])) return false;
      result = result * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    value = result;
    return true;
  }
  bool sign(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool any_sign(std::string_view signs) {
    if (text_.empty() || signs.find(text_[0]) == std::string_view::npos) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }
  std::string_view digits() {
    std::size_t count = 0;
    while (count < text_.size() && ascii::is_digit(text_[count])) ++count;
    const std::string_view run = text_.substr(0, count);
    text_.remove_prefix(count);
    return run;
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

bool read_clock(Cursor& in, Clock& clock) {
  if (!in.number(2, clock.hour) || !in.sign(':') ||
      !in.number(2, clock.minute) || !in.sign(':') ||
      !in.number(2, clock.second)) {
    return false;
  }
  Cursor ahead = in;
  if (ahead.any_sign(".,:")) {
    clock.fraction = ahead.digits();
    // "04:30:31, Info": the comma ends the time.
    if (!clock.fraction.empty()) in = ahead;
  }
  return clock.hour < 24 && clock.minute < 60 && clock.second < 61;
}

// "Z", "+01:00", "+0100".
std::string_view read_zone(std::string_view text) {
  if (text.starts_with('Z')) return text.substr(0, 1);
  if (!text.starts_with('+') && !text.starts_with('-')) return {};
  Cursor in(text.substr(1));
  int hours = 0;
  int minutes = 0;
  if (!in.number(2, hours)) return {};
  in.sign(':');
  if (!in.number(2, minutes)) return {};
  return text.substr(0, text.size() - in.rest().size());
}

std::int64_t fraction_ms(std::string_view digits) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    ms = ms * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  }
  return ms;
}

template <std::size_t N>
void copy(std::string_view text, char (&to)[N]) {
  text.copy(to, N - 1);
}

std::optional<Timestamp> make(int year, int month, int day,
                              const Clock& clock) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  Timestamp stamp;
  const std::int64_t seconds =
      ((days_from_civil(year, month, day) * 24 + clock.hour) * 60 +
       clock.minute) *
          60 +
      clock.second;
  stamp.ms = seconds * 1000 + fraction_ms(clock.fraction);
  stamp.year = static_cast<std::int16_t>(year);
  stamp.month = static_cast<std::uint8_t>(month);
  stamp.day = static_cast<std::uint8_t>(day);
  stamp.hour = static_cast<std::uint8_t>(clock.hour);
  stamp.minute = static_cast<std::uint8_t>(clock.minute);
  stamp.second = static_cast<std::uint8_t>(clock.second);
  copy(clock.fraction, stamp.fraction);
  copy(clock.zone, stamp.zone);
  return stamp;
}

std::optional<Timestamp> at_start(std::string_view line) {
  Cursor in(line);
  in.sign('[');
  int year = 0;
  int month = 0;
  int day = 0;
  Clock clock;
  if (!in.number(4, year) || !in.any_sign("-/") || !in.number(2, month) ||
      !in.any_sign("-/") || !in.number(2, day) || !in.any_sign("T \t,")) {
    return std::nullopt;
  }
  while (in.any_sign(" \t")) {
  }
  if (!read_clock(in, clock)) return std::nullopt;
  clock.zone = read_zone(in.rest());
  return make(year, month, day, clock);
}

std::optional<Timestamp> cmtrace(std::string_view line) {
  constexpr std::string_view kTime = "]LOG]!><time=\"";
  const std::size_t at = line.rfind(kTime);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view attributes = line.substr(at + kTime.size());
  Cursor in(attributes);
  Clock clock;
  if (!read_clock(in, clock)) return std::nullopt;

  constexpr std::string_view kDate = "date=\"";
  const std::size_t date = attributes.find(kDate);
  if (date == std::string_view::npos) return std::nullopt;
  Cursor day_in(attributes.substr(date + kDate.size()));
  int year = 0;
  int month = 0;
  int day = 0;
  if (!day_in.number(2, month) || !day_in.sign('-') || !day_in.number(2, day) ||
      !day_in.sign('-') || !day_in.number(4, year)) {
    return std::nullopt;
  }
  return make(year, month, day, clock);
}

}  // namespace

std::string Timestamp::iso() const {
  const std::string_view digits = fraction;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}{}", year, month,
                     day, hour, minute, second, digits.empty() ? "" : ".",
                     digits, std::string_view(zone));
}

std::optional<Timestamp> parse_timestamp(std::string_view line) {
  if (line.starts_with(kUtf8Mark)) line.remove_prefix(kUtf8Mark.size());
  if (line.empty()) return std::nullopt;
  if (line[0] == '<') return cmtrace(line);
  return at_start(line);
}

}  // namespace hrscan
