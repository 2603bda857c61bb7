// Counts over time by file and code, for groups by both.
//
// The buckets of all files are of one length: that of the timeline, or a longer
// one where there would be too many counts. How many there are of any length
// depends on what was found in which file at which time only, and is never less
// after more was added: so the shortest length that is long enough is the same
// in whatever order and grouping it was added.
#ifndef HRSCAN_SUMMARY_FILE_TIMES_H_
#define HRSCAN_SUMMARY_FILE_TIMES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "summary/buckets.h"

namespace hrscan {

// Findings of a code in a bucket.
struct CodeBucket {
  std::uint32_t code = 0;  // index into Tally::codes
  std::int64_t bucket = 0;
  std::uint64_t count = 0;

  auto key() const { return std::tuple(code, bucket); }
};

class FileTimes {
 public:
  struct File {
    std::vector<CodeBucket> counts;  // in order, each code and bucket once
    // Of some of its findings the time was not kept.
    bool incomplete = false;
  };

  // Beyond the first of each code in each file, which a summary has room for
  // as it has for the code in the file.
  static constexpr std::size_t kMostCounts = 1'000'000;

  explicit FileTimes(std::size_t most = kMostCounts) : most_(most) {}

  std::int64_t seconds() const { return kBucketSeconds[level_]; }
  // Makes buckets at least so long; false if there is no such length.
  bool raise(std::int64_t seconds);

  // `counts` are in any order, in buckets of `seconds`, which are no longer
  // than those here.
  void add(const std::string& path, std::vector<CodeBucket> counts,
           std::int64_t seconds);
  void mark_incomplete(const std::string& path);
  // Adds all of `from`, whose codes have these `numbers` here.
  void add(FileTimes&& from, std::span<const std::uint32_t> numbers);

  // Nullptr if nothing was added of it.
  const File* of(const std::string& path) const;

 private:
  void set_level(std::size_t level);

  std::unordered_map<std::string, File> files_;  // by path
  std::size_t level_ = 0;                        // in kBucketSeconds
  std::size_t most_;
  std::size_t further_ = 0;  // counts beyond the first of a code in a file
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_FILE_TIMES_H_
