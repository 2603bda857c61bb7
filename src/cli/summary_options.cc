#include "cli/summary_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "render/rows.h"

namespace hrscan::cli {
namespace {

Result<void> understand_by(const Flags& flags, RenderOptions& options) {
  bool has_time = false;
  bool has_file = false;
  for (const std::string& word : split_lists(flags.by)) {
    const std::optional<GroupKey> key = parse_group_key(word);
    if (!key) {
      return usage_error(
          fmt::format("--by: '{}' is none of code, facility, component, retry, "
                      "file, day, hour, minute",
                      word));
    }
    if (std::find(options.by.begin(), options.by.end(), *key) !=
        options.by.end()) {
      return usage_error(fmt::format("--by: '{}' is there twice", word));
    }
    has_time = has_time || is_time(*key);
    has_file = has_file || *key == GroupKey::kFile;
    options.by.push_back(*key);
  }
  if (has_time && has_file) {
    return usage_error(
        "--by: files and times cannot be combined, since the timeline is that "
        "of all files; give the files one at a time");
  }
  return {};
}

Result<void> understand_sort(const Flags& flags, RenderOptions& options) {
  if (flags.sort.empty()) return {};
  const std::optional<SortKey> key = parse_sort_key(flags.sort);
  if (!key) {
    return usage_error(
        fmt::format("--sort: '{}' is none of count, incidents, files, code, "
                    "name, retry, first, last",
                    flags.sort));
  }
  const bool of_groups = *key == SortKey::kCount ||
                         *key == SortKey::kIncidents || *key == SortKey::kName;
  if (!options.by.empty() && !of_groups) {
    return usage_error(
        fmt::format("--sort: groups can be sorted by count, incidents or name, "
                    "not by {}",
                    flags.sort));
  }
  options.sort = *key;
  return {};
}

}  // namespace

Result<void> understand_rows(const Flags& flags, RenderOptions& options) {
  if (Result<void> done = understand_by(flags, options); !done.ok()) {
    return done;
  }
  if (Result<void> done = understand_sort(flags, options); !done.ok()) {
    return done;
  }
  const Result<std::size_t> top = parse_number("top", flags.top, SIZE_MAX);
  if (!top.ok()) return top.error();
  options.top = *top;
  const Result<std::size_t> least =
      parse_number("min-count", flags.min_count, SIZE_MAX);
  if (!least.ok()) return least.error();
  options.min_count = *least;
  return {};
}

void note_long_groups(const Summary& summary, const RenderOptions& options,
                      Console& console) {
  for (const GroupKey key : options.by) {
    if (!is_time(key)) continue;
    if (summary.timeline.buckets.empty()) {
      console.warning(
          fmt::format("--by {}: no finding has a full date", to_string(key)));
    } else if (group_seconds(key, summary) != group_seconds(key, Summary())) {
      console.warning(fmt::format(
          "--by {}: the logs reach over so much time that a row is {} seconds "
          "long",
          to_string(key), group_seconds(key, summary)));
    }
  }
}

}  // namespace hrscan::cli
