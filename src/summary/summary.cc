#include "hrscan/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/commas.h"
#include "catalog/table.h"
#include "summary/line_time.h"
#include "summary/tally.h"

namespace hrscan {
namespace {

// What is counted for a code in the part under way; made a PartCode at its end.
struct Entry {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  // Once the first of a code's names was seen, no other can count.
  bool wants_name = false;
  bool has_run = false;
  std::uint64_t count = 0;  // in the part under way
  std::uint64_t incidents = 0;
  Spot first;
  Spot last;
  std::uint64_t time_serial = 0;  // of last.stamp, see LineTime
  std::int64_t bucket = 0;
  std::uint64_t in_bucket = 0;   // not yet in `times`
  BucketCounts times;            // in the part under way
  TimedRun run;                  // the last one
  std::vector<TimedRun> head;    // the first one, once it is over
  std::vector<TimedRun> bursts;  // between these two
};

// Before a tally is changed: summaries that were made of it keep what they
// have.
void detach(std::shared_ptr<Tally>& tally) {
  if (tally.use_count() > 1) tally = std::make_shared<Tally>(*tally);
}

}  // namespace

struct SummarySink::Counter {
  explicit Counter(const Catalog& the_catalog) : catalog(the_catalog) {
    tally->catalogs.insert(
        {std::string(catalog.version()), catalog.distinct_codes()});
  }

  void count(const Block& block, const Finding& finding);
  std::uint32_t entry_number(StatusCode code, CodeKind kind);
  void grow_index();
  void learn_name(Entry& entry, std::uint32_t number, std::string_view name);
  void count_time(Entry& entry);
  static void flush_bucket(Entry& entry);
  void add_to_run(Entry& entry);
  void time_changed();
  void close_part(const InputTotals& totals);
  void close_times(const std::string& path);

