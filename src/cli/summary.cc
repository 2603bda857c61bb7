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
namespace {

// Counts, and keeps examples for a format that shows them.
class CountsAndExamples final : public Sink {
 public:
  CountsAndExamples(const Catalog& catalog, bool wants_examples)
      : counts_(catalog), wants_examples_(wants_examples) {}

  void begin_input(const InputInfo& info) override {
    counts_.begin_input(info);
    if (wants_examples_) examples_.begin_input(info);
  }
  bool block(const Block& block) override {
    if (wants_examples_) examples_.block(block);
    return counts_.block(block);
  }
  void end_input(const InputTotals& totals) override {
    counts_.end_input(totals);
    if (wants_examples_) examples_.end_input(totals);
  }

  Summary summary() const { return counts_.result(); }
  const std::vector<CodeExamples>& examples() const {
    return examples_.result();
  }

 private:
  SummarySink counts_;
  ExampleSink examples_;
  const bool wants_examples_;
};

}  // namespace

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
  CountsAndExamples found(job->catalog(), plan->asks_for("html"));
  job->scan(found, out);
  const Summary summary = found.summary();
  // Where nothing could be read, "nothing found" would be wrong.
  if (!summary.files.empty() || !console.failed()) {
    note_groups_by_time(summary, options, console);
    options.examples = &found.examples();
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
