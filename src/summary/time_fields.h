// The numbers of a written time, on their way to a Timestamp.
#ifndef HRSCAN_SUMMARY_TIME_FIELDS_H_
#define HRSCAN_SUMMARY_TIME_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "summary/timestamp.h"

namespace hrscan {

struct TimeFields {
  Dated dated = Dated::kFull;
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view fraction;  // digits as written
  std::string_view zone;      // as written, or empty
};

// Nothing where there is no such day or time of day.
std::optional<Timestamp> make_timestamp(const TimeFields& fields);

// The same for seconds since 1970-01-01 in UTC, from 0 to 9999999999.
Timestamp make_epoch_timestamp(std::int64_t seconds, std::string_view fraction);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_TIME_FIELDS_H_
