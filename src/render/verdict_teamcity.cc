// A verdict as TeamCity's service messages: a build problem for each code that
// fails, a warning in the build's log for what is tolerated. The identity of a
// problem is that of its code, so that TeamCity knows it again in later builds.
// https://www.jetbrains.com/help/teamcity/service-messages.html
#include <fmt/format.h>

#include <ostream>
#include <string>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostProblems = 20;
constexpr std::size_t kMostDescription = 4000;

class VerdictTeamcity final : public VerdictRenderer {
 public:
  VerdictTeamcity(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    std::size_t failing = 0;
    for (const JudgedCode& code : report.codes) {
      if (fails(code.judgement)) ++failing;
    }
    const std::size_t shown =
        failing <= kMostProblems ? failing : kMostProblems - 1;
    std::size_t written = 0;
    for (const JudgedCode& code : report.codes) {
      if (fails(code.judgement) && written++ < shown) {
        write_problem(code, report);
      } else if (code.judgement == Judgement::kTolerated &&
                 written++ < kMostProblems) {
        write_warning(code, report);
      }
    }
    if (shown < failing) {
      out_ << fmt::format(
          "##teamcity[buildProblem description='hrscan: and {}' "
          "identity='hrscan_more']\n",
          more_words(failing - shown, "code"));
    }
  }

 private:
  std::string description(const JudgedCode& code, const Report& report) const {
    const CodeWords words = words_of(code, catalog_);
    const Occurrence& first = report.occurrences[code.first];
    std::string text =
        fmt::format("{} [retry: {}] {} ({}, first at {}:{})", words.title,
                    words.retry, words.description, count_words(code),
                    shown_path(report.files[first.file].path), first.line);
    const std::string note = allowance_words(code, report);
    if (!note.empty()) text += fmt::format(" ({})", note);
    return escape::teamcity(cut(text, kMostDescription));
  }

  void write_problem(const JudgedCode& code, const Report& report) {
    out_ << fmt::format(
        "##teamcity[buildProblem description='{}' "
        "identity='hrscan_{}_{}']\n",
        description(code, report), to_hex(code.code), to_string(code.kind));
  }

  void write_warning(const JudgedCode& code, const Report& report) {
    out_ << fmt::format("##teamcity[message text='{}' status='WARNING']\n",
                        description(code, report));
  }

  const Catalog& catalog_;
  std::ostream& out_;
};

}  // namespace

VerdictRendererPtr make_verdict_teamcity(const Catalog& catalog,
                                         const RenderOptions&,
                                         std::ostream& out) {
  return std::make_unique<VerdictTeamcity>(catalog, out);
}

}  // namespace hrscan
