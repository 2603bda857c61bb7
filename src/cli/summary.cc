// hrscan summary: counts findings.
#include "hrscan/summary.h"

#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/output_plan.h"
#include "cli/summary_options.h"
#include "hrscan/render.h"

namespace hrscan::cli {

ExitStatus run_summary(const Flags& flags, Console& console) {
  const std::unique_ptr<Job> job = Job::make(flags, Writes::kAtEnd, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  const Result<OutputPlan> plan = OutputPlan::make(flags, summary_formats());
  RenderOptions options = job->render_options();
  const Result<void> rows = understand_rows(flags, options);
  for (const Result<void>& step :
       {plan.ok() ? Result<void>() : Result<void>(plan.error()), rows}) {
    if (step.ok()) continue;
    console.error(step.error());
    return ExitStatus::kTrouble;
  }

  Output out;
  SummarySink counts(job->catalog());
  job->scan(counts, out);
  const Summary summary = counts.result();
  // Where nothing could be read, "nothing found" would be wrong.
  if (!summary.files.empty() || !console.failed()) {
    note_long_groups(summary, options, console);
    plan->write(
        options,
        [&](std::string_view format, const RenderOptions& how,
            std::ostream& to) {
          render_summary(format, summary, job->catalog(), how, to);
        },
        out, console);
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