  const Catalog& catalog;
  // Its codes are those of `entries`. Shared with the summaries made of it.
  std::shared_ptr<Tally> tally = std::make_shared<Tally>();
  std::vector<Entry> entries;
  // Open addressing by code and kind; entry number + 1. A power of two.
  std::vector<std::uint32_t> index = std::vector<std::uint32_t>(256);
  std::vector<std::uint32_t> touched;  // entries seen in the part under way
  LineTime time;                       // of the last line with a finding
  LogSpan span;
  std::int64_t bucket = 0;  // of that time
  bool in_timeline = false;
};

std::size_t severity_index(StatusCode code, CodeKind kind) {
  if (kind == CodeKind::kNtstatus) return code.nt_severity();
  return is_failure(code, kind) ? 3 : 0;
}

std::uint32_t SummarySink::Counter::entry_number(StatusCode code,
                                                 CodeKind kind) {
  const auto mask = static_cast<std::uint32_t>(index.size()) - 1;
  std::uint32_t slot = table::hash_code(code.value()) & mask;
  for (; index[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& known = entries[index[slot] - 1];
    if (known.code == code && known.kind == kind) return index[slot] - 1;
  }
  Entry& entry = entries.emplace_back();
  entry.code = code;
  entry.kind = kind;
  entry.wants_name = catalog.names(code, kind).size() != 1;
  tally->code_number(code, kind);
  const auto number = static_cast<std::uint32_t>(entries.size());
  index[slot] = number;
  if (entries.size() * 2 > index.size()) grow_index();
  return number - 1;
}

void SummarySink::Counter::grow_index() {
  index.assign(index.size() * 2, 0);
  const auto mask = static_cast<std::uint32_t>(index.size()) - 1;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& known = entries[i];
    std::uint32_t slot = table::hash_code(known.code.value()) & mask;
    while (index[slot] != 0) slot = (slot + 1) & mask;
    index[slot] = static_cast<std::uint32_t>(i) + 1;
  }
}

void SummarySink::Counter::learn_name(Entry& entry, std::uint32_t number,
                                      std::string_view name) {
  std::string& known = tally->codes[number].written_name;
  if (name.empty() || name == known) return;
  known = better_name(catalog, entry.code, entry.kind, known, name);
  const std::vector<Rule> names = catalog.names(entry.code, entry.kind);
  entry.wants_name = names.empty() || names.front().symbol != known;
}

void SummarySink::Counter::flush_bucket(Entry& entry) {
  if (entry.in_bucket == 0) return;
  entry.times.add(entry.bucket, entry.in_bucket);
  entry.in_bucket = 0;
}

// The line under way has another time than the last one with a finding.
void SummarySink::Counter::time_changed() {
  in_timeline = time.stamp() && time.stamp()->dated == Dated::kFull;
  if (!in_timeline) return;
  const std::int64_t second = floor_div(time.stamp()->ms, 1000);
  // Before buckets become longer, all that belongs to them must be in them.
  const std::int64_t before = tally->scale.seconds();
  if (!tally->scale.covers(second) && tally->include_time(second)) {
    for (const std::uint32_t number : touched) {
      flush_bucket(entries[number]);
      entries[number].times.coarsen(tally->scale.seconds() / before);
    }
  }
  bucket = tally->scale.bucket_of(second);
}

void SummarySink::Counter::add_to_run(Entry& entry) {
  const Timestamp& now = *time.stamp();
  if (entry.has_run && within(entry.run.end, now, kBurstGapMs)) {
    entry.run.end = now;
    ++entry.run.count;
    return;
  }
  if (entry.has_run) {
    if (entry.head.empty()) {
      entry.head.push_back(entry.run);
    } else {
      keep_burst(entry.run, entry.bursts);
    }
  }
  entry.has_run = true;
  entry.run = {now, now, 1};
}

// The common case first: the same time as the code's last finding.
void SummarySink::Counter::count_time(Entry& entry) {
  if (in_timeline) {
    if (entry.bucket != bucket) {
      flush_bucket(entry);
      entry.bucket = bucket;
    }
    ++entry.in_bucket;
  }
  if (!time.own()) return;
  if (entry.has_run && entry.time_serial == time.serial()) {
    ++entry.run.count;
  } else {
    add_to_run(entry);
  }
}

void SummarySink::Counter::count(const Block& block, const Finding& finding) {
  const std::uint32_t number = entry_number(finding.code, finding.kind);
  Entry& entry = entries[number];
  if (time.move_to(block, finding)) time_changed();
  if (entry.count == 0) touched.push_back(number);
  count_time(entry);
  Spot& last = entry.last;
  const bool same_time =
      entry.count > 0 && entry.time_serial == time.serial() && last.own;
  if (!same_time) {
    const Spot here = {finding.line, time.stamp(), time.own()};
    if (entry.count == 0) {
      entry.first = here;
      entry.incidents = 1;
    } else if (!same_incident(last, here)) {
      ++entry.incidents;
    }
    last = here;
    entry.time_serial = time.serial();
  }
  last.line = finding.line;
  ++entry.count;
  if (entry.wants_name) learn_name(entry, number, block.decided_name(finding));
  ++tally->by_form[static_cast<std::size_t>(finding.form)];
}

// Entries keep what they need for the next part only.
void SummarySink::Counter::close_part(const InputTotals& totals) {
  Part& part = tally->parts.back();
  part.bytes = totals.bytes;
  part.lines = totals.lines;
  part.first = span.first(time);
  part.last = span.last(time);
  PartCode cell;
  for (const std::uint32_t number : touched) {
    Entry& entry = entries[number];
    cell.code = number;
    cell.count = std::exchange(entry.count, 0);
    cell.incidents = entry.incidents;
    cell.first = entry.first;
    cell.last = entry.last;
    cell.runs.clear();
    if (entry.has_run && cell.count > 1) {
      cell.runs = entry.head;
      cell.runs.insert(cell.runs.end(), entry.bursts.begin(),
                       entry.bursts.end());
      cell.runs.push_back(entry.run);
    }
    part.cells.push_back(cell);
    entry.head.clear();
    entry.bursts.clear();
    entry.has_run = false;
  }
  part.cells.shrink_to_fit();
  close_times(part.path);
  touched.clear();
}

void SummarySink::Counter::close_times(const std::string& path) {
  std::size_t size = 0;
  for (const std::uint32_t number : touched) {
    flush_bucket(entries[number]);
    size += entries[number].times.entries().size();
  }
  std::vector<CodeBucket> in_part;
  in_part.reserve(size);
  for (const std::uint32_t number : touched) {
    BucketCounts& times = entries[number].times;
    for (const auto& [when, count] : times.entries()) {
      in_part.push_back({number, when, count});
    }
    tally->codes[number].buckets.take(times);
  }
  tally->file_times.add(path, std::move(in_part), tally->scale.seconds());
}

SummarySink::SummarySink(const Catalog& catalog)
    : counter_(std::make_unique<Counter>(catalog)) {}

SummarySink::~SummarySink() = default;

void SummarySink::begin_input(const InputInfo& info) {
  detach(counter_->tally);
  counter_->tally->parts.emplace_back().path = info.name;
  counter_->time = LineTime();
  counter_->span = LogSpan(info.size);
  counter_->in_timeline = false;
}

bool SummarySink::block(const Block& block) {
  counter_->span.look_at(block);
  for (const Finding& finding : block.findings) {
    counter_->count(block, finding);
  }
  return true;
}

void SummarySink::end_input(const InputTotals& totals) {
  counter_->close_part(totals);
}

Summary SummarySink::result() const {
  return summarize_tally(counter_->tally, counter_->catalog);
}

SummaryMerger::SummaryMerger(const Catalog& catalog)
    : catalog_(catalog), tally_(std::make_shared<Tally>()) {}

SummaryMerger::~SummaryMerger() = default;

Result<void> SummaryMerger::add(std::string_view json,
                                const std::string& name) {
  Result<Tally> tally = tally_of_json(json, name, catalog_);
  if (!tally.ok()) return tally.error();
  detach(tally_);
  add_tally(std::move(*tally), catalog_, *tally_);
  return {};
}

Summary SummaryMerger::result() const {
  return summarize_tally(tally_, catalog_);
}

std::string verdict_sentence(const Summary& summary, const Catalog& catalog) {
  if (summary.codes.empty()) return "No status codes found.";
  std::array<std::uint64_t, kRetryCount> codes{};
  for (const CodeCount& count : summary.codes) {
    const Retry retry =
        catalog.meaning(count.code, count.kind, count.written_name).retry;
    ++codes[static_cast<std::size_t>(retry)];
  }
  std::string parts;
  const auto add = [&](Retry retry, std::string_view one,
                       std::string_view many) {
    const std::uint64_t n = codes[static_cast<std::size_t>(retry)];
    if (n == 0) return;
    parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", with_commas(n),
                         n == 1 ? one : many);
  };
  add(Retry::kUnlikely, "is permanent", "are permanent");
  add(Retry::kAfterAction, "needs an action first", "need an action first");
  add(Retry::kPossible, "may clear by itself", "may clear by themselves");
  add(Retry::kLikely, "is transient", "are transient");
  add(Retry::kUnknown, "is unknown", "are unknown");
  add(Retry::kSuccess, "reports success", "report success");
  return fmt::format(
      "{} finding{} of {} code{}: {}.", with_commas(summary.findings),
      summary.findings == 1 ? "" : "s", with_commas(summary.codes.size()),
      summary.codes.size() == 1 ? "" : "s", parts);
}

}  // namespace hrscan
