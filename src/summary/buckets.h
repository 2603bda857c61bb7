// Counts over time in buckets. A bucket's length divides that of the next
// longer one, and all begin with 1970-01-01, so that buckets can be made longer
// without knowing what fell into them, and two series can be added.
#ifndef HRSCAN_SUMMARY_BUCKETS_H_
#define HRSCAN_SUMMARY_BUCKETS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <vector>

namespace hrscan {

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// The lengths of buckets, in seconds.
inline constexpr std::int64_t kDaySeconds = 86'400;
inline constexpr std::int64_t kBucketSeconds[] = {
    1,
    5,
    15,
    60,
    300,
    900,
    3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    kDaySeconds,
    2 * kDaySeconds,
    4 * kDaySeconds,
    8 * kDaySeconds,
    16 * kDaySeconds,
    32 * kDaySeconds,
    64 * kDaySeconds,
    128 * kDaySeconds,
    256 * kDaySeconds,
    512 * kDaySeconds,
    1024 * kDaySeconds,
    2048 * kDaySeconds,
    4096 * kDaySeconds,  // 1000 of them are more than four digits of a year
};

// Which length a series has now: the shortest of which few enough reach over
// all of its times. That depends on the first and the last time only.
class BucketScale {
 public:
  std::int64_t seconds() const { return kBucketSeconds[level_]; }
  std::int64_t bucket_of(std::int64_t second) const {
    return floor_div(second, seconds());
  }
  bool empty() const { return first_ > last_; }
  // Whether include() would change nothing.
  bool covers(std::int64_t second) const {
    return first_ <= second && second <= last_;
  }

  // Takes in a time. True if the buckets became longer.
  bool include(std::int64_t second, std::int64_t most) {
    first_ = std::min(first_, second);
    last_ = std::max(last_, second);
    const std::size_t before = level_;
    while (level_ + 1 < std::size(kBucketSeconds) &&
           bucket_of(last_) - bucket_of(first_) >= most) {
      ++level_;
    }
    return level_ != before;
  }
  // Makes the buckets at least `seconds` long, which must be one of the
  // lengths: false if it is not.
  bool raise(std::int64_t seconds) {
    const auto* const found = std::find(std::begin(kBucketSeconds),
                                        std::end(kBucketSeconds), seconds);
    if (found == std::end(kBucketSeconds)) return false;
    level_ = std::max(
        level_, static_cast<std::size_t>(found - std::begin(kBucketSeconds)));
    return true;
  }

  std::int64_t first() const { return first_; }
  std::int64_t last() const { return last_; }

 private:
  std::size_t level_ = 0;
  std::int64_t first_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t last_ = std::numeric_limits<std::int64_t>::min();
};

// The counts of one code, in the order of their buckets. There are never more
// of them than the scale has buckets, so that a new one may be put between
// others.
class BucketCounts {
 public:
  struct Entry {
    std::int64_t bucket = 0;
    std::uint64_t count = 0;
  };

  // Logs go forward in time, mostly.
  void add(std::int64_t bucket, std::uint64_t count) {
    if (entries_.empty() || entries_.back().bucket < bucket) {
      entries_.push_back({bucket, count});
    } else {
      add_before_end(bucket, count);
    }
  }

  // Buckets become `factor` times as long.
  void coarsen(std::int64_t factor);
  // Adds all of `from`, which is left empty.
  void take(BucketCounts& from);

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  void add_before_end(std::int64_t bucket, std::uint64_t count);

  std::vector<Entry> entries_;
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_BUCKETS_H_
