#include "summary/timestamp.h"

#include <fmt/format.h>

#include <cstddef>

#include "base/ascii.h"
#include "base/bytes.h"
#include "summary/time_fields.h"
#include "summary/time_pattern.h"

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

// The reverse: civil_from_days of the same paper.
void civil_from_days(std::int64_t days, TimeFields& to) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto day_of_era = static_cast<int>(days - era * 146097);
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
  const int day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  to.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  to.month = shifted < 10 ? shifted + 3 : shifted - 9;
  to.year = static_cast<int>(era * 400) + year_of_era + (to.month <= 2 ? 1 : 0);
}

TimeFields fields_of_seconds(std::int64_t seconds) {
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t of_day = (seconds % kDay + kDay) % kDay;
  TimeFields fields;
  civil_from_days((seconds - of_day) / kDay, fields);
  fields.hour = static_cast<int>(of_day / 3600);
  fields.minute = static_cast<int>(of_day / 60 % 60);
  fields.second = static_cast<int>(of_day % 60);
  return fields;
}

bool is_day(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  // Windows knows no earlier year; what looks like one is something else.
  constexpr int kFirstYear = 1601;
  if (year < kFirstYear || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

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

bool read_clock(Cursor& in, TimeFields& clock) {
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
  return true;
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

std::optional<Timestamp> at_start(std::string_view line) {
  Cursor in(line);
  in.sign('[');
  TimeFields fields;
  if (!in.number(4, fields.year) || !in.any_sign("-/") ||
      !in.number(2, fields.month) || !in.any_sign("-/") ||
      !in.number(2, fields.day) || !in.any_sign("T \t,")) {
    return std::nullopt;
  }
  while (in.any_sign(" \t")) {
  }
  if (!read_clock(in, fields)) return std::nullopt;
  fields.zone = read_zone(in.rest());
  return make_timestamp(fields);
}

// "[03/11/26 06:58:02.779]"; anything else is left to the patterns.
std::optional<Timestamp> two_digit_us(std::string_view line) {
  Cursor in(line);
  in.sign('[');
  TimeFields fields;
  if (!in.number(2, fields.month) || !in.sign('/') ||
      !in.number(2, fields.day) || !in.sign('/') ||
      !in.number(2, fields.year) || !in.sign(' ') || !read_clock(in, fields) ||
      !in.sign(']')) {
    return std::nullopt;
  }
  fields.year += fields.year < 70 ? 2000 : 1900;
  return make_timestamp(fields);
}

bool read_cmtrace_date(std::string_view attributes, TimeFields& fields) {
  constexpr std::string_view kDate = "date=\"";
  for (std::size_t at = attributes.find(kDate); at != std::string_view::npos;
       at = attributes.find(kDate, at + 1)) {
    Cursor in(attributes.substr(at + kDate.size()));
    if (in.number(2, fields.month) && in.sign('-') &&
        in.number(2, fields.day) && in.sign('-') && in.number(4, fields.year)) {
      return true;
    }
  }
  return false;
}

std::optional<Timestamp> cmtrace(std::string_view line) {
  constexpr std::string_view kTime = "]LOG]!><time=\"";
  // The last that is one: a message may quote another line.
  for (std::size_t at = line.rfind(kTime);
       at != std::string_view::npos && at > 0; at = line.rfind(kTime, at - 1)) {
    Cursor in(line.substr(at + kTime.size()));
    TimeFields fields;
    if (read_clock(in, fields) && read_cmtrace_date(in.rest(), fields)) {
      return make_timestamp(fields);
    }
  }
  return std::nullopt;
}

bool starts_with_year(std::string_view line) {
  if (line[0] == '[') line.remove_prefix(1);
  return line.size() > 4 && ascii::is_digit(line[0]) &&
         ascii::is_digit(line[1]) && ascii::is_digit(line[2]) &&
         ascii::is_digit(line[3]) && (line[4] == '-' || line[4] == '/');
}

// The years of times that have none: a leap year, and that of the day 0.
constexpr int kNoYear = 1972;
constexpr int kNoDate = 1970;

}  // namespace

std::optional<Timestamp> make_timestamp(const TimeFields& fields) {
  TimeFields f = fields;
  if (f.dated == Dated::kNoYear) f.year = kNoYear;
  if (f.dated == Dated::kTimeOnly) {
    f.year = kNoDate;
    f.month = f.day = 1;
  }
  if (!is_day(f.year, f.month, f.day) || f.hour > 23 || f.minute > 59 ||
      f.second > 60) {
    return std::nullopt;
  }
  Timestamp stamp;
  const std::int64_t seconds =
      ((days_from_civil(f.year, f.month, f.day) * 24 + f.hour) * 60 +
       f.minute) *
          60 +
      f.second;
  stamp.ms = seconds * 1000 + fraction_ms(f.fraction);
  stamp.dated = f.dated;
  stamp.year = static_cast<std::int16_t>(f.year);
  stamp.month = static_cast<std::uint8_t>(f.month);
  stamp.day = static_cast<std::uint8_t>(f.day);
  stamp.hour = static_cast<std::uint8_t>(f.hour);
  stamp.minute = static_cast<std::uint8_t>(f.minute);
  stamp.second = static_cast<std::uint8_t>(f.second);
  copy(f.fraction, stamp.fraction);
  copy(f.zone, stamp.zone);
  return stamp;
}

Timestamp make_epoch_timestamp(std::int64_t seconds,
                               std::string_view fraction) {
  TimeFields fields = fields_of_seconds(seconds);
  fields.fraction = fraction;
  fields.zone = "Z";
  return *make_timestamp(fields);
}

std::string Timestamp::iso() const {
  std::string out;
  if (dated == Dated::kFull) {
    out = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  } else if (dated == Dated::kNoYear) {
    out = fmt::format("--{:02}-{:02}", month, day);
  }
  const std::string_view digits = fraction;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{}{}", out, hour, minute, second,
                     digits.empty() ? "" : ".", digits, std::string_view(zone));
}

std::optional<Timestamp> parse_timestamp(std::string_view line) {
  if (line.starts_with(kUtf8Mark)) line.remove_prefix(kUtf8Mark.size());
  if (line.empty()) return std::nullopt;
  if (starts_with_year(line)) return at_start(line);
  if (line.starts_with("<![LOG[")) return cmtrace(line);
  if (const auto stamp = two_digit_us(line)) return stamp;
  return match_time_patterns(line);
}

std::optional<Timestamp> parse_iso(std::string_view text) {
  Cursor in(text);
  TimeFields fields;
  if (in.sign('T')) {
    fields.dated = Dated::kTimeOnly;
  } else if (text.starts_with("--")) {
    fields.dated = Dated::kNoYear;
    in = Cursor(text.substr(2));
    if (!in.number(2, fields.month) || !in.sign('-') ||
        !in.number(2, fields.day) || !in.sign('T')) {
      return std::nullopt;
    }
  } else if (!in.number(4, fields.year) || !in.sign('-') ||
             !in.number(2, fields.month) || !in.sign('-') ||
             !in.number(2, fields.day) || !in.sign('T')) {
    return std::nullopt;
  }
  if (!read_clock(in, fields)) return std::nullopt;
  fields.zone = read_zone(in.rest());
  const auto stamp = make_timestamp(fields);
  return stamp && stamp->iso() == text ? stamp : std::nullopt;
}

std::string iso_of_seconds(std::int64_t seconds) {
  const auto stamp = make_timestamp(fields_of_seconds(seconds));
  return stamp ? stamp->iso() : std::string();
}

}  // namespace hrscan
