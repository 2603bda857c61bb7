// From a tally to a summary: parts are put in order, what goes from one to the
// next is joined, and everything is summed up.
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "summary/tally.h"

namespace hrscan {
namespace {

// Best first: a full date, one without a year, a time of day, none.
int dated_rank(const std::optional<Timestamp>& stamp) {
  return stamp ? static_cast<int>(stamp->dated) : 3;
}
std::int64_t ms_of(const std::optional<Timestamp>& stamp) {
  return stamp ? stamp->ms : 0;
}
std::string iso_of(const std::optional<Timestamp>& stamp) {
  return stamp ? stamp->iso() : std::string();
}

// A code in the file under way: what its parts together say.
struct FileEntry {
  PartCode sum;                 // without runs
  std::optional<TimedRun> run;  // may go on in the next part
};

struct CodeEntry {
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  std::uint64_t files = 0;
  Spot first;
  Spot last;
  std::uint32_t first_file = 0;
  std::uint32_t last_file = 0;
  std::vector<TimedRun> bursts;
  std::size_t at = 0;  // in the file under way, its entry's number + 1
};

class PartOrder {
 public:
  explicit PartOrder(const Tally& tally) : tally_(tally) {}

  // What a cell says, for parts between which nothing else decides.
  auto cell_key(const PartCode& cell) const {
    const TallyCode& code = tally_.codes[cell.code];
    return std::tuple(code.code.value(), code.kind, cell.count, cell.incidents,
                      cell.first.line, cell.last.line, iso_of(cell.first.stamp),
                      iso_of(cell.last.stamp));
  }
  auto cell_keys(const Part& part) const {
    std::vector<decltype(cell_key(*part.cells.begin()))> keys;
    for (const PartCode& cell : part.cells) keys.push_back(cell_key(cell));
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  bool operator()(const Part* a, const Part* b) const {
    const auto start = [](const Part& part) {
      return std::tuple(std::string_view(part.path), dated_rank(part.first),
                        ms_of(part.first));
    };
    if (start(*a) != start(*b)) return start(*a) < start(*b);
    const auto rest = [](const Part& part) {
      // What is written is finer than milliseconds.
      return std::tuple(iso_of(part.first), ms_of(part.last), iso_of(part.last),
                        part.bytes, part.lines, part.cells.size());
    };
    const auto left = rest(*a);
    const auto right = rest(*b);
    return left != right ? left < right : cell_keys(*a) < cell_keys(*b);
  }

 private:
  const Tally& tally_;
};

class Summarizer {
 public:
  Summarizer(const Tally& tally, const Catalog& catalog)
      : tally_(tally), catalog_(catalog), by_code_(tally.codes.size()) {}

  Summary run() {
    add_files();
    write_codes();
    write_files();
    write_timeline();
    summary_.by_form = tally_.by_form;
    summary_.catalogs.assign(tally_.catalogs.begin(), tally_.catalogs.end());
    if (span_first_ && span_last_) {
      summary_.span_seconds =
          std::max(0.0, static_cast<double>(*span_last_ - *span_first_) / 1e3);
    }
    return std::move(summary_);
  }

 private:
  using PartList = std::vector<const Part*>;

  void add_files() {
    const PartList parts = parts_in_order(tally_);
    std::size_t cells = 0;
    for (const Part* part : parts) cells += part->cells.size();
    summary_.file_codes.reserve(cells);
    for (auto begin = parts.begin(); begin != parts.end();) {
      const auto end = std::find_if(begin, parts.end(), [&](const Part* part) {
        return part->path != (*begin)->path;
      });
      add_file(PartList(begin, end));
      begin = end;
    }
  }

  // Only times say which part comes before which.
  static bool in_known_order(const PartList& parts) {
    return std::all_of(parts.begin(), parts.end(), [&](const Part* part) {
      return part->first && part->first->dated == parts.front()->first->dated;
    });
  }

  void add_file(const PartList& parts) {
    FileCount& file = summary_.files.emplace_back();
    file.path = parts.front()->path;
    const auto number = static_cast<std::uint32_t>(summary_.files.size() - 1);
    if (parts.size() == 1) {
      for (const PartCode& cell : parts.front()->cells) {
        for (const TimedRun& run : cell.runs) {
          keep_burst(run, by_code_[cell.code].bursts);
        }
        gather(cell, number);
      }
    } else {
      add_parts(parts, number);
    }
    for (const Part* part : parts) {
      file.bytes += part->bytes;
      file.lines += part->lines;
      include_span(*part, file);
    }
  }

