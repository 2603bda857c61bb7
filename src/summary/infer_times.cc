#include "summary/infer_times.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace hrscan {
namespace {

// The files with times that a code is in.
struct Whose {
  const std::string* file = nullptr;  // the first one
  bool several = false;
};

std::vector<Whose> files_of_codes(const Tally& tally) {
  std::vector<Whose> files(tally.codes.size());
  for (const Part& part : tally.parts) {
    if (!part.first) continue;
    for (const PartCode& cell : part.cells) {
      Whose& whose = files[cell.code];
      if (whose.file == nullptr) whose.file = &part.path;
      if (*whose.file != part.path) whose.several = true;
    }
  }
  return files;
}

using Counts = std::map<std::pair<std::uint32_t, std::int64_t>, std::uint64_t>;

// The timeline in the buckets of files.
Counts timeline_counts(const Tally& tally) {
  const std::int64_t factor =
      tally.file_times.seconds() / tally.scale.seconds();
  Counts counts;
  for (std::uint32_t code = 0; code < tally.codes.size(); ++code) {
    for (const auto& [bucket, count] : tally.codes[code].buckets.entries()) {
      counts[{code, floor_div(bucket, factor)}] += count;
    }
  }
  return counts;
}

// False if there are not so many.
bool take_away(const std::vector<CodeBucket>& counts, Counts& from) {
  for (const CodeBucket& entry : counts) {
    const auto found = from.find({entry.code, entry.bucket});
    if (found == from.end() || found->second < entry.count) return false;
    found->second -= entry.count;
  }
  return true;
}

}  // namespace

void infer_file_times(Tally& tally) {
  const std::vector<Whose> files = files_of_codes(tally);
  const std::int64_t seconds = tally.scale.seconds();
  for (std::uint32_t code = 0; code < tally.codes.size(); ++code) {
    if (files[code].file == nullptr || files[code].several) continue;
    std::vector<CodeBucket> counts;
    for (const auto& [bucket, count] : tally.codes[code].buckets.entries()) {
      counts.push_back({code, bucket, count});
    }
    tally.file_times.add(*files[code].file, std::move(counts), seconds);
  }
  for (const Part& part : tally.parts) {
    if (!part.first) continue;
    for (const PartCode& cell : part.cells) {
      if (files[cell.code].several &&
          !tally.codes[cell.code].buckets.entries().empty()) {
        tally.file_times.mark_incomplete(part.path);
      }
    }
  }
}

bool file_times_hold(const Tally& tally) {
  Counts left = timeline_counts(tally);
  std::vector<bool> incomplete(tally.codes.size());
  std::set<std::string_view> seen;
  for (const Part& part : tally.parts) {
    const FileTimes::File* const file = tally.file_times.of(part.path);
    if (file == nullptr) continue;
    if (seen.insert(part.path).second && !take_away(file->counts, left)) {
      return false;
    }
    if (!file->incomplete) continue;
    for (const PartCode& cell : part.cells) incomplete[cell.code] = true;
  }
  for (const auto& [key, count] : left) {
    if (count != 0 && !incomplete[key.first]) return false;
  }
  return true;
}

}  // namespace hrscan
