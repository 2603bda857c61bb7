// hrscan summary: counts findings.
#include "hrscan/summary.h"

#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
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
  const std::vector<std::string_view> formats = summary_formats();
  const std::string_view format =
      flags.format.empty() ? formats.front() : flags.format;
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
    console.error(no_such_format(format, formats));
    return ExitStatus::kTrouble;
  }

  Output out;
  CountsAndExamples found(job->catalog(), format == "html");
  job->scan(found, out);
  const Summary summary = found.summary();
  // Where nothing could be read, "nothing found" would be wrong.
  if (!summary.files.empty() || !console.failed()) {
    RenderOptions options = job->render_options();
    options.examples = &found.examples();
    render_summary(format, summary, job->catalog(), options, out.stream());
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
