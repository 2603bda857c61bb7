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

// Findings of a code in a bucket.
struct CodeBucket {
  std::uint32_t code = 0;  // index into Tally::codes
  std::int64_t bucket = 0;
  std::uint64_t count = 0;
};

// By code, then by bucket; counts of the same are added up.
void sum_up(std::vector<CodeBucket>& counts);
// Buckets become `factor` times as long.
void coarsen(std::vector<CodeBucket>& counts, std::int64_t factor);

// Counts of codes over time. Memory: at most twice what has counts, and some
// more.
class BucketCounts {
 public:
  void add(const CodeBucket& entry) {
    entries_.push_back(entry);
    // Logs go forward in time, but several of them start anew.
    if (entries_.size() >= sum_up_at_) {
      sum_up(entries_);
      sum_up_at_ = std::max(kLeast, entries_.size() * 2);
    }
  }
  void coarsen(std::int64_t factor) { hrscan::coarsen(entries_, factor); }

  // Not always summed up.
  const std::vector<CodeBucket>& entries() const { return entries_; }
  // All of them, summed up; none are left here.
  std::vector<CodeBucket> take() {
    sum_up(entries_);
    std::vector<CodeBucket> all(entries_);
    entries_.clear();
    sum_up_at_ = kLeast;
    return all;
  }

 private:
  static constexpr std::size_t kLeast = 1024;

  std::vector<CodeBucket> entries_;
  std::size_t sum_up_at_ = kLeast;
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_BUCKETS_H_
