#include "summary/buckets.h"

#include <utility>

namespace hrscan {

void BucketCounts::coarsen(std::int64_t factor) {
  std::size_t kept = 0;
  for (const Entry& entry : entries_) {
    const std::int64_t bucket = floor_div(entry.bucket, factor);
    if (kept > 0 && entries_[kept - 1].bucket == bucket) {
      entries_[kept - 1].count += entry.count;
    } else {
      entries_[kept++] = {bucket, entry.count};
    }
  }
  entries_.resize(kept);
}

void BucketCounts::take(BucketCounts& from) {
  if (entries_.empty()) {
    entries_ = std::move(from.entries_);
    entries_.shrink_to_fit();
  }
  for (const auto& [bucket, count] : from.entries_) add(bucket, count);
  from.entries_.clear();
}

void BucketCounts::add_before_end(std::int64_t bucket, std::uint64_t count) {
  const auto place = std::lower_bound(
      entries_.begin(), entries_.end(), bucket,
      [](const Entry& entry, std::int64_t b) { return entry.bucket < b; });
  if (place->bucket == bucket) {
    place->count += count;
  } else {
    entries_.insert(place, {bucket, count});
  }
}

}  // namespace hrscan
