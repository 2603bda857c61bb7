#include "summary/buckets.h"

#include <tuple>

namespace hrscan {

void sum_up(std::vector<CodeBucket>& counts) {
  const auto key = [](const CodeBucket& entry) {
    return std::tuple(entry.code, entry.bucket);
  };
  std::sort(counts.begin(), counts.end(),
            [&](const CodeBucket& a, const CodeBucket& b) {
              return key(a) < key(b);
            });
  std::size_t kept = 0;
  for (const CodeBucket& entry : counts) {
    if (kept > 0 && key(counts[kept - 1]) == key(entry)) {
      counts[kept - 1].count += entry.count;
    } else {
      counts[kept++] = entry;
    }
  }
  counts.resize(kept);
}

void coarsen(std::vector<CodeBucket>& counts, std::int64_t factor) {
  for (CodeBucket& entry : counts) {
    entry.bucket = floor_div(entry.bucket, factor);
  }
  sum_up(counts);
}

}  // namespace hrscan
