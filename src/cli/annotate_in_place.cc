// hrscan annotate --in-place: changes the logs themselves, each as a whole or
// not at all.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

#include "cli/annotate_options.h"
#include "cli/job.h"
#include "cli/output.h"
#include "hrscan/annotator.h"
#include "hrscan/rewrite.h"
#include "platform/replace_file.h"
#include "platform/signals.h"

namespace hrscan::cli {
namespace {

struct Counts {
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t failed = 0;
};

Result<void> check_flags(const Flags& flags) {
  const auto& paths = flags.arguments;
  if (paths.empty() ||
      std::find(paths.begin(), paths.end(), "-") != paths.end()) {
    return usage_error(
        "--in-place: standard input cannot be changed in place; name files or "
        "directories");
  }
  if (flags.backup &&
      (flags.backup->empty() ||
       flags.backup->find_first_of("/\\") != std::string::npos)) {
    return usage_error(fmt::format(
        "--backup: '{}' is no suffix for a file name", *flags.backup));
  }
  return {};
}

// Backups that lie in a directory are no logs to be changed in their turn.
Flags without_backups(Flags flags) {
  if (flags.backup && flags.backup->find_first_of("*?[") == std::string::npos) {
    flags.exclude.push_back("*" + *flags.backup);
  }
  return flags;
}

Rewriter make_rewriter(Job& job, const AnnotateOptions& options,
                       bool strip_notes) {
  if (strip_notes) return strip;
  return [&job, &options](std::unique_ptr<Source> source, std::ostream& out) {
    Annotator annotator(job.catalog(), out, options);
    source = without_annotations(std::move(source));
    return job.scan(*source, annotator);
  };
}

void say_counts(const Counts& counts, bool dry_run, Console& console) {
  const std::uint64_t files = counts.changed + counts.unchanged + counts.failed;
  console.info(fmt::format("{} file{}: {}{} changed, {} unchanged, {} failed",
                           files, files == 1 ? "" : "s", counts.changed,
                           dry_run ? " would be" : "", counts.unchanged,
                           counts.failed));
}

}  // namespace

ExitStatus annotate_in_place(const Flags& flags, const AnnotateOptions& notes,
                             Console& console) {
  if (Result<void> sound = check_flags(flags); !sound.ok()) {
    console.error(sound.error());
    return ExitStatus::kTrouble;
  }
  const std::unique_ptr<Job> job =
      Job::make(without_backups(flags),
                flags.dry_run ? Writes::kMeanwhile : Writes::kAtEnd, console);
  if (job == nullptr) return ExitStatus::kTrouble;
  clean_up_when_ended(remove_unfinished_files);
  fail_on_large_files();

  Output out(job->render_options());
  RewriteOptions options;
  options.backup_suffix = flags.backup.value_or("");
  options.break_links = flags.break_links;
  if (flags.dry_run) options.diff = &out.stream();
  options.notice = [&](const std::string& text) { console.warning(text); };

  const Rewriter rewriter = make_rewriter(*job, notes, flags.strip);
  Counts counts;
  job->each_path(out, [&](const InputPath& input) -> Result<void> {
    const Result<bool> changed = rewrite_file(input.path, options, rewriter);
    ++(!changed.ok() ? counts.failed
       : *changed    ? counts.changed
                     : counts.unchanged);
    return changed.ok() ? Result<void>() : changed.error();
  });
  say_counts(counts, flags.dry_run, console);
  return job->finish(out);
}

}  // namespace hrscan::cli
