// hrscan annotate: writes logs with every finding explained, or without the
// explanations again.
#include <fmt/format.h>

#include <memory>

#include "cli/annotate_options.h"
#include "cli/chosen.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/annotator.h"

namespace hrscan::cli {
namespace {

constexpr std::size_t kMostWidth = 10'000;

// Options that make no sense together.
Result<void> check_flags(const Flags& flags) {
  if (!flags.in_place && (flags.backup || flags.dry_run || flags.break_links)) {
    return usage_error(
        "--backup, --dry-run and --break-links go with --in-place only");
  }
  if (flags.follow && (flags.in_place || flags.strip)) {
    return usage_error("--follow does not go with --in-place or --strip");
  }
  if (flags.only_findings && (flags.in_place || flags.strip)) {
    return usage_error(
        "--only-findings would leave lines of the log out; it does not go "
        "with --in-place or --strip");
  }
  return {};
}

}  // namespace

Result<AnnotateOptions> annotate_options(const Flags& flags) {
  AnnotateOptions options;
  options.style = chosen<NoteStyle>(flags.style);
  if (!flags.note_template.empty()) {
    Result<NoteTemplate> words = NoteTemplate::parse(flags.note_template);
    if (!words.ok()) {
      return usage_error("--template: " + words.error().message);
    }
    options.words = std::move(*words);
  }
  const Result<std::size_t> width =
      parse_number("max-width", flags.max_width, kMostWidth);
  if (!width.ok()) return width.error();
  options.max_width = *width;
  options.only_findings = flags.only_findings;
  options.once = flags.once;
  return options;
}

namespace {

// Shows a sink text only, whatever it was decoded from: what a terminal or a
// CI agent is given must be UTF-8.
class AsText final : public Sink {
 public:
  explicit AsText(Sink& sink) : sink_(sink) {}
  void begin_input(const InputInfo& info) override { sink_.begin_input(info); }
  std::unique_ptr<Prepared> prepare(const Block& block) override {
    return sink_.prepare(as_text(block));
  }
  bool block(const Block& block) override {
    return sink_.block(as_text(block));
  }
  void end_input(const InputTotals& totals) override {
    sink_.end_input(totals);
  }

 private:
  static Block as_text(Block block) {
    block.decoded_from = nullptr;
    return block;
  }

  Sink& sink_;
};

}  // namespace

ExitStatus run_annotate(const Flags& flags, Console& console) {
  if (Result<void> sound = check_flags(flags); !sound.ok()) {
    console.error(sound.error());
    return ExitStatus::kTrouble;
  }
  const Result<AnnotateOptions> options = annotate_options(flags);
  if (!options.ok()) {
    console.error(options.error());
    return ExitStatus::kTrouble;
  }
  if (flags.in_place) return annotate_in_place(flags, *options, console);

  const std::unique_ptr<Job> job =
      Job::make(flags, Writes::kMeanwhile, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  Output out(job->render_options());
  if (flags.strip) {
    job->each_input(out, [&](std::unique_ptr<Source> source) {
      return strip(std::move(source), out.stream());
    });
  } else {
    Annotator annotator(job->catalog(), out.stream(), *options);
    AsText as_text(annotator);
    const bool shown =
        job->render_options().terminal || job->render_options().ci;
    job->scan(shown ? static_cast<Sink&>(as_text) : annotator, out,
              without_annotations);
  }
  return job->finish(out);
}

}  // namespace hrscan::cli
