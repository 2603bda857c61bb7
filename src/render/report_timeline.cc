#include "render/report_timeline.h"

#include <algorithm>
#include <utility>

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

// Codes whose own course over time can be chosen on the page: all that fit.
constexpr std::size_t kMostCodes[] = {24, 6, 0};

void drop_zeros(Json& counts) {
  Json some = Json::object();
  for (const auto& [name, count] : counts.items()) {
    if (count != 0) some[name] = count;
  }
  counts = std::move(some);
}

void keep_codes(Json& bucket, std::span<const std::string> codes) {
  Json some = Json::object();
  const auto all = bucket.find("codes");
  if (all == bucket.end()) return;
  for (const std::string& code : codes) {
    const auto count = all->find(code);
    if (count != all->end()) some[code] = *count;
  }
  *all = std::move(some);
}

}  // namespace

std::size_t fit_timeline(Json& timeline, std::span<const std::string> codes,
                         std::size_t room) {
  for (Json& bucket : timeline["buckets"]) drop_zeros(bucket["by_retry"]);
  for (const std::size_t most : kMostCodes) {
    const auto kept = codes.first(std::min(most, codes.size()));
    for (Json& bucket : timeline["buckets"]) keep_codes(bucket, kept);
    const std::size_t size = timeline.dump().size();
    if (size <= room) return size;
  }
  return 0;
}

}  // namespace hrscan
