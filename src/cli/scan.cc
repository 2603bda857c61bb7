// hrscan scan: lists findings.
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/render.h"

namespace hrscan::cli {

ExitStatus run_scan(const Flags& flags, Console& console) {
  const std::unique_ptr<Job> job =
      Job::make(flags, Writes::kMeanwhile, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  const std::string_view format =
      flags.format.empty() ? finding_formats().front() : flags.format;

  Output out;
  const std::unique_ptr<Sink> sink = make_finding_renderer(
      format, job->catalog(), job->render_options(), out.stream());
  job->scan(*sink, out);
  const ExitStatus status = job->finish(out);
  const bool nothing = status == ExitStatus::kDone && job->findings() == 0;
  return nothing ? ExitStatus::kNothing : status;
}

}  // namespace hrscan::cli
