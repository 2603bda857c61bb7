#include "summary/tally.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

namespace hrscan {
namespace {

// Unknown names come last.
std::size_t name_rank(const std::vector<Rule>& names, std::string_view name) {
  const auto found =
      std::find_if(names.begin(), names.end(),
                   [&](const Rule& rule) { return rule.symbol == name; });
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

bool within(const Timestamp& a, const Timestamp& b, std::int64_t ms) {
  const std::int64_t apart = b.ms - a.ms;
  return a.dated == b.dated && apart <= ms && -apart <= ms;
}

bool same_incident(const Spot& a, const Spot& b) {
  if (!a.own || !b.own) return b.line - a.line <= kIncidentLines;
  return within(*a.stamp, *b.stamp, kIncidentMs);
}

bool ranks_before(const TimedRun& a, const TimedRun& b) {
  return std::tuple(b.count, a.start.dated, a.start.ms, a.end.ms) <
         std::tuple(a.count, b.start.dated, b.start.ms, b.end.ms);
}

void keep_burst(const TimedRun& run, std::vector<TimedRun>& bursts) {
  if (run.count < kLeastBurst) return;
  bursts.insert(
      std::upper_bound(bursts.begin(), bursts.end(), run, ranks_before), run);
  if (bursts.size() > kBurstsKept) bursts.pop_back();
}

std::uint32_t Tally::code_number(StatusCode code, CodeKind kind) {
  const std::uint64_t key =
      std::uint64_t{code.value()} << 8 | static_cast<std::uint64_t>(kind);
  const auto [place, is_new] =
      numbers_.emplace(key, static_cast<std::uint32_t>(codes.size()));
  if (is_new) codes.push_back({code, kind, {}, {}});
  return place->second;
}

bool Tally::include_time(std::int64_t second) {
  const std::int64_t before = scale.seconds();
  if (!scale.include(second, Timeline::kMostBuckets)) return false;
  coarsen_from(before);
  return true;
}

bool Tally::raise_scale(std::int64_t seconds) {
  const std::int64_t before = scale.seconds();
  if (!scale.raise(seconds)) return false;
  coarsen_from(before);
  return true;
}

void Tally::coarsen_from(std::int64_t seconds) {
  const std::int64_t factor = scale.seconds() / seconds;
  if (factor == 1) return;
  for (TallyCode& code : codes) code.buckets.coarsen(factor);
  file_times.raise(scale.seconds());
}

std::string_view better_name(const Catalog& catalog, StatusCode code,
                             CodeKind kind, std::string_view a,
                             std::string_view b) {
  if (a.empty() || b.empty() || a == b) return a.empty() ? b : a;
  const std::vector<Rule> names = catalog.names(code, kind);
  return std::tuple(name_rank(names, a), a) < std::tuple(name_rank(names, b), b)
             ? a
             : b;
}

void add_tally(Tally&& from, const Catalog& catalog, Tally& to) {
  if (!from.scale.empty()) {
    to.raise_scale(from.scale.seconds());
    to.include_time(from.scale.first());
    to.include_time(from.scale.last());
    from.raise_scale(to.scale.seconds());
  }
  std::vector<std::uint32_t> numbers;
  for (const TallyCode& code : from.codes) {
    numbers.push_back(to.code_number(code.code, code.kind));
    TallyCode& sum = to.codes[numbers.back()];
    sum.written_name = better_name(catalog, code.code, code.kind,
                                   sum.written_name, code.written_name);
    for (const BucketCounts::Entry& entry : code.buckets.entries()) {
      sum.buckets.add(entry.bucket, entry.count);
    }
  }
  to.file_times.add(std::move(from.file_times), numbers);
  for (Part& part : from.parts) {
    part.cells.renumber(numbers);
    to.parts.push_back(std::move(part));
  }
  for (std::size_t i = 0; i < to.by_form.size(); ++i) {
    to.by_form[i] += from.by_form[i];
  }
  to.catalogs.merge(from.catalogs);
}

}  // namespace hrscan
