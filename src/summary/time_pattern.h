// How the lines of Windows logs carry their time: one table of RE2 patterns,
// each with examples. This is the definition; timestamp.cc has a faster way for
// the commonest of them, which must give the same.
//
// The groups of a pattern have names:
//
//   year month day      digits; a year of two digits is one of 1970 to 2069
//   month_name          "Jan" to "Dec", in the place of month
//   hour minute second  digits
//   fraction            digits behind the second
//   half                "A" or "P", of a clock of twelve hours
//   zone                "Z", "+01:00", "+0100"
//   epoch               seconds since 1970-01-01 in UTC, alone
#ifndef HRSCAN_SUMMARY_TIME_PATTERN_H_
#define HRSCAN_SUMMARY_TIME_PATTERN_H_

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "summary/timestamp.h"

namespace hrscan {

struct TimeExample {
  std::string_view line;
  std::string_view iso;  // what it says; empty: no time
};

struct TimePattern {
  std::string_view name;
  std::string_view about;
  std::string_view pattern;
  // How such a line can begin, where '#' is any digit: a screen before RE2.
  std::vector<std::string_view> begins;
  std::vector<TimeExample> examples;
};

std::span<const TimePattern> time_patterns();

// What the screen says.
bool begins_as(std::string_view line, const TimePattern& pattern);

// The time of a line by the patterns alone: that of the first pattern that fits
// and gives a time that can be.
std::optional<Timestamp> match_time_patterns(std::string_view line);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_TIME_PATTERN_H_
