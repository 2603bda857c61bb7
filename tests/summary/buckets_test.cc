#include "summary/buckets.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <map>
#include <random>
#include <utility>

namespace hrscan {
namespace {

TEST_CASE("a bucket's length divides that of the next longer one",
          "[buckets]") {
  for (std::size_t i = 1; i < std::size(kBucketSeconds); ++i) {
    CHECK(kBucketSeconds[i] > kBucketSeconds[i - 1]);
    CHECK(kBucketSeconds[i] % kBucketSeconds[i - 1] == 0);
  }
  CHECK(floor_div(7, 5) == 1);
  CHECK(floor_div(-1, 5) == -1);
  CHECK(floor_div(-5, 5) == -1);
}

TEST_CASE("buckets are as long as needed and no longer", "[buckets]") {
  BucketScale scale;
  CHECK(scale.empty());
  CHECK_FALSE(scale.include(1000, 10));
  CHECK_FALSE(scale.include(1009, 10));
  CHECK(scale.seconds() == 1);
  CHECK(scale.include(1010, 10));
  CHECK(scale.seconds() == 5);
  CHECK_FALSE(scale.include(1049, 10));
  CHECK(scale.include(999, 10));
  CHECK(scale.seconds() == 15);
  CHECK(scale.raise(60));
  CHECK(scale.seconds() == 60);
  CHECK(scale.raise(1));
  CHECK(scale.seconds() == 60);
  CHECK_FALSE(scale.raise(7));
  CHECK_FALSE(scale.raise(0));
}

TEST_CASE("every time that can be written has a bucket", "[buckets]") {
  BucketScale scale;
  scale.include(-11'644'473'600, 1000);  // the year 1601
  scale.include(253'402'300'799, 1000);  // the end of 9999
  CHECK(scale.bucket_of(scale.last()) - scale.bucket_of(scale.first()) < 1000);
}

TEST_CASE("counts stay right while buckets grow", "[buckets]") {
  std::mt19937 random(1);
  BucketCounts counts;
  std::map<std::int64_t, std::uint64_t> expected;
  const auto found = [&] {
    std::map<std::int64_t, std::uint64_t> all;
    for (const auto& [bucket, count] : counts.entries()) {
      CHECK((all.empty() || all.rbegin()->first < bucket));
      all[bucket] = count;
    }
    return all;
  };
  for (unsigned i = 0; i < 1000; ++i) {
    const auto bucket = static_cast<std::int64_t>(random() % 300) - 150;
    counts.add(bucket, 1 + i % 3);
    expected[bucket] += 1 + i % 3;
  }
  CHECK(found() == expected);
  counts.coarsen(5);
  std::map<std::int64_t, std::uint64_t> longer;
  for (const auto& [bucket, count] : expected) {
    longer[floor_div(bucket, 5)] += count;
  }
  CHECK(found() == longer);

  BucketCounts taken;
  taken.take(counts);
  CHECK(counts.entries().empty());
  counts.add(1000, 2);
  counts.add(3, 5);
  longer[1000] += 2;
  longer[3] += 5;
  taken.take(counts);
  std::swap(counts, taken);
  CHECK(found() == longer);
  CHECK(taken.entries().empty());
}

}  // namespace
}  // namespace hrscan
