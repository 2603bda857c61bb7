// hrscan annotate: writes logs with every finding explained, or without the
// explanations again.
#include <memory>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/annotator.h"

namespace hrscan::cli {

namespace {

// Shows a sink text only, whatever it was decoded from: what a terminal or a
// CI agent is given must be UTF-8.
class AsText final : public Sink {
 public:
  explicit AsText(Sink& sink) : sink_(sink) {}
  void begin_input(const InputInfo& info) override { sink_.begin_input(info); }
  bool block(const Block& block) override {
    Block text = block;
    text.decoded_from = nullptr;
    return sink_.block(text);
  }
  void end_input(const InputTotals& totals) override {
    sink_.end_input(totals);
  }

 private:
  Sink& sink_;
};

}  // namespace

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
    AsText as_text(annotator);
    const bool shown =
        job->render_options().terminal || job->render_options().ci;
    job->scan(shown ? static_cast<Sink&>(as_text) : annotator, out,
              without_annotations);
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
