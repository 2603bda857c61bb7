// A verdict as GitLab's Code Quality report: what a merge request shows. One
// issue per code and file; its fingerprint does not depend on lines, so that a
// log which grows shows no old issue as new.
// https://docs.gitlab.com/ci/testing/code_quality/
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostIssues = 1000;

// "info", "minor", "major", "critical" or "blocker".
std::string_view severity_of(const JudgedCode& code, const CodeWords& words) {
  if (code.judgement == Judgement::kTransient) return "minor";
  if (code.judgement != Judgement::kPermanent) return "info";
  return words.retry == "unlikely" ? "critical" : "major";
}

class VerdictGitlab final : public VerdictRenderer {
 public:
  VerdictGitlab(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    Json issues = Json::array();
    std::size_t more = 0;
    for (const Occurrence& occurrence : report.occurrences) {
      const Judgement judgement = report.codes[occurrence.code].judgement;
      const bool shown = fails(judgement) ||
                         judgement == Judgement::kTolerated ||
                         judgement == Judgement::kExpected;
      if (!shown) continue;
      if (issues.size() + 1 < kMostIssues) {
        issues.push_back(issue(occurrence, report));
      } else {
        ++more;
      }
    }
    if (more != 0) {
      issues.push_back(
          {{"description", "hrscan: and " + more_words(more, "issue")},
           {"check_name", "hrscan"},
           {"fingerprint", "hrscan-more"},
           {"severity", "info"},
           {"location",
            {{"path", path_of(report.files.front())},
             {"lines", {{"begin", 1}}}}}});
    }
    out_ << escape::json_report(
                issues.dump(2, ' ', false, Json::error_handler_t::replace))
         << '\n';
  }

 private:
  static std::string path_of(const JudgedFile& file) {
    return escape::report(
        repository_path(file.path == "-" ? "standard-input" : file.path));
  }

  Json issue(const Occurrence& at, const Report& report) const {
    const JudgedCode& code = report.codes[at.code];
    const JudgedFile& file = report.files[at.file];
    const CodeWords words = words_of(code, catalog_);
    std::string description =
        fmt::format("{}: {} (retry: {}, {})", words.title, words.description,
                    words.retry, counted(at.count, "time"));
    const std::string note = allowance_words(code, report);
    if (!note.empty()) description += fmt::format(" ({})", note);
    return {{"description", escape::report(description)},
            {"check_name", escape::report(words.title)},
            {"fingerprint", fingerprint(file.path, code)},
            {"severity", severity_of(code, words)},
            {"location",
             {{"path", path_of(file)}, {"lines", {{"begin", at.line}}}}}};
  }

  const Catalog& catalog_;
  std::ostream& out_;
};

}  // namespace

VerdictRendererPtr make_verdict_gitlab(const Catalog& catalog,
                                       const RenderOptions&,
                                       std::ostream& out) {
  return std::make_unique<VerdictGitlab>(catalog, out);
}

}  // namespace hrscan