  // What goes from one part to the next is joined.
  void add_parts(const PartList& parts, std::uint32_t file) {
    const bool ordered = in_known_order(parts);
    std::uint64_t lines = 0;
    entries_.clear();
    for (const Part* part : parts) {
      for (const PartCode& cell : part->cells) {
        add_cell(cell, ordered ? lines : 0, ordered, entry_of(cell.code));
      }
      lines += part->lines;
    }
    for (FileEntry& entry : entries_) {
      keep_run(entry);
      gather(entry.sum, file);
      by_code_[entry.sum.code].at = 0;
    }
  }

  FileEntry& entry_of(std::uint32_t code) {
    std::size_t& at = by_code_[code].at;
    if (at == 0) {
      entries_.emplace_back().sum.code = code;
      at = entries_.size();
    }
    return entries_[at - 1];
  }

  void include_span(const Part& part, FileCount& file) {
    if (file.first_time.empty()) file.first_time = iso_of(part.first);
    if (part.last) file.last_time = part.last->iso();
    for (const auto& stamp : {part.first, part.last}) {
      if (!stamp || stamp->dated != Dated::kFull) continue;
      span_first_ = std::min(span_first_.value_or(stamp->ms), stamp->ms);
      span_last_ = std::max(span_last_.value_or(stamp->ms), stamp->ms);
    }
  }

  void add_cell(const PartCode& cell, std::uint64_t line_base, bool ordered,
                FileEntry& entry) {
    Spot first = cell.first;
    Spot last = cell.last;
    first.line += line_base;
    last.line += line_base;
    PartCode& sum = entry.sum;
    if (sum.count == 0) {
      sum.first = first;
    } else if (ordered && same_incident(sum.last, first)) {
      --sum.incidents;
    }
    sum.last = last;
    sum.count += cell.count;
    sum.incidents += cell.incidents;
    if (cell.runs.empty() && cell.count == 1 && cell.first.own) {
      add_run({*cell.first.stamp, *cell.first.stamp, 1}, ordered, entry);
    }
    for (const TimedRun& run : cell.runs) add_run(run, ordered, entry);
  }

  void add_run(const TimedRun& run, bool ordered, FileEntry& to) {
    if (to.run && ordered && within(to.run->end, run.start, kBurstGapMs)) {
      to.run->end = run.end;
      to.run->count += run.count;
      return;
    }
    keep_run(to);
    to.run = run;
  }

  void keep_run(FileEntry& entry) {
    if (entry.run) keep_burst(*entry.run, by_code_[entry.sum.code].bursts);
    entry.run.reset();
  }

  // What a file says of a code. Files come in the order of the paths.
  void gather(const PartCode& sum, std::uint32_t file) {
    CodeEntry& code = by_code_[sum.code];
    code.count += sum.count;
    code.incidents += sum.incidents;
    const auto first_key = [](const Spot& spot) {
      return std::pair(dated_rank(spot.stamp), ms_of(spot.stamp));
    };
    const auto last_key = [](const Spot& spot) {
      return std::pair(-dated_rank(spot.stamp), ms_of(spot.stamp));
    };
    if (code.files == 0 || first_key(sum.first) < first_key(code.first)) {
      code.first = sum.first;
      code.first_file = file;
    }
    if (code.files == 0 || last_key(sum.last) >= last_key(code.last)) {
      code.last = sum.last;
      code.last_file = file;
    }
    ++code.files;
    summary_.files[file].findings += sum.count;
    // Its code is made one of Summary::codes once these are in order.
    summary_.file_codes.push_back({file, sum.code, sum.count, sum.incidents});
  }

  static Sighting sighting(std::uint32_t file, const Spot& spot) {
    return {file, spot.line, iso_of(spot.stamp)};
  }

  static Burst burst(const TimedRun& run) {
    const double seconds =
        std::abs(static_cast<double>(run.end.ms - run.start.ms)) / 1e3;
    return {run.start.iso(), run.end.iso(), run.count,
            static_cast<double>(run.count) / std::max(1.0, seconds)};
  }

  // Most frequent first.
  std::vector<std::uint32_t> code_order() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < by_code_.size(); ++i) {
      if (by_code_[i].count > 0) order.push_back(i);
    }
    const auto key = [&](std::uint32_t i) {
      return std::tuple(~by_code_[i].count, tally_.codes[i].code.value(),
                        tally_.codes[i].kind);
    };
    std::sort(
        order.begin(), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
  }

