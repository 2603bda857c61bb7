#include "summary/file_times.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hrscan {
namespace {

constexpr std::size_t kMost = 40;
constexpr std::uint32_t kSame[] = {0, 1, 2};

// A finding: file, code and second.
using Seen = std::tuple<std::string, std::uint32_t, std::int64_t>;

FileTimes times_of(const std::vector<Seen>& all) {
  FileTimes times(kMost);
  for (const auto& [path, code, second] : all) {
    times.add(path, {{code, second, 1}}, 1);
  }
  return times;
}

using Counts = std::map<Seen, std::uint64_t>;

Counts counts_of(const FileTimes& times) {
  Counts counts;
  for (const char* path : {"a", "b", "c"}) {
    const FileTimes::File* const file = times.of(path);
    if (file == nullptr) continue;
    for (const CodeBucket& entry : file->counts) {
      const Seen key(path, entry.code, entry.bucket);
      CHECK(counts.emplace(key, entry.count).second);
    }
  }
  return counts;
}

// The definition: buckets of this length, and how many of them there are beyond
// the first of each code in each file.
std::pair<Counts, std::size_t> counted(const std::vector<Seen>& all,
                                       std::int64_t seconds) {
  Counts counts;
  std::set<std::pair<std::string, std::uint32_t>> firsts;
  for (const auto& [path, code, second] : all) {
    ++counts[{path, code, floor_div(second, seconds)}];
    firsts.emplace(path, code);
  }
  return {counts, counts.size() - firsts.size()};
}

std::vector<Seen> some_findings(std::mt19937& random) {
  const std::int64_t reach = std::int64_t{1} << (random() % 24);
  std::vector<Seen> all;
  for (std::size_t i = random() % 200; i > 0; --i) {
    all.emplace_back(std::string(1, static_cast<char>('a' + random() % 3)),
                     random() % 3,
                     static_cast<std::int64_t>(random()) % reach - reach / 2);
  }
  return all;
}

TEST_CASE("buckets of files are as long as needed and no longer",
          "[file_times]") {
  std::mt19937 random(1);
  std::set<std::int64_t> lengths;
  for (int round = 0; round < 300; ++round) {
    const std::vector<Seen> all = some_findings(random);
    const FileTimes times = times_of(all);
    lengths.insert(times.seconds());
    const auto [counts, further] = counted(all, times.seconds());
    CHECK(further <= kMost);
    CHECK(counts_of(times) == counts);
    for (const std::int64_t shorter : kBucketSeconds) {
      if (shorter == times.seconds()) break;
      CHECK(counted(all, shorter).second > kMost);
    }
  }
  CHECK(lengths.size() > 5);
}

TEST_CASE("times of files add up in any order and grouping", "[file_times]") {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    std::vector<Seen> all = some_findings(random);
    const FileTimes whole = times_of(all);
    std::shuffle(all.begin(), all.end(), random);
    std::vector<FileTimes> parts;
    for (auto begin = all.begin(); begin != all.end();) {
      const auto end = begin + 1 + random() % (all.end() - begin);
      parts.push_back(times_of({begin, end}));
      begin = end;
    }
    parts.emplace_back(kMost);
    while (parts.size() > 1) {
      std::swap(parts[random() % parts.size()], parts.back());
      FileTimes last = std::move(parts.back());
      parts.pop_back();
      parts[random() % parts.size()].add(std::move(last), kSame);
    }
    CHECK(parts[0].seconds() == whole.seconds());
    CHECK(counts_of(parts[0]) == counts_of(whole));
  }
}

TEST_CASE("buckets of files can be made longer", "[file_times]") {
  FileTimes times;
  times.add("a", {{0, 119, 1}, {0, 120, 2}}, 1);
  CHECK(times.raise(60));
  CHECK(times.raise(5));
  CHECK_FALSE(times.raise(7));
  CHECK(times.seconds() == 60);
  times.add("a", {{0, 24, 4}}, 5);
  CHECK(counts_of(times) == Counts{{{"a", 0, 1}, 1}, {{"a", 0, 2}, 6}});
}

TEST_CASE("what is not known of a file stays so", "[file_times]") {
  FileTimes times;
  FileTimes old;
  times.add("a", {{0, 7, 1}}, 1);
  old.mark_incomplete("a");
  old.add("b", {{1, 8, 1}}, 1);
  constexpr std::uint32_t kSwapped[] = {1, 0};
  times.add(std::move(old), kSwapped);
  CHECK(times.of("a")->incomplete);
  CHECK_FALSE(times.of("b")->incomplete);
  CHECK(times.of("c") == nullptr);
  CHECK(counts_of(times) == Counts{{{"a", 0, 7}, 1}, {{"b", 0, 8}, 1}});
}

}  // namespace
}  // namespace hrscan
