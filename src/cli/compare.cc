// hrscan compare: what changed between two summaries.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "cli/chosen.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/output_plan.h"
#include "cli/read_summary.h"
#include "hrscan/summary.h"
#include "render/comparison.h"

namespace hrscan::cli {
namespace {

Result<Summary> read_summary(const std::string& path, const Catalog& catalog) {
  const Result<std::string> json = read_whole(path);
  if (!json.ok()) return json.error();
  SummaryMerger merger(catalog);
  const Result<void> added = merger.add(*json, path);
  if (!added.ok()) return added.error();
  return merger.result();
}

}  // namespace

ExitStatus run_compare(const Flags& flags, Console& console) {
  const Result<OutputPlan> plan = OutputPlan::make(flags, comparison_formats());
  if (!plan.ok()) {
    console.error(plan.error());
    return ExitStatus::kTrouble;
  }
  if (flags.arguments.size() != 2) {
    console.error(fmt::format("two summaries can be compared, not {}",
                              flags.arguments.size()));
    return ExitStatus::kTrouble;
  }
  const std::unique_ptr<CatalogChoice> catalog =
      CatalogChoice::make(flags, console);
  if (catalog == nullptr) return ExitStatus::kTrouble;
  const Result<Summary> before =
      read_summary(flags.arguments[0], catalog->get());
  const Result<Summary> after =
      read_summary(flags.arguments[1], catalog->get());
  for (const Result<Summary>* summary : {&before, &after}) {
    if (!summary->ok()) console.error(summary->error());
  }
  if (console.failed()) return ExitStatus::kTrouble;

  Output out;
  const Comparison comparison = compare(*before, *after);
  plan->write(
      output_options(chosen<When>(flags.color)),
      [&](std::string_view format, const RenderOptions& options,
          std::ostream& to) {
        render_comparison(format, comparison, catalog->get(), options, to);
      },
      out, console);
  out.finish(console);
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

}  // namespace hrscan::cli
