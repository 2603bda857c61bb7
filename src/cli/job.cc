#include "cli/job.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/chosen.h"
#include "hrscan/follower.h"
#include "platform/signals.h"
#include "platform/terminal.h"
#include "render/columns.h"
#include "scan/read_ahead.h"

namespace hrscan::cli {
namespace {

constexpr std::size_t kMostThreads = 1024;
constexpr std::size_t kMostContext = 10'000;
constexpr std::size_t kHead = 8 * 1024;  // judged for being binary

// "1000", "64G"
Result<std::uint64_t> parse_bytes(std::string_view option,
                                  std::string_view value) {
  constexpr std::string_view kSuffixes = "KMGT";
  const std::size_t suffix =
      value.empty() ? std::string_view::npos : kSuffixes.find(value.back());
  const bool has_suffix = suffix != std::string_view::npos;
  const std::size_t shift = has_suffix ? 10 * (suffix + 1) : 0;
  const Result<std::size_t> number = parse_number(
      option, value.substr(0, value.size() - has_suffix), SIZE_MAX >> shift);
  if (!number.ok()) return number.error();
  return std::uint64_t{*number} << shift;
}

// Of all inputs together; empty if one of them does not say.
std::optional<std::uint64_t> total_size(const std::vector<InputPath>& inputs) {
  std::uint64_t sum = 0;
  for (const InputPath& input : inputs) {
    std::error_code fault;
    if (input.path == "-") return std::nullopt;
    const std::uintmax_t size = std::filesystem::file_size(input.path, fault);
    if (!fault) sum += size;
  }
  return sum;
}

Result<std::unique_ptr<Source>> open(const InputPath& input) {
  if (input.path == "-") return open_standard_input();
  return open_file(input.path);
}

}  // namespace

std::unique_ptr<CatalogChoice> CatalogChoice::make(const Flags& flags,
                                                   Console& console) {
  auto choice = std::make_unique<CatalogChoice>();
  if (flags.rules.empty() && !flags.no_builtin_rules) return choice;
  std::vector<Error> problems;
  Result<std::unique_ptr<Catalog>> loaded = load_catalog(
      {.builtin = !flags.no_builtin_rules, .rules = flags.rules}, &problems);
  for (const Error& problem : problems) console.error(problem);
  if (!loaded.ok()) return nullptr;
  choice->own_ = std::move(*loaded);
  return choice;
}

// Passes findings on as the filter says, and counts them.
class Job::CountingSink final : public Sink {
 public:
  // `live_out`, if given, is flushed after each block of an input that others
  // may still be writing.
  CountingSink(const Filter& filter, Sink& sink, Totals& totals,
               Output* live_out)
      : filter_(filter), sink_(sink), totals_(totals), live_out_(live_out) {}

  void begin_input(const InputInfo& info) override {
    live_ = live_out_ != nullptr && !info.size;
    sink_.begin_input(info);
  }

  std::unique_ptr<Prepared> prepare(const Block& block) override {
    std::vector<Finding> kept;
    return sink_.prepare(filtered(block, kept));
  }

  bool block(const Block& block) override {
    return pass_on(filtered(block, kept_));
  }

  void end_input(const InputTotals& totals) override {
    totals_.bytes += totals.bytes;
    totals_.lines += totals.lines;
    ++totals_.files;
    sink_.end_input(totals);
  }

 private:
  // The block without the findings that are not wanted, with `kept` to hold
  // the others.
  Block filtered(Block block, std::vector<Finding>& kept) const {
    if (!filter_.by_retry()) return block;
    kept.clear();
    for (const Finding& finding : block.findings) {
      if (filter_.keeps_retry(block, finding)) kept.push_back(finding);
    }
    block.findings = kept;
    return block;
  }

  bool pass_on(const Block& block) {
    totals_.findings += block.findings.size();
    const bool go_on = sink_.block(block);
    if (live_) live_out_->stream().flush();
    return go_on;
  }

