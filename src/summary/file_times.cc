#include "summary/file_times.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hrscan {
namespace {

bool comes_before(const CodeBucket& a, const CodeBucket& b) {
  return a.key() < b.key();
}

// Of each code and bucket makes one, where they are in order.
void sum_up(std::vector<CodeBucket>& counts) {
  std::size_t kept = 0;
  for (const CodeBucket& entry : counts) {
    if (kept > 0 && counts[kept - 1].key() == entry.key()) {
      counts[kept - 1].count += entry.count;
    } else {
      counts[kept++] = entry;
    }
  }
  counts.resize(kept);
}

// The order stays.
void coarsen(std::vector<CodeBucket>& counts, std::int64_t factor) {
  if (factor == 1) return;
  for (CodeBucket& entry : counts) {
    entry.bucket = floor_div(entry.bucket, factor);
  }
}

std::size_t further_counts(const std::vector<CodeBucket>& counts) {
  std::size_t further = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts[i].code == counts[i - 1].code) ++further;
  }
  return further;
}

}  // namespace

bool FileTimes::raise(std::int64_t seconds) {
  const auto* const found =
      std::find(std::begin(kBucketSeconds), std::end(kBucketSeconds), seconds);
  if (found == std::end(kBucketSeconds)) return false;
  const auto level =
      static_cast<std::size_t>(found - std::begin(kBucketSeconds));
  if (level > level_) set_level(level);
  return true;
}

void FileTimes::set_level(std::size_t level) {
  const std::int64_t factor = kBucketSeconds[level] / seconds();
  level_ = level;
  further_ = 0;
  for (auto& [path, file] : files_) {
    coarsen(file.counts, factor);
    sum_up(file.counts);
    file.counts.shrink_to_fit();
    further_ += further_counts(file.counts);
  }
}

void FileTimes::add(const std::string& path, std::vector<CodeBucket> counts,
                    std::int64_t seconds) {
  if (counts.empty()) return;
  coarsen(counts, this->seconds() / seconds);
  if (!std::is_sorted(counts.begin(), counts.end(), comes_before)) {
    std::sort(counts.begin(), counts.end(), comes_before);
  }
  std::vector<CodeBucket>& sum = files_[path].counts;
  further_ -= further_counts(sum);
  if (sum.empty()) {
    sum = std::move(counts);
  } else {
    const auto known = static_cast<std::ptrdiff_t>(sum.size());
    sum.insert(sum.end(), counts.begin(), counts.end());
    std::inplace_merge(sum.begin(), sum.begin() + known, sum.end(),
                       comes_before);
  }
  sum_up(sum);
  sum.shrink_to_fit();
  further_ += further_counts(sum);
  while (further_ > most_ && level_ + 1 < std::size(kBucketSeconds)) {
    set_level(level_ + 1);
  }
}

void FileTimes::mark_incomplete(const std::string& path) {
  files_[path].incomplete = true;
}

void FileTimes::add(FileTimes&& from, std::span<const std::uint32_t> numbers) {
  raise(from.seconds());
  for (auto& [path, file] : from.files_) {
    if (file.incomplete) mark_incomplete(path);
    for (CodeBucket& entry : file.counts) entry.code = numbers[entry.code];
    add(path, std::move(file.counts), from.seconds());
  }
}

const FileTimes::File* FileTimes::of(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace hrscan
