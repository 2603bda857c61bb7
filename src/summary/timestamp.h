// The time that a log line carries, in the ways of Windows logs:
//
//   2026-03-11 04:30:31, Info                  CBS    (CBS, DISM, setupact)
//   2026-03-11T04:30:31.123Z  2026/03/11 10:00:00.1234567  (ISO, WindowsUpdate)
//   2026-03-11<TAB>10:15:31:123<TAB>                       (old WindowsUpdate)
//   <![LOG[...]LOG]!><time="10:00:00.123-060" date="03-11-2026" ...  (CMTrace)
#ifndef HRSCAN_SUMMARY_TIMESTAMP_H_
#define HRSCAN_SUMMARY_TIMESTAMP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hrscan {

// Holds no pointers and no allocated memory: one is made for every finding.
struct Timestamp {
  // Milliseconds since 1970-01-01 by the log's own clock, zone left aside.
  std::int64_t ms = 0;
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  char fraction[10] = {};  // digits as written, at most nine
  char zone[7] = {};       // as written, "+01:00"; empty if there is none

  // ISO 8601, with the fraction and zone that the log writes and no others:
  // "2026-03-11T04:30:31.123".
  std::string iso() const;
};

// Looks at the line's start (CMTrace: at its end). Costs nanoseconds where
// there is no time.
std::optional<Timestamp> parse_timestamp(std::string_view line);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_TIMESTAMP_H_
