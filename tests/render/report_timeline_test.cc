#include "render/report_timeline.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <vector>

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

// `count` buckets with 30 codes each.
Json timeline_of(int count) {
  Json timeline = {{"bucket_seconds", 60}, {"buckets", Json::array()}};
  for (int i = 0; i < count; ++i) {
    Json bucket = {{"start", "2026-03-11T04:30:00"},
                   {"by_retry", {{"likely", 1}, {"possible", 0}}},
                   {"codes", Json::object()}};
    for (int code = 0; code < 30; ++code) {
      bucket["codes"][fmt::format("0x800400{:02X}", code)] = code + 1;
    }
    timeline["buckets"].push_back(std::move(bucket));
  }
  return timeline;
}

std::vector<std::string> frequent_codes() {
  std::vector<std::string> codes;
  for (int i = 29; i >= 0; --i)
    codes.push_back(fmt::format("0x800400{:02X}", i));
  return codes;
}

TEST_CASE("a timeline keeps counts and frequent codes", "[report_timeline]") {
  Json timeline = timeline_of(2);
  const std::size_t size = fit_timeline(timeline, frequent_codes(), 10'000);
  CHECK(size == timeline.dump().size());
  CHECK(timeline["bucket_seconds"] == 60);
  const Json& bucket = timeline["buckets"][1];
  CHECK(bucket["start"] == "2026-03-11T04:30:00");
  CHECK(bucket["by_retry"] == Json({{"likely", 1}}));
  CHECK(bucket["codes"].size() == 24);
  CHECK(bucket["codes"]["0x8004001D"] == 30);
  CHECK_FALSE(bucket["codes"].contains("0x80040005"));
}

TEST_CASE("a longer one keeps fewer codes, then none", "[report_timeline]") {
  for (const auto& [buckets, codes] : {std::pair(20, 24), {50, 6}, {120, 0}}) {
    Json timeline = timeline_of(buckets);
    const std::size_t size = fit_timeline(timeline, frequent_codes(), 10'000);
    CHECK(size == timeline.dump().size());
    CHECK(timeline["buckets"].size() == static_cast<std::size_t>(buckets));
    CHECK(timeline["buckets"][0]["codes"].size() ==
          static_cast<std::size_t>(codes));
  }
}

TEST_CASE("a timeline that is too long does not fit", "[report_timeline]") {
  Json timeline = timeline_of(1000);
  CHECK(fit_timeline(timeline, frequent_codes(), 10'000) == 0);
}

}  // namespace
}  // namespace hrscan
