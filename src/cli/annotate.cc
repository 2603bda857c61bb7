// hrscan annotate: writes logs with every finding explained, or without the
// explanations again.
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/annotator.h"

namespace hrscan::cli {

ExitStatus run_annotate(const Flags& flags, Console& console) {
  const std::unique_ptr<Job> job =
      Job::make(flags, Writes::kMeanwhile, console);
  if (job == nullptr) return ExitStatus::kTrouble;

  Output out(job->render_options());
  if (flags.strip) {
    job->each_input(out, [&](std::unique_ptr<Source> source) {
      return strip(std::move(source), out.stream());
    });
  } else {
    Annotator annotator(job->catalog(), out.stream());
    job->scan(annotator, out, without_annotations);
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
