// The time that a log line carries, in the ways of Windows logs; which these
// are stands in time_pattern.cc. Plain loops read the commonest, ISO 8601 and
// CMTrace, and give what the patterns give.
#ifndef HRSCAN_SUMMARY_TIMESTAMP_H_
#define HRSCAN_SUMMARY_TIMESTAMP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hrscan {

// What a written time says of the day.
enum class Dated : std::uint8_t {
  kFull,
  kNoYear,    // month and day only
  kTimeOnly,  // nothing
};

// Holds no pointers and no allocated memory: one is made for every finding.
struct Timestamp {
  // Milliseconds by the log's own clock, zone left aside: since 1970-01-01, or
  // since some fixed day where the date is not full. To be compared with times
  // that are dated alike.
  std::int64_t ms = 0;
  Dated dated = Dated::kFull;
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  char fraction[10] = {};  // digits as written, at most nine
  char zone[7] = {};       // as written, "+01:00"; empty if there is none

  // ISO 8601, with the date, fraction and zone that the log writes and no
  // others: "2026-03-11T04:30:31.123", "--03-11T04:30:31", "T04:30:31". Unix
  // time is UTC, and written with a Z.
  std::string iso() const;

  bool operator==(const Timestamp&) const = default;
};

// Looks at the line's start (CMTrace: at its end). Costs nanoseconds where
// the line begins like no time.
std::optional<Timestamp> parse_timestamp(std::string_view line);

// What Timestamp::iso() wrote; nothing if it did not write this.
std::optional<Timestamp> parse_iso(std::string_view text);

// The day and time of day of `seconds` since 1970-01-01: "2026-03-11T04:30:00".
std::string iso_of_seconds(std::int64_t seconds);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_TIMESTAMP_H_
