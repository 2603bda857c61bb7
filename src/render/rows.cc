#include "render/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/name_table.h"
#include "summary/buckets.h"
#include "summary/tally.h"

namespace hrscan {
namespace {

constexpr std::string_view kGroupKeys[] = {
    "code", "facility", "component", "retry", "file", "day", "hour", "minute"};
constexpr std::string_view kSortKeys[] = {"",      "count", "incidents",
                                          "files", "code",  "name",
                                          "retry", "first", "last"};

// Sightings without a time come last.
auto time_key(const Sighting& seen) {
  return std::tuple(seen.time.empty(), seen.time, seen.file, seen.line);
}

bool comes_before(const CodeRow& a, const CodeRow& b, SortKey key) {
  const CodeCount& x = *a.count;
  const CodeCount& y = *b.count;
  switch (key) {
    case SortKey::kIncidents:
      return x.incidents > y.incidents;
    case SortKey::kFiles:
      return x.files > y.files;
    case SortKey::kCode:
      return std::tuple(x.code, x.kind) < std::tuple(y.code, y.kind);
    case SortKey::kName:
      // Codes without a name come last.
      return std::tuple(a.meaning.symbol.empty(), a.meaning.symbol) <
             std::tuple(b.meaning.symbol.empty(), b.meaning.symbol);
    case SortKey::kRetry:
      return a.meaning.retry < b.meaning.retry;
    case SortKey::kFirst:
      return time_key(x.first) < time_key(y.first);
    case SortKey::kLast:
      return time_key(x.last) < time_key(y.last);
    case SortKey::kDefault:
    case SortKey::kCount:
      break;
  }
  return x.count > y.count;
}

enum class When : std::uint8_t { kKnown, kUndated, kUnknown };

// Findings that have the same value of every key.
struct Item {
  std::uint32_t code = 0;  // index into Summary::codes
  std::uint32_t file = 0;
  std::int64_t time = 0;
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  When when = When::kKnown;
};

bool has_file(const std::vector<GroupKey>& keys) {
  return std::find(keys.begin(), keys.end(), GroupKey::kFile) != keys.end();
}

bool has_time(const std::vector<GroupKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), is_time);
}

std::vector<Item> items_by_time(const Summary& summary) {
  std::vector<Item> items;
  std::vector<std::uint64_t> left;
  for (const CodeCount& count : summary.codes) left.push_back(count.count);
  for (const Timeline::Bucket& bucket : summary.timeline.buckets) {
    for (const Timeline::CodeShare& share : bucket.codes) {
      items.push_back({share.code, 0, bucket.start, share.count});
      left[share.code] -= share.count;
    }
  }
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    if (left[i] != 0) items.push_back({i, 0, 0, left[i], 0, When::kUndated});
  }
  return items;
}

// Both lists are by file, then by code.
std::vector<Item> items_by_file_and_time(const Summary& summary) {
  std::vector<Item> items;
  const FileTimeline timeline = file_timeline(summary);
  auto share = timeline.shares.begin();
  for (const FileCode& cell : summary.file_codes) {
    std::uint64_t left = cell.count;
    for (; share != timeline.shares.end() && share->file == cell.file &&
           share->code == cell.code;
         ++share) {
      items.push_back({cell.code, cell.file, share->start, share->count});
      left -= share->count;
    }
    if (left == 0) continue;
    const bool incomplete = std::binary_search(
        timeline.incomplete.begin(), timeline.incomplete.end(), cell.file);
    items.push_back({cell.code, cell.file, 0, left, 0,
                     incomplete ? When::kUnknown : When::kUndated});
  }
  return items;
}

std::vector<Item> items_for(const Summary& summary,
                            const std::vector<GroupKey>& keys) {
  if (has_time(keys)) {
    return has_file(keys) ? items_by_file_and_time(summary)
                          : items_by_time(summary);
  }
  std::vector<Item> items;
  if (has_file(keys)) {
    for (const FileCode& cell : summary.file_codes) {
      items.push_back({cell.code, cell.file, 0, cell.count, cell.incidents});
    }
    return items;
  }
  for (std::uint32_t i = 0; i < summary.codes.size(); ++i) {
    const CodeCount& count = summary.codes[i];
    items.push_back({i, 0, 0, count.count, count.incidents});
  }
  return items;
}

// Of the timeline that groups by time are made from.
std::int64_t bucket_seconds(const std::vector<GroupKey>& by,
                            const Summary& summary) {
  return has_file(by) && summary.tally != nullptr
             ? summary.tally->file_times.seconds()
             : summary.timeline.bucket_seconds;
}

std::int64_t wanted_seconds(GroupKey key) {
  return key == GroupKey::kDay    ? kDaySeconds
         : key == GroupKey::kHour ? 3600
                                  : 60;
}

class Grouper {
 public:
  Grouper(const Summary& summary, const Catalog& catalog,
          const RenderOptions& options)
      : summary_(summary),
        options_(options),
        bucket_seconds_(bucket_seconds(options.by, summary)) {
    for (const CodeCount& count : summary.codes) {
      meanings_.push_back(
          catalog.meaning(count.code, count.kind, count.written_name));
    }
  }

