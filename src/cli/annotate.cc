// hrscan annotate: writes logs with every finding explained, or without the
// explanations again.
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/annotator.h"

namespace hrscan::cli {

ExitStatus run_annotate(const Flags& flags, Console& console) {
  if (flags.in_place) return run_annotate_in_place(flags, console);
  if (flags.backup || flags.dry_run || flags.break_links) {
    console.error(
        "--backup, --dry-run and --break-links go with --in-place only");
    return ExitStatus::kTrouble;
  }
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
