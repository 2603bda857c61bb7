// Job: what the options of a scanning command mean, and the drive through its
// inputs. One input that cannot be read does not stop the others.
#ifndef HRSCAN_CLI_JOB_H_
#define HRSCAN_CLI_JOB_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "cli/console.h"
#include "cli/exit_status.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "hrscan/catalog.h"
#include "hrscan/scanner.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"

namespace hrscan::cli {

// The catalog that --rules and --no-builtin-rules ask for.
class CatalogChoice {
 public:
  // Faults of rules files are reported; null then.
  static std::unique_ptr<CatalogChoice> make(const Flags& flags,
                                             Console& console);
  const Catalog& get() const {
    return own_ != nullptr ? *own_ : Catalog::builtin();
  }

 private:
  std::unique_ptr<Catalog> own_;  // null: the built-in one
};

// Whether a command writes while it reads, or only at its end. What is written
// to a terminal meanwhile leaves no place for a progress bar.
enum class Writes { kMeanwhile, kAtEnd };

class Job {
 public:
  // Null if the options make no sense, which is reported then.
  static std::unique_ptr<Job> make(const Flags& flags, Writes writes,
                                   Console& console);
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  const Catalog& catalog() const { return catalog_->get(); }
  const RenderOptions& render_options() const { return render_; }

  using Prepare =
      std::function<std::unique_ptr<Source>(std::unique_ptr<Source>)>;

  // Scans every input into `sink`, each as `prepare` makes it. Ends early
  // where `out` cannot be written to. What comes of a pipe is seen at once.
  // With --follow there is one input, which ends when it is asked to.
  void scan(Sink& sink, Output& out, const Prepare& prepare = {});

  // Scans one input.
  Result<void> scan(Source& source, Sink& sink, Output* out = nullptr);

  // Finds every file for `work` and leaves it unopened, but for binary files
  // that nobody named.
  using PathWork = std::function<Result<void>(const InputPath& input)>;
  void each_path(const Output& out, const PathWork& work);

  // Opens every input for `work`, unpacked, but for binary files that nobody
  // named.
  using Work = std::function<Result<void>(std::unique_ptr<Source> source)>;
  void each_input(const Output& out, const Work& work);

  std::uint64_t findings() const { return totals_.findings; }

  // Finishes `out`, says what --stats asks for, and judges.
  ExitStatus finish(Output& out);

 private:
  struct Totals {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t findings = 0;
  };
  class CountingSink;

  explicit Job(Console& console) : console_(console) {}
  Result<void> understand(const Flags& flags, Writes writes);
  Result<void> understand_scanning(const Flags& flags);
  Result<void> understand_showing(const Flags& flags, Writes writes);

  Result<void> follow(Sink& sink, Output& out, const Prepare& prepare);
  std::vector<InputPath> find_inputs(bool archives) const;
  void each_found(const Output& out, bool archives, const PathWork& work);
  void each_of(const std::vector<InputPath>& inputs, const Output& out,
               const PathWork& work);
  void scan_ahead(Sink& sink, Output& out);
  bool wants_text(const InputPath& input) const;
  const Scanner& scanner();
  void unpack_each(const InputPath& input, const Output& out, const Work& work);
  bool is_binary(std::string_view head) const;
  bool is_binary(const std::filesystem::path& path) const;
  void write_stats() const;

  Console& console_;
  std::unique_ptr<CatalogChoice> catalog_;
  std::unique_ptr<Filter> filter_;
  ScanOptions scan_;
  std::unique_ptr<Scanner> scanner_;  // made when something is scanned
  RenderOptions render_;
  std::vector<std::string> paths_;
  WalkOptions walk_;
  UnpackOptions unpack_;
  bool show_progress_ = false;
  bool show_stats_ = false;
  bool follow_ = false;

  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  std::unique_ptr<Progress> progress_;
  Totals totals_;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_JOB_H_
