// What a summary is made from, kept so that summaries can be added up: a
// multiset of parts, each with what was counted in it, and sums that need no
// parts. Adding is putting together; everything else - incidents that go from
// one part of a file to the next, first and last, bursts - is worked out from
// the whole at the end. So the order and grouping of adding cannot matter.
//
// A part is what was read of a file under one path. Parts of one path are put
// in the order of their times.
#ifndef HRSCAN_SUMMARY_TALLY_H_
#define HRSCAN_SUMMARY_TALLY_H_

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/summary.h"
#include "summary/buckets.h"
#include "summary/file_times.h"
#include "summary/part_code.h"
#include "summary/part_codes.h"
#include "summary/timestamp.h"

namespace hrscan {

inline constexpr std::int64_t kIncidentMs = 1000;
inline constexpr std::uint64_t kIncidentLines = 20;
inline constexpr std::int64_t kBurstGapMs = 10'000;
inline constexpr std::uint64_t kLeastBurst = 10;
inline constexpr std::size_t kBurstsKept = 5;

// Whether times are dated alike and at most `ms` apart.
bool within(const Timestamp& a, const Timestamp& b, std::int64_t ms);
bool same_incident(const Spot& a, const Spot& b);

// The larger of two runs first, then the earlier.
bool ranks_before(const TimedRun& a, const TimedRun& b);
// Keeps the kBurstsKept first of `runs` and the new one; shorter than
// kLeastBurst is none.
void keep_burst(const TimedRun& run, std::vector<TimedRun>& bursts);

struct Part {
  std::string path;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  // Of the first and the last line that has a time.
  std::optional<Timestamp> first;
  std::optional<Timestamp> last;
  PartCodes cells;
};

struct TallyCode {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string written_name;
  BucketCounts buckets;
};

struct Tally {
  std::vector<TallyCode> codes;
  std::vector<Part> parts;
  std::array<std::uint64_t, 4> by_form{};
  BucketScale scale;
  FileTimes file_times;  // in buckets that are as long or longer
  std::set<CatalogId> catalogs;

  // The number of a code, which is added if it is new. What adds codes itself
  // must not call this.
  std::uint32_t code_number(StatusCode code, CodeKind kind);

  // Takes in a time of the timeline: buckets become longer where needed, and
  // true then.
  bool include_time(std::int64_t second);
  // Makes buckets at least so long; false if there is no such length.
  bool raise_scale(std::int64_t seconds);

 private:
  void coarsen_from(std::int64_t seconds);

  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

// Of two names that logs write beside a code the one that counts; either may be
// empty.
std::string_view better_name(const Catalog& catalog, StatusCode code,
                             CodeKind kind, std::string_view a,
                             std::string_view b);

// Adds `from` to `to`.
void add_tally(Tally&& from, const Catalog& catalog, Tally& to);

// What to_json() wrote, as a tally; `name` is the file of Errors.
Result<Tally> tally_of_json(std::string_view json, const std::string& name,
                            const Catalog& catalog);

// The parts in an order that depends on what they hold only: by path, then by
// time.
std::vector<const Part*> parts_in_order(const Tally& tally);

// All that a summary says, worked out.
Summary summarize_tally(std::shared_ptr<const Tally> tally,
                        const Catalog& catalog);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_TALLY_H_
