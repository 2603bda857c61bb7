// A verdict as Azure Pipelines' logging commands: an issue for each code that
// fails, and how the task ends. The run's page keeps 10 errors and 10 warnings
// of a task; the last of them says how many more there are.
// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostOfType = 10;
constexpr std::size_t kMostMessage = 4000;

class VerdictAzure final : public VerdictRenderer {
 public:
  VerdictAzure(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    write_issues(report, "error", {Judgement::kPermanent});
    write_issues(report, "warning",
                 {Judgement::kTransient, Judgement::kTolerated});
    if (const std::string_view result = result_of(report); !result.empty()) {
      out_ << fmt::format("##vso[task.complete result={};]{}\n", result,
                          escape::azure_data(cut(verdict_line(report, catalog_),
                                                 kMostMessage)));
    }
  }

 private:
  // A task that passes needs no words.
  static std::string_view result_of(const Report& report) {
    if (!report.complete || report.outcome != Outcome::kPass) return "Failed";
    const bool tolerated =
        !report.codes.empty() &&
        report.codes.front().judgement == Judgement::kTolerated;
    return tolerated ? "SucceededWithIssues" : "";
  }

  void write_issues(const Report& report, std::string_view type,
                    const std::vector<Judgement>& which) {
    std::vector<const JudgedCode*> codes;
    for (const JudgedCode& code : report.codes) {
      for (const Judgement judgement : which) {
        if (code.judgement == judgement) codes.push_back(&code);
      }
    }
    const bool all = codes.size() <= kMostOfType;
    const std::size_t shown = all ? codes.size() : kMostOfType - 1;
    for (std::size_t i = 0; i < shown; ++i) {
      write_issue(*codes[i], report, type);
    }
    if (!all) {
      out_ << fmt::format(
          "##vso[task.logissue type={};]hrscan: and {}; Azure Pipelines keeps "
          "{} of a type\n",
          type, more_words(codes.size() - shown, "code"), kMostOfType);
    }
  }

  void write_issue(const JudgedCode& code, const Report& report,
                   std::string_view type) {
    const CodeWords words = words_of(code, catalog_);
    const Occurrence& first = report.occurrences[code.first];
    const std::string& path = report.files[first.file].path;
    std::string place;
    if (path != "-") {
      place =
          fmt::format("sourcepath={};linenumber={};columnnumber={};",
                      escape::azure_property(path), first.line, first.column);
    }
    std::string message =
        fmt::format("{} [retry: {}] {} ({})", words.title, words.retry,
                    words.description, count_words(code));
    const std::string note = allowance_words(code, report);
    if (!note.empty()) message += fmt::format(" ({})", note);
    out_ << fmt::format("##vso[task.logissue type={};{}code={};]{}\n", type,
                        place, words.number,
                        escape::azure_data(cut(message, kMostMessage)));
  }

  const Catalog& catalog_;
  std::ostream& out_;
};

}  // namespace

VerdictRendererPtr make_verdict_azure(const Catalog& catalog,
                                      const RenderOptions&, std::ostream& out) {
  return std::make_unique<VerdictAzure>(catalog, out);
}

}  // namespace hrscan