  // `text` is the value that they have in common.
  Group group(const std::string& text, const std::vector<Item>& items,
              std::size_t level) const {
    Group group = sum(text, items);
    if (level == options_.by.size()) return group;
    const GroupKey key = options_.by[level];
    std::map<std::string, std::vector<Item>> parts;
    for (const Item& item : items) parts[value(item, key)].push_back(item);
    for (const auto& [value, part] : parts) {
      Group inner = this->group(value, part, level + 1);
      if (inner.count < options_.min_count) continue;
      if (key == GroupKey::kCode) {
        // The kind is part of the key only to tell codes apart.
        inner.key = to_hex(summary_.codes[part.front().code].code);
        inner.name = meanings_[part.front().code].symbol;
      }
      group.groups.push_back(std::move(inner));
    }
    order(group.groups, key);
    group.left_out = parts.size() - group.groups.size();
    return group;
  }

 private:
  std::string value(const Item& item, GroupKey key) const {
    const Meaning& meaning = meanings_[item.code];
    switch (key) {
      case GroupKey::kCode:
        return fmt::format("{}/{}", to_hex(meaning.code),
                           to_string(meaning.kind));
      case GroupKey::kFacility:
        if (meaning.kind != CodeKind::kHresult) {
          return fmt::format("({})", to_string(meaning.kind));
        }
        return meaning.facility.name.empty()
                   ? fmt::format("{}", meaning.facility.number)
                   : std::string(meaning.facility.name);
      case GroupKey::kComponent:
        return meaning.component.empty() ? "(unknown)"
                                         : std::string(meaning.component);
      case GroupKey::kRetry:
        return std::string(to_string(meaning.retry));
      case GroupKey::kFile:
        return summary_.files[item.file].path;
      case GroupKey::kDay:
      case GroupKey::kHour:
      case GroupKey::kMinute:
        break;
    }
    if (item.when == When::kUndated) return "(no full date)";
    if (item.when == When::kUnknown) return "(unknown)";
    const std::int64_t seconds = std::max(wanted_seconds(key), bucket_seconds_);
    return bucket_time(floor_div(item.time, seconds) * seconds);
  }

  static Group sum(const std::string& text, const std::vector<Item>& items) {
    Group group;
    group.key = text;
    std::set<std::uint32_t> codes;
    for (const Item& item : items) {
      group.count += item.count;
      group.incidents += item.incidents;
      codes.insert(item.code);
    }
    group.codes = codes.size();
    return group;
  }

  // They come in the order of their keys.
  void order(std::vector<Group>& groups, GroupKey key) const {
    if (is_time(key)) {
      std::stable_partition(groups.begin(), groups.end(), [](const Group& g) {
        return !g.key.starts_with('(');
      });
      if (options_.sort == SortKey::kDefault) return cut(groups);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const Group& a, const Group& b) {
                       return comes_before(a, b, options_.sort);
                     });
    cut(groups);
  }

  static bool comes_before(const Group& a, const Group& b, SortKey sort) {
    if (sort == SortKey::kIncidents) return a.incidents > b.incidents;
    if (sort != SortKey::kName) return a.count > b.count;
    // Only codes have one, and those without it come last.
    return std::tuple(a.name.empty(), std::string_view(a.name)) <
           std::tuple(b.name.empty(), std::string_view(b.name));
  }

  void cut(std::vector<Group>& groups) const {
    if (options_.top != 0 && groups.size() > options_.top) {
      groups.resize(options_.top);
    }
  }

  const Summary& summary_;
  const RenderOptions& options_;
  const std::int64_t bucket_seconds_;
  std::vector<Meaning> meanings_;
};

}  // namespace

std::string_view to_string(GroupKey key) { return name_of(kGroupKeys, key); }

std::optional<GroupKey> parse_group_key(std::string_view text) {
  return value_of<GroupKey>(kGroupKeys, text);
}

bool is_time(GroupKey key) {
  return key == GroupKey::kDay || key == GroupKey::kHour ||
         key == GroupKey::kMinute;
}

std::string_view to_string(SortKey key) { return name_of(kSortKeys, key); }

std::optional<SortKey> parse_sort_key(std::string_view text) {
  return value_of<SortKey>(kSortKeys, text);
}

std::vector<CodeRow> code_rows(const Summary& summary, const Catalog& catalog,
                               const RenderOptions& options) {
  std::vector<CodeRow> rows;
  for (const CodeCount& count : summary.codes) {
    if (count.count < options.min_count) continue;
    rows.push_back(
        {&count, catalog.meaning(count.code, count.kind, count.written_name)});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const CodeRow& a, const CodeRow& b) {
                     return comes_before(a, b, options.sort);
                   });
  if (options.top != 0 && rows.size() > options.top) rows.resize(options.top);
  return rows;
}

Group group_rows(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options) {
  return Grouper(summary, catalog, options)
      .group({}, items_for(summary, options.by), 0);
}

std::int64_t group_seconds(GroupKey key, const std::vector<GroupKey>& by,
                           const Summary& summary) {
  return std::max(wanted_seconds(key), bucket_seconds(by, summary));
}

}  // namespace hrscan
