// Summary: counts of findings, exact.
//
// Summaries add up: what SummaryMerger makes of the summaries of several logs
// is what one run over all of these logs gives, in whatever order and grouping
// they are added. docs/output.md says what that means for a log in parts.
#ifndef HRSCAN_SUMMARY_H_
#define HRSCAN_SUMMARY_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/result.h"
#include "hrscan/rule.h"
#include "hrscan/sink.h"

namespace hrscan {

using RetryCounts = std::array<std::uint64_t, kRetryCount>;  // by Retry

// Where and when something was seen.
struct Sighting {
  std::uint32_t file = 0;  // index into Summary::files
  std::uint64_t line = 0;
  // ISO 8601 as the log has it; that of a line before, where the line itself
  // has none; or empty.
  std::string time;
};

// The same code many times in a short time: findings in one file, each within
// 10 seconds of the one before it, at least 10 of them.
struct Burst {
  std::string start;  // times as in Sighting
  std::string end;
  std::uint64_t count = 0;
  double per_second = 0;  // count by the burst's length, at least 1 s
};

struct CodeCount {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  // The name on which the log decided: a symbol that it wrote beside the code,
  // which may be one that only the log knows, or that of a component which the
  // line mentions; or empty. Of several the one that the catalog ranks first,
  // else the first in the alphabet.
  std::string written_name;
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  std::uint64_t files = 0;  // how many it was seen in
  // By time; by path and line where there are no times.
  Sighting first;
  Sighting last;
  // The largest, at most 5; none for codes that report success.
  std::vector<Burst> bursts;
};

struct FileCount {
  std::string path;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
  RetryCounts by_retry{};
  // Of the first and the last line that has a time, or empty.
  std::string first_time;
  std::string last_time;
};

// A code in a file.
struct FileCode {
  std::uint32_t file = 0;  // index into Summary::files
  std::uint32_t code = 0;  // index into Summary::codes
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
};

// Findings over time, of lines that have a full date or stand below one that
// has.
struct Timeline {
  // A bucket is 1, 5 or 15 seconds, 1, 5 or 15 minutes, 1, 3, 6 or 12 hours
  // long, or 1, 2, 4, ... days: as long as needed so that kMostBuckets reach
  // from the first to the last.
  static constexpr std::int64_t kMostBuckets = 1000;

  struct CodeShare {
    std::uint32_t code = 0;  // index into Summary::codes
    std::uint64_t count = 0;
  };
  struct Bucket {
    std::int64_t start = 0;  // seconds since 1970-01-01 by the logs' clocks
    RetryCounts by_retry{};
    std::vector<CodeShare> codes;  // in the order of Summary::codes
  };

  std::int64_t bucket_seconds = 0;  // 0: there are no times
  std::vector<Bucket> buckets;      // those with findings, in order
};

// "2026-03-11T04:30:00" for Timeline::Bucket::start.
std::string bucket_time(std::int64_t start);

// Which catalog a summary was made with.
struct CatalogId {
  std::string version;
  std::uint64_t codes = 0;
  auto operator<=>(const CatalogId&) const = default;
};

// Findings of each file over time, of the same lines as the timeline.
struct FileTimeline {
  struct Share {
    std::uint32_t file = 0;  // index into Summary::files
    std::uint32_t code = 0;  // index into Summary::codes
    std::int64_t start = 0;  // as Timeline::Bucket::start
    std::uint64_t count = 0;
  };

  // As long as the timeline's buckets, or longer, one of the lengths of those:
  // as long as needed so that there are at most a million shares beyond the
  // first of each code in each file. 0: there are no times.
  std::int64_t bucket_seconds = 0;
  std::vector<Share> shares;  // by file, then by code, then by start
  // Files of which some findings are in no share though they may have a time:
  // read from a summary that does not say when. In order.
  std::vector<std::uint32_t> incomplete;
};

struct Tally;  // src/summary/tally.h

struct Summary {
  std::vector<CodeCount> codes;      // most frequent first
  std::vector<FileCount> files;      // by path; inputs of one path are one file
  std::vector<FileCode> file_codes;  // by file, then by code
  Timeline timeline;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
  RetryCounts by_retry{};
  std::array<std::uint64_t, 4> by_form{};      // by Form
  std::array<std::uint64_t, 4> by_severity{};  // success, informational,
                                               // warning, failure
  // From the first to the last line with a full date, in seconds; 0 where there
  // are none.
  double span_seconds = 0;
  // Of all summaries that were added up, sorted; one's own if none was.
  std::vector<CatalogId> catalogs;
  // What all this was made from, as JSON needs it to be added up again.
  std::shared_ptr<const Tally> tally;
};

// The severity that Summary::by_severity counts a code under.
std::size_t severity_index(StatusCode code, CodeKind kind);

// Worked out when it is asked for, since it can be large.
FileTimeline file_timeline(const Summary& summary);

// Counts what it is given. An incident is a run of findings of one code in one
// file, each within 1 second of the one before it, or within 20 lines where one
// of the two lines has no time. A line without a time takes the last one before
// it, within 2 KiB or of a line with a finding. Memory grows with the number of
// different codes, of files and of the codes in each.
class SummarySink final : public Sink {
 public:
  explicit SummarySink(const Catalog& catalog);
  ~SummarySink() override;

  void begin_input(const InputInfo& info) override;
  bool block(const Block& block) override;
  void end_input(const InputTotals& totals) override;

  // What was counted so far. To be called between inputs only.
  Summary result() const;

 private:
  struct Counter;
  std::unique_ptr<Counter> counter_;
};

// Adds up summaries. One is in memory at a time, beside what they come to.
class SummaryMerger {
 public:
  // Codes are explained by `catalog`, whatever those summaries say of them.
  explicit SummaryMerger(const Catalog& catalog);
  ~SummaryMerger();

  // Adds what to_json() wrote. An Error, with `name` as its file, where `json`
  // is something else, of another schema version, or does not add up; nothing
  // of it is counted then.
  Result<void> add(std::string_view json, const std::string& name);

  Summary result() const;

 private:
  const Catalog& catalog_;
  std::shared_ptr<Tally> tally_;
};

// The sentence that sums a summary up: "412 findings of 9 codes: 3 are
// permanent, ...".
std::string verdict_sentence(const Summary& summary, const Catalog& catalog);

// Schema hrscan.summary/1 as JSON text.
std::string to_json(const Summary& summary, const Catalog& catalog);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_H_