  void write_codes() {
    place_of_.resize(by_code_.size());
    retry_of_.resize(by_code_.size());
    order_ = code_order();
    for (const std::uint32_t i : order_) {
      const TallyCode& named = tally_.codes[i];
      const CodeEntry& entry = by_code_[i];
      const Retry retry =
          catalog_.meaning(named.code, named.kind, named.written_name).retry;
      place_of_[i] = static_cast<std::uint32_t>(summary_.codes.size());
      retry_of_[i] = static_cast<std::size_t>(retry);
      CodeCount& count = summary_.codes.emplace_back();
      count.code = named.code;
      count.kind = named.kind;
      count.written_name = named.written_name;
      count.count = entry.count;
      count.incidents = entry.incidents;
      count.files = entry.files;
      count.first = sighting(entry.first_file, entry.first);
      count.last = sighting(entry.last_file, entry.last);
      if (retry != Retry::kSuccess) {
        for (const TimedRun& run : entry.bursts)
          count.bursts.push_back(burst(run));
      }
      summary_.findings += entry.count;
      summary_.by_retry[retry_of_[i]] += entry.count;
      summary_.by_severity[severity_index(named.code, named.kind)] +=
          entry.count;
    }
  }

  void write_files() {
    for (FileCode& entry : summary_.file_codes) {
      summary_.files[entry.file].by_retry[retry_of_[entry.code]] += entry.count;
      entry.code = place_of_[entry.code];
    }
    const auto of_other_file = [](const FileCode& a, const FileCode& b) {
      return a.file != b.file;
    };
    auto& all = summary_.file_codes;
    for (auto begin = all.begin(); begin != all.end();) {
      auto end = std::adjacent_find(begin, all.end(), of_other_file);
      if (end != all.end()) ++end;
      std::sort(begin, end, [](const FileCode& a, const FileCode& b) {
        return a.code < b.code;
      });
      begin = end;
    }
    for (const FileCount& file : summary_.files) {
      summary_.bytes += file.bytes;
      summary_.lines += file.lines;
    }
  }

  // Codes are gone through in their order, so that they come to be in order in
  // each bucket. There are few buckets from the first to the last.
  void write_timeline() {
    if (tally_.scale.empty()) return;
    Timeline& timeline = summary_.timeline;
    timeline.bucket_seconds = tally_.scale.seconds();
    const std::int64_t first = tally_.scale.bucket_of(tally_.scale.first());
    const std::int64_t last = tally_.scale.bucket_of(tally_.scale.last());
    const auto each = [&](const auto& work) {
      for (const std::uint32_t i : order_) {
        for (const auto& [bucket, count] : tally_.codes[i].buckets.entries()) {
          work(i, static_cast<std::size_t>(bucket - first), count);
        }
      }
    };
    std::vector<std::size_t> sizes(static_cast<std::size_t>(last - first + 1));
    each([&](std::uint32_t, std::size_t at, std::uint64_t) { ++sizes[at]; });
    std::vector<Timeline::Bucket> all(sizes.size());
    for (std::size_t at = 0; at < all.size(); ++at) {
      all[at].start =
          (first + static_cast<std::int64_t>(at)) * timeline.bucket_seconds;
      all[at].codes.reserve(sizes[at]);
    }
    each([&](std::uint32_t code, std::size_t at, std::uint64_t count) {
      all[at].codes.push_back({place_of_[code], count});
      all[at].by_retry[retry_of_[code]] += count;
    });
    for (Timeline::Bucket& bucket : all) {
      if (!bucket.codes.empty()) {
        timeline.buckets.push_back(std::move(bucket));
      }
    }
  }

  const Tally& tally_;
  const Catalog& catalog_;
  Summary summary_;
  std::vector<FileEntry> entries_;  // of the file under way
  std::vector<CodeEntry> by_code_;
  std::vector<std::uint32_t> order_;     // codes as Summary::codes has them
  std::vector<std::uint32_t> place_of_;  // of a code among Summary::codes
  std::vector<std::size_t> retry_of_;
  std::optional<std::int64_t> span_first_;
  std::optional<std::int64_t> span_last_;
};

}  // namespace

std::vector<const Part*> parts_in_order(const Tally& tally) {
  std::vector<const Part*> parts;
  for (const Part& part : tally.parts) parts.push_back(&part);
  std::sort(parts.begin(), parts.end(), PartOrder(tally));
  return parts;
}

Summary summarize_tally(std::shared_ptr<const Tally> tally,
                        const Catalog& catalog) {
  Summary summary = Summarizer(*tally, catalog).run();
  summary.tally = std::move(tally);
  return summary;
}

std::string bucket_time(std::int64_t start) { return iso_of_seconds(start); }

}  // namespace hrscan
