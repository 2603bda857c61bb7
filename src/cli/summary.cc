// hrscan summary: counts findings.
#include "hrscan/summary.h"

#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/render.h"

namespace hrscan::cli {

ExitStatus run_summary(const Flags& flags, Console& console) {
  const std::unique_ptr<Job> job = Job::make(flags, Writes::kAtEnd, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  const std::vector<std::string_view> formats = summary_formats();
  const std::string_view format =
      flags.format.empty() ? formats.front() : flags.format;
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
    console.error(no_such_format(format, formats));
    return ExitStatus::kTrouble;
  }

  Output out;
  SummarySink counts(job->catalog());
  job->scan(counts, out);
  const Summary summary = counts.result();
  // Where nothing could be read, "nothing found" would be wrong.
  if (!summary.files.empty() || !console.failed()) {
    render_summary(format, summary, job->catalog(), job->render_options(),
                   out.stream());
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