  const Filter& filter_;
  Sink& sink_;
  Totals& totals_;
  Output* live_out_;
  bool live_ = false;
  std::vector<Finding> kept_;
};

std::unique_ptr<Job> Job::make(const Flags& flags, Writes writes,
                               Console& console) {
  std::unique_ptr<Job> job(new Job(console));
  job->catalog_ = CatalogChoice::make(flags, console);
  if (job->catalog_ == nullptr) return nullptr;
  const Result<void> understood = job->understand(flags, writes);
  if (understood.ok()) return job;
  console.error(understood.error());
  return nullptr;
}

Result<void> Job::understand(const Flags& flags, Writes writes) {
  paths_ = flags.arguments;
  if (paths_.empty()) paths_.push_back("-");
  walk_ = {.recurse = !flags.no_recurse,
           .include = flags.include,
           .exclude = flags.exclude};
  unpack_.include = flags.include;
  unpack_.exclude = flags.exclude;
  if (!flags.max_decompressed.empty()) {
    const Result<std::uint64_t> most =
        parse_bytes("max-decompressed", flags.max_decompressed);
    if (!most.ok()) return most.error();
    unpack_.limits.bytes = *most;
    unpack_.limits.ratio = 0;  // who names a limit knows what is coming
  }
  follow_ = flags.follow;
  std::error_code ignored;
  if (follow_ && (paths_.size() != 1 || paths_.front() == "-" ||
                  std::filesystem::is_directory(paths_.front(), ignored))) {
    return usage_error(
        "--follow: name one file; standard input is followed "
        "as it is");
  }
  if (Result<void> done = understand_scanning(flags); !done.ok()) return done;
  return understand_showing(flags, writes);
}

Result<void> Job::understand_scanning(const Flags& flags) {
  Result<Filter> filter = Filter::make(flags, catalog());
  if (!filter.ok()) return filter.error();
  filter_ = std::make_unique<Filter>(std::move(*filter));
  if (filter_->by_finding()) {
    scan_.keep = [this](const Finding& f) { return filter_->keeps(f); };
  }
  scan_.engine = chosen<Engine>(flags.engine);
  scan_.encoding = chosen<Encoding>(flags.encoding);

  const Result<std::size_t> threads =
      parse_number("threads", flags.threads, kMostThreads);
  if (!threads.ok()) return threads.error();
  scan_.threads = static_cast<unsigned>(*threads);

  scan_.progress = [this](std::uint64_t bytes) {
    if (progress_ != nullptr) progress_->add(bytes);
  };
  return {};
}

Result<void> Job::understand_showing(const Flags& flags, Writes writes) {
  render_ = output_options(chosen<When>(flags.color));

  const Result<std::size_t> context =
      parse_number("context", flags.context, kMostContext);
  if (!context.ok()) return context.error();
  render_.context = *context;

  const When progress = chosen<When>(flags.progress);
  const bool in_the_way = writes == Writes::kMeanwhile && render_.terminal;
  show_progress_ =
      progress == When::kAlways || (progress == When::kAuto && !in_the_way &&
                                    is_terminal(StandardStream::kError));
  show_stats_ = flags.stats;
  return {};
}

std::vector<InputPath> Job::find_inputs(bool archives) const {
  WalkOptions options = walk_;
  options.archives = archives;
  return walk(paths_, options,
              [this](const Error& error) { console_.error(error); });
}

void Job::each_found(const Output& out, bool archives, const PathWork& work) {
  each_of(find_inputs(archives), out, work);
}

void Job::each_of(const std::vector<InputPath>& inputs, const Output& out,
                  const PathWork& work) {
  progress_ = std::make_unique<Progress>(
      show_progress_, show_progress_ ? total_size(inputs) : std::nullopt,
      console_);
  for (const InputPath& input : inputs) {
    if (!out.good()) break;
    const Result<void> done = work(input);
    if (!done.ok()) console_.error(done.error());
  }
  progress_.reset();
}

// What the user named is worked on as it is; of what stands in a directory or
// in an archive, only text.
void Job::each_path(const Output& out, const PathWork& work) {
  each_found(
      out, /*archives=*/false, [&](const InputPath& input) -> Result<void> {
        if (input.named || !is_binary(input.path)) return work(input);
        console_.info(
            fmt::format("{}: binary file, skipped", input.path.string()));
        return {};
      });
}

void Job::each_input(const Output& out, const Work& work) {
  each_found(out, /*archives=*/true,
             [&](const InputPath& input) -> Result<void> {
               unpack_each(input, out, work);
               return {};
             });
}

void Job::unpack_each(const InputPath& input, const Output& out,
                      const Work& work) {
  const auto report = [this](const Error& error) { console_.error(error); };
  Result<std::unique_ptr<Source>> source = open(input);
  if (!source.ok()) return report(source.error());
  const auto visit_text = [&](std::unique_ptr<Source> text,
                              std::string_view head, bool member) {
    if ((member || !input.named) && is_binary(head)) {
      console_.info(fmt::format("{}: binary file, skipped", text->name()));
      return true;
    }
    const Result<void> done = work(std::move(text));
    if (!done.ok()) report(done.error());
    return out.good();
  };
  UnpackOptions options = unpack_;
  options.threads = scan_.threads;
  options.members = input.included;
  options.text = wants_text(input);
  unpack(std::move(*source), options, visit_text, report);
}

// Whether it is read if it is no archive.
bool Job::wants_text(const InputPath& input) const {
  return input.named || input.included || unpack_.include.empty();
}

bool Job::is_binary(std::string_view head) const {
  return scan_.encoding == Encoding::kAuto && detect_encoding(head).binary;
}

// False for a file that cannot be read: that is said when it is opened.
bool Job::is_binary(const std::filesystem::path& path) const {
  const Result<std::unique_ptr<Source>> source = open_file(path);
  if (!source.ok()) return false;
  std::vector<char> head(kHead);
  const Result<std::size_t> size = (*source)->read(head.data(), head.size());
  return size.ok() && is_binary(std::string_view(head.data(), *size));
}

void Job::scan(Sink& sink, Output& out, const Prepare& prepare) {
  if (follow_) {
    const Result<void> done = follow(sink, out, prepare);
    if (!done.ok()) console_.error(done.error());
    return;
  }
  if (!prepare) return scan_ahead(sink, out);
  each_input(out, [&](std::unique_ptr<Source> source) {
    return scan(*prepare(std::move(source)), sink, &out);
  });
}

// Small files on several threads; all others in their turn.
void Job::scan_ahead(Sink& sink, Output& out) {
  const std::vector<InputPath> inputs = find_inputs(/*archives=*/true);
  const Scanner& scanner = this->scanner();
  ReadAhead ahead(inputs.size(), scanner.threads(),
                  [&](std::size_t number, MatchedFile& to) {
                    const InputPath& input = inputs[number];
                    std::error_code ignored;
                    // What was found in a directory is a regular file.
                    return wants_text(input) &&
                           (!input.named || std::filesystem::is_regular_file(
                                                input.path, ignored)) &&
                           scanner.match(input.path, to);
                  });
  CountingSink counting(*filter_, sink, totals_, &out);
  each_of(inputs, out, [&](const InputPath& input) -> Result<void> {
    if (MatchedFile* const file = ahead.next()) {
      scanner.give(*file, counting);
    } else {
      unpack_each(input, out, [&](std::unique_ptr<Source> source) {
        return scan(*source, sink, &out);
      });
    }
    return {};
  });
}

Result<void> Job::follow(Sink& sink, Output& out, const Prepare& prepare) {
  note_stop_requests();
  const Result<std::unique_ptr<Follower>> follower =
      Follower::open(paths_.front(), stop_requested);
  if (!follower.ok()) return follower.error();
  while (std::unique_ptr<Source> source = (*follower)->next()) {
    if (prepare) source = prepare(std::move(source));
    const Result<void> done = scan(*source, sink, &out);
    if (!done.ok()) return done;
    if (!out.good()) break;
  }
  return {};
}

const Scanner& Job::scanner() {
  if (scanner_ == nullptr) {
    ScanOptions options = scan_;
    options.binary = true;  // visit() has judged
    scanner_ = std::make_unique<Scanner>(catalog(), std::move(options));
  }
  return *scanner_;
}

Result<void> Job::scan(Source& source, Sink& sink, Output* out) {
  CountingSink counting(*filter_, sink, totals_, out);
  return scanner().scan(source, counting);
}

ExitStatus Job::finish(Output& out) {
  out.finish(console_);
  if (show_stats_) write_stats();
  return console_.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

void Job::write_stats() const {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_)
          .count();
  const double rate = static_cast<double>(totals_.bytes) / seconds / 1e9;
  const double peak = static_cast<double>(peak_memory()) / (1024 * 1024);
  for (const std::string& line :
       {fmt::format("files        {}", with_commas(totals_.files)),
        fmt::format("bytes        {}", with_commas(totals_.bytes)),
        fmt::format("lines        {}", with_commas(totals_.lines)),
        fmt::format("findings     {}", with_commas(totals_.findings)),
        fmt::format("seconds      {:.3f}", seconds),
        fmt::format("GB/s         {:.3f}", rate),
        fmt::format("peak memory  {:.1f} MiB, mapped input included", peak)}) {
    console_.line(line);
  }
}

}  // namespace hrscan::cli
