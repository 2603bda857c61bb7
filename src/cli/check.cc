// hrscan check: judges logs for a pipeline.
#include <memory>
#include <sstream>
#include <string>

#include "base/escape.h"
#include "cli/check_policy.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/render.h"
#include "platform/whole_file.h"

namespace hrscan::cli {
namespace {

ExitStatus status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return ExitStatus::kDone;
    case Outcome::kTryAgain:
      return ExitStatus::kTryAgain;
    case Outcome::kFail:
      break;
  }
  return ExitStatus::kFails;
}

// What follows a report that is made of lines.
std::string last_line(const Report& report, const Catalog& catalog) {
  return escape::report(verdict_line(report, catalog)) + '\n';
}

void write_files(const ReportPlan& plan, const Report& report,
                 const Catalog& catalog, Console& console) {
  for (const ReportFile& file : plan.files) {
    std::ostringstream text;
    make_verdict_renderer(file.format, catalog, {}, text)->finish(report);
    if (verdict_format_is_lines(file.format)) {
      text << last_line(report, catalog);
    }
    const Result<void> written = write_whole_file(file.path, text.view());
    if (!written.ok()) console.error(written.error());
  }
}

}  // namespace

ExitStatus run_check(const Flags& flags, Console& console) {
  console.assume_agent();
  const std::unique_ptr<Job> job =
      Job::make(flags, Writes::kMeanwhile, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  const Catalog& catalog = job->catalog();

  const Result<ReportPlan> plan = plan_reports(flags);
  if (!plan.ok()) {
    console.error(plan.error());
    return ExitStatus::kTrouble;
  }
  Result<Policy> policy = make_policy(flags, catalog, today());
  if (!policy.ok()) {
    console.error(policy.error());
    return ExitStatus::kTrouble;
  }
  const Result<std::unique_ptr<Judge>> judge =
      Judge::make(catalog, std::move(*policy));
  if (!judge.ok()) {
    Error error = judge.error();
    error.message = "--ignore-line: " + error.message;
    console.error(error);
    return ExitStatus::kTrouble;
  }

  Output out;
  const std::unique_ptr<VerdictRenderer> shown = make_verdict_renderer(
      plan->on_stdout, catalog, job->render_options(), out.stream());
  (*judge)->on_alarm([&](const Alarm& alarm) {
    // Who reads a live pipe wants to know now.
    if (shown->alarm(alarm)) out.stream().flush();
  });
  job->scan(**judge, out);

  Report report = (*judge)->report();
  // A wrong path must not pass for a clean build.
  if (report.files.empty() && !console.failed()) {
    console.error("there is no file to judge");
  }
  report.complete = !console.failed();
  write_files(*plan, report, catalog, console);
  report.complete = !console.failed();
  shown->finish(report);
  if (verdict_format_is_lines(plan->on_stdout)) {
    out.stream() << last_line(report, catalog);
  } else {
    console.line(verdict_line(report, catalog));
  }
  const ExitStatus status = job->finish(out);
  return status == ExitStatus::kDone ? status_of(report.outcome) : status;
}

}  // namespace hrscan::cli
