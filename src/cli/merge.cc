// hrscan merge: adds up summaries.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/chosen.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/output_plan.h"
#include "cli/read_summary.h"
#include "cli/summary_options.h"
#include "hrscan/render.h"
#include "hrscan/source.h"
#include "hrscan/summary.h"

namespace hrscan::cli {

std::vector<std::string_view> merge_formats() {
  std::vector<std::string_view> formats = summary_formats();
  std::swap(formats[0], *std::find(formats.begin(), formats.end(),
                                   std::string_view("json")));
  return formats;
}

namespace {

// Adds the file to the sum.
Result<void> add(const std::string& path, SummaryMerger& merger) {
  const Result<std::string> json = read_whole(path);
  if (!json.ok()) return json.error();
  return merger.add(*json, path);
}

Result<RenderOptions> understand(const Flags& flags) {
  RenderOptions options = output_options(chosen<When>(flags.color));
  const Result<void> rows = understand_rows(flags, options);
  if (!rows.ok()) return rows.error();
  return options;
}

}  // namespace

ExitStatus run_merge(const Flags& flags, Console& console) {
  const Result<OutputPlan> plan = OutputPlan::make(flags, merge_formats());
  const Result<RenderOptions> options = understand(flags);
  if (!plan.ok() || !options.ok()) {
    console.error(plan.ok() ? options.error() : plan.error());
    return ExitStatus::kTrouble;
  }
  const std::unique_ptr<CatalogChoice> catalog =
      CatalogChoice::make(flags, console);
  if (catalog == nullptr) return ExitStatus::kTrouble;

  std::vector<std::string> paths = flags.arguments;
  if (paths.empty()) paths.push_back("-");
  SummaryMerger merger(catalog->get());
  bool any = false;
  for (const InputPath& input :
       walk(paths, {.recurse = true, .include = {"*.json"}, .exclude = {}},
            [&](const Error& error) { console.error(error); })) {
    const Result<void> added = add(input.path.string(), merger);
    if (!added.ok()) console.error(added.error());
    any = any || added.ok();
  }

  Output out;
  if (any || !console.failed()) {
    const Summary summary = merger.result();
    note_groups_by_time(summary, *options, console);
    plan->write(
        *options,
        [&](std::string_view format, const RenderOptions& how,
            std::ostream& to) {
          render_summary(format, summary, catalog->get(), how, to);
        },
        out, console);
  }
  out.finish(console);
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

}  // namespace hrscan::cli
