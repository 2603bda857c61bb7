#include "hrscan/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog/table.h"
#include "summary/timestamp.h"

namespace hrscan {
namespace {

constexpr std::int64_t kIncidentMs = 1000;
constexpr std::uint64_t kIncidentLines = 20;

// The time in a line, kept because findings of one line share it, and because
// lines that begin alike, as those of one second do, carry the same time.
struct LineTime {
  static constexpr std::size_t kHead =
      40;  // no time at a line's start is longer

  std::uint64_t line = 0;
  std::string head;
  std::optional<Timestamp> stamp;
};

struct Place {
  std::uint32_t file = 0;
  std::uint64_t line = 0;
  std::optional<Timestamp> stamp;
};

// What is counted for a code; made a CodeCount when all is done.
struct Entry {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  // Codes of one name need not be asked for the name that the log writes.
  bool wants_name = false;
  std::string written_name;
  std::uint64_t count = 0;
  std::uint64_t in_file = 0;  // of these, in the file under way
  std::uint64_t incidents = 0;
  std::uint64_t files = 0;
  Place first;
  Place last;
};

Sighting sighting(const Place& place) {
  return {place.file, place.line, place.stamp ? place.stamp->iso() : ""};
}

bool same_incident(const Place& a, const Place& b) {
  if (!a.stamp || !b.stamp) return b.line - a.line <= kIncidentLines;
  const std::int64_t apart = b.stamp->ms - a.stamp->ms;
  return apart <= kIncidentMs && -apart <= kIncidentMs;
}

// How often a code was seen in a file. Kept apart, because what a code is
// called, and with it its retry, may be learned in a later file.
struct FileCell {
  std::uint32_t file = 0;
  std::uint32_t entry = 0;
  std::uint64_t count = 0;
};

}  // namespace

struct SummarySink::Counter {
  explicit Counter(const Catalog& the_catalog) : catalog(the_catalog) {}

  void count(const Block& block, const Finding& finding);
  std::uint32_t entry_number(StatusCode code, CodeKind kind);
  void grow_index();
  const LineTime& time_of(const Block& block, const Finding& finding);
  void close_file(const InputTotals& totals);

  const Catalog& catalog;
  std::vector<Entry> entries;
  // Open addressing by code and kind; entry number + 1. A power of two.
  std::vector<std::uint32_t> index = std::vector<std::uint32_t>(256);
  std::vector<std::uint32_t> touched;  // entries seen in the file under way
  std::vector<FileCell> cells;
  std::vector<FileCount> files;
  std::array<std::uint64_t, 4> by_form{};
  LineTime time;  // of the last line with a finding
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

const LineTime& SummarySink::Counter::time_of(const Block& block,
                                              const Finding& finding) {
  if (time.line == finding.line) return time;
  time.line = finding.line;
  const std::string_view head = block.line_head(finding, LineTime::kHead);
  if (head.empty()) {
    time.stamp.reset();
    time.head.clear();
  } else if (head != time.head || head.starts_with('<')) {
    // CMTrace has the time at the line's end.
    time.stamp = parse_timestamp(block.line(finding).text);
    time.head = head;
  }
  return time;
}

void SummarySink::Counter::count(const Block& block, const Finding& finding) {
  const std::uint32_t number = entry_number(finding.code, finding.kind);
  Entry& entry = entries[number];
  const Place here = {static_cast<std::uint32_t>(files.size() - 1),
                      finding.line, time_of(block, finding).stamp};
  if (entry.in_file == 0) {
    touched.push_back(number);
    ++entry.files;
    ++entry.incidents;
  } else if (!same_incident(entry.last, here)) {
    ++entry.incidents;
  }
  if (entry.count == 0) entry.first = here;
  entry.last = here;
  ++entry.count;
  ++entry.in_file;
  if (entry.wants_name) {
    entry.written_name = block.decided_name(finding);
    entry.wants_name = entry.written_name.empty();
  }
  ++by_form[static_cast<std::size_t>(finding.form)];
}

void SummarySink::Counter::close_file(const InputTotals& totals) {
  FileCount& file = files.back();
  file.bytes = totals.bytes;
  file.lines = totals.lines;
  for (const std::uint32_t number : touched) {
    Entry& entry = entries[number];
    file.findings += entry.in_file;
    cells.push_back(
        {static_cast<std::uint32_t>(files.size() - 1), number, entry.in_file});
    entry.in_file = 0;
  }
  touched.clear();
}

SummarySink::SummarySink(const Catalog& catalog)
    : counter_(std::make_unique<Counter>(catalog)) {}

SummarySink::~SummarySink() = default;

void SummarySink::begin_input(const InputInfo& info) {
  counter_->files.emplace_back();
  counter_->files.back().path = info.name;
  counter_->time = LineTime();
}

bool SummarySink::block(const Block& block) {
  for (const Finding& finding : block.findings) {
    counter_->count(block, finding);
  }
  return true;
}

void SummarySink::end_input(const InputTotals& totals) {
  counter_->close_file(totals);
}

Summary SummarySink::result() const {
  Summary summary;
  summary.files = counter_->files;
  summary.by_form = counter_->by_form;
  std::vector<std::size_t> retry_of;
  for (const Entry& entry : counter_->entries) {
    const Meaning meaning =
        counter_->catalog.meaning(entry.code, entry.kind, entry.written_name);
    retry_of.push_back(static_cast<std::size_t>(meaning.retry));
    summary.codes.push_back({entry.code, entry.kind, entry.written_name,
                             entry.count, entry.incidents, entry.files,
                             sighting(entry.first), sighting(entry.last)});
    summary.findings += entry.count;
    summary.by_retry[retry_of.back()] += entry.count;
    summary.by_severity[severity_index(entry.code, entry.kind)] += entry.count;
  }
  for (const FileCell& cell : counter_->cells) {
    summary.files[cell.file].by_retry[retry_of[cell.entry]] += cell.count;
  }
  for (const FileCount& file : summary.files) {
    summary.bytes += file.bytes;
    summary.lines += file.lines;
  }
  std::sort(summary.codes.begin(), summary.codes.end(),
            [](const CodeCount& a, const CodeCount& b) {
              return std::tuple(b.count, a.code.value(), a.kind) <
                     std::tuple(a.count, b.code.value(), b.kind);
            });
  return summary;
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
    parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", n,
                         n == 1 ? one : many);
  };
  add(Retry::kUnlikely, "is permanent", "are permanent");
  add(Retry::kAfterAction, "needs an action first", "need an action first");
  add(Retry::kPossible, "may clear by itself", "may clear by themselves");
  add(Retry::kLikely, "is transient", "are transient");
  add(Retry::kUnknown, "is unknown", "are unknown");
  add(Retry::kSuccess, "reports success", "report success");
  return fmt::format("{} finding{} of {} code{}: {}.", summary.findings,
                     summary.findings == 1 ? "" : "s", summary.codes.size(),
                     summary.codes.size() == 1 ? "" : "s", parts);
}

}  // namespace hrscan
