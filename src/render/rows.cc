#include "render/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/name_table.h"
#include "summary/buckets.h"

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

// Findings that have the same value of every key.
struct Item {
  std::uint32_t code = 0;  // index into Summary::codes
  std::uint32_t file = 0;
  std::int64_t time = 0;
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
};

bool has(const std::vector<GroupKey>& keys, bool (*wanted)(GroupKey)) {
  return std::any_of(keys.begin(), keys.end(), wanted);
}

std::vector<Item> items_for(const Summary& summary,
                            const std::vector<GroupKey>& keys) {
  std::vector<Item> items;
  if (has(keys, is_time)) {
    for (const Timeline::Bucket& bucket : summary.timeline.buckets) {
      for (const Timeline::CodeShare& share : bucket.codes) {
        items.push_back({share.code, 0, bucket.start, share.count, 0});
      }
    }
  } else if (has(keys, [](GroupKey k) { return k == GroupKey::kFile; })) {
    for (const FileCode& cell : summary.file_codes) {
      items.push_back({cell.code, cell.file, 0, cell.count, cell.incidents});
    }
  } else {
    for (std::uint32_t i = 0; i < summary.codes.size(); ++i) {
      const CodeCount& count = summary.codes[i];
      items.push_back({i, 0, 0, count.count, count.incidents});
    }
  }
  return items;
}

class Grouper {
 public:
  Grouper(const Summary& summary, const Catalog& catalog,
          const RenderOptions& options)
      : summary_(summary), options_(options) {
    for (const CodeCount& count : summary.codes) {
      meanings_.push_back(
          catalog.meaning(count.code, count.kind, count.written_name));
    }
  }

  std::vector<Group> group(const std::vector<Item>& items,
                           std::size_t level) const {
    const GroupKey key = options_.by[level];
    std::map<std::string, std::vector<Item>> parts;
    for (const Item& item : items) parts[value(item, key)].push_back(item);
    std::vector<Group> groups;
    for (const auto& [text, part] : parts) {
      Group group = sum(text, part);
      if (group.count < options_.min_count) continue;
      if (key == GroupKey::kCode) {
        // The kind is part of the key only to tell codes apart.
        group.key = to_hex(summary_.codes[part.front().code].code);
        group.name = meanings_[part.front().code].symbol;
      }
      if (level + 1 < options_.by.size()) {
        group.groups = this->group(part, level + 1);
      }
      groups.push_back(std::move(group));
    }
    order(groups, key);
    return groups;
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
    const std::int64_t seconds = group_seconds(key, summary_);
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
    SortKey sort = options_.sort;
    if (sort == SortKey::kDefault) {
      sort = is_time(key) ? SortKey::kName : SortKey::kCount;
    }
    if (sort == SortKey::kCount || sort == SortKey::kIncidents) {
      std::stable_sort(
          groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
            return sort == SortKey::kCount ? a.count > b.count
                                           : a.incidents > b.incidents;
          });
    }
    if (options_.top != 0 && groups.size() > options_.top) {
      groups.resize(options_.top);
    }
  }

  const Summary& summary_;
  const RenderOptions& options_;
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

std::vector<Group> group_rows(const Summary& summary, const Catalog& catalog,
                              const RenderOptions& options) {
  return Grouper(summary, catalog, options)
      .group(items_for(summary, options.by), 0);
}

std::int64_t group_seconds(GroupKey key, const Summary& summary) {
  const std::int64_t wanted = key == GroupKey::kDay    ? kDaySeconds
                              : key == GroupKey::kHour ? 3600
                                                       : 60;
  return std::max(wanted, summary.timeline.bucket_seconds);
}

}  // namespace hrscan
