#include "cli/summary_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/commas.h"
#include "cli/chosen.h"
#include "render/rows.h"

namespace hrscan::cli {
namespace {

Result<void> understand_by(const Flags& flags, RenderOptions& options) {
  for (const std::string& word : flags.by) {
    const GroupKey key = chosen<GroupKey>(word);
    if (std::find(options.by.begin(), options.by.end(), key) !=
        options.by.end()) {
      return usage_error(fmt::format("--by: '{}' is there twice", word));
    }
    options.by.push_back(key);
  }
  return {};
}

Result<void> understand_sort(const Flags& flags, RenderOptions& options) {
  if (flags.sort.empty()) return {};
  const SortKey key = chosen<SortKey>(flags.sort);
  const bool of_groups = key == SortKey::kCount || key == SortKey::kIncidents ||
                         key == SortKey::kName;
  if (!options.by.empty() && !of_groups) {
    return usage_error(
        fmt::format("--sort: groups can be sorted by count, incidents or name, "
                    "not by {}",
                    flags.sort));
  }
  if (key == SortKey::kIncidents &&
      std::any_of(options.by.begin(), options.by.end(), is_time)) {
    return usage_error(
        "--sort: groups by time have no incidents: sort them by count or name");
  }
  options.sort = key;
  return {};
}

void note_long_groups(const Summary& summary, const RenderOptions& options,
                      GroupKey key, Console& console) {
  const std::int64_t seconds = group_seconds(key, options.by, summary);
  if (seconds == group_seconds(key, {}, Summary())) return;
  const bool many = seconds != group_seconds(key, {}, summary);
  console.warning(fmt::format("--by {}: {} that a row is {} seconds long",
                              to_string(key),
                              many ? "there are so many files and times"
                                   : "the logs reach over so much time",
                              seconds));
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

void note_groups_by_time(const Summary& summary, const RenderOptions& options,
                         Console& console) {
  const auto first =
      std::find_if(options.by.begin(), options.by.end(), is_time);
  if (first == options.by.end()) return;
  if (summary.timeline.buckets.empty()) {
    return console.warning(
        fmt::format("--by {}: no finding has a full date", to_string(*first)));
  }
  for (const GroupKey key : options.by) {
    if (is_time(key)) note_long_groups(summary, options, key, console);
  }
  if (std::find(options.by.begin(), options.by.end(), GroupKey::kFile) ==
      options.by.end()) {
    return;
  }
  const std::size_t files = file_timeline(summary).incomplete.size();
  if (files == 0) return;
  console.warning(fmt::format(
      "--by {}: of {} file{} it is not known when all findings were, since an "
      "earlier version wrote the summary",
      to_string(*first), with_commas(files), files == 1 ? "" : "s"));
}

}  // namespace hrscan::cli
