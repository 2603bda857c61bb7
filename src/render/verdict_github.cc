// A verdict as GitHub's workflow commands: an annotation for each code that
// fails, as it comes, and at the end all codes in a group of the run's log.
//
// A runner keeps 10 annotations of a type per step, and cuts their messages at
// 4096 UTF-16 units. So the tenth of a type waits for the end: it is the last
// code or says how many more there are.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
#include <fmt/format.h>

#include <array>
#include <ostream>
#include <set>
#include <string>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostOfType = 10;
// In bytes, of which there are at least as many as UTF-16 units.
constexpr std::size_t kMostMessage = 4000;
constexpr std::size_t kMostTitle = 250;
constexpr std::size_t kMostRows = 200;

enum Type : std::size_t { kError, kWarning, kNotice };
constexpr std::string_view kTypes[] = {"error", "warning", "notice"};

Type type_of(Judgement judgement) {
  return judgement == Judgement::kPermanent   ? kError
         : judgement == Judgement::kTransient ? kWarning
                                              : kNotice;
}

class VerdictGithub final : public VerdictRenderer {
 public:
  VerdictGithub(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  bool alarm(const Alarm& alarm) override {
    told_.insert({alarm.code.code.value(), alarm.code.kind});
    return annotate(type_of(alarm.code.judgement),
                    command(alarm.code, alarm.occurrence, alarm.path, {}));
  }

  void finish(const Report& report) override {
    for (const JudgedCode& code : report.codes) {
      const bool told = told_.contains({code.code.value(), code.kind});
      const bool shown =
          fails(code.judgement) || code.judgement == Judgement::kTolerated;
      if (told || !shown) continue;
      const Occurrence& first = report.occurrences[code.first];
      annotate(type_of(code.judgement),
               command(code, first, report.files[first.file].path,
                       allowance_words(code, report)));
    }
    for (const Type type : {kError, kWarning, kNotice}) finish(type);
    if (!report.codes.empty()) write_group(report);
  }

 private:
  struct OfType {
    std::size_t count = 0;
    std::string last;  // the tenth
  };

  std::string command(const JudgedCode& code, const Occurrence& at,
                      std::string_view path, const std::string& note) const {
    const CodeWords words = words_of(code, catalog_);
    std::string place;
    if (path != "-") {
      place = fmt::format("file={},line={},col={},",
                          escape::github_property(path), at.line, at.column);
    }
    std::string message = words.description;
    if (!words.advice.empty()) message += ' ' + words.advice;
    if (!note.empty()) message += fmt::format(" ({})", note);
    // A line end of ours: the log's are escaped.
    return fmt::format(
        "::{} {}title={}::{}%0A{}:{}: {}\n", kTypes[type_of(code.judgement)],
        place,
        escape::github_property(
            cut(fmt::format("{} (retry: {})", words.title, words.retry),
                kMostTitle)),
        escape::github_data(cut(message, kMostMessage / 2)),
        escape::github_data(cut(shown_path(path), kMostMessage / 8)), at.line,
        escape::github_data(cut(at.excerpt, kMostMessage / 8)));
  }

  bool annotate(Type type, std::string text) {
    OfType& of_type = of_types_[type];
    if (++of_type.count < kMostOfType) {
      out_ << text;
      return true;
    }
    if (of_type.count == kMostOfType) of_type.last = std::move(text);
    return false;
  }

  void finish(Type type) {
    const OfType& of_type = of_types_[type];
    if (of_type.count == kMostOfType) out_ << of_type.last;
    if (of_type.count <= kMostOfType) return;
    out_ << fmt::format(
        "::{} title=hrscan%3A and {}::GitHub keeps {} annotations of a type "
        "per step; the log of this step lists more.\n",
        kTypes[type], more_words(of_type.count - kMostOfType + 1, "code"),
        kMostOfType);
  }

  void write_group(const Report& report) {
    out_ << fmt::format("::group::hrscan: {} of {}\n",
                        counted(report.findings, "finding"),
                        counted(report.codes.size(), "code"));
    std::size_t rows = 0;
    for (const JudgedCode& code : report.codes) {
      if (rows++ == kMostRows) {
        out_ << "... and "
             << more_words(report.codes.size() - kMostRows, "code") << '\n';
        break;
      }
      const Occurrence& first = report.occurrences[code.first];
      const CodeWords words = words_of(code, catalog_);
      const std::string note = allowance_words(code, report);
      std::string row = fmt::format(
          "{}: {} [retry: {}] {}, first at {}:{}", to_string(code.judgement),
          words.title, words.retry, count_words(code),
          shown_path(report.files[first.file].path), first.line);
      if (!note.empty()) row += fmt::format("; {}", note);
      out_ << escape::report(row) << '\n';
    }
    out_ << "::endgroup::\n";
  }

  const Catalog& catalog_;
  std::ostream& out_;
  std::set<std::pair<std::uint32_t, CodeKind>> told_;
  std::array<OfType, 3> of_types_;
};

}  // namespace

VerdictRendererPtr make_verdict_github(const Catalog& catalog,
                                       const RenderOptions&,
                                       std::ostream& out) {
  return std::make_unique<VerdictGithub>(catalog, out);
}

}  // namespace hrscan
