// A verdict as JUnit XML, as Jenkins and GitLab read test reports: a suite per
// file, a test case per code. A code that fails is a failure, an allowed one is
// skipped with its reason, the others pass. A file without codes has one case
// that passes, because a report without cases counts as broken.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostCases = 10'000;

using escape::xml;

// A name whose dots Jenkins does not take for those of packages.
std::string class_name(std::string_view path) {
  std::string name(shown_path(path));
  std::replace(name.begin(), name.end(), '.', '_');
  return "hrscan." + name;
}

struct Counts {
  std::size_t cases = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

class VerdictJunit final : public VerdictRenderer {
 public:
  VerdictJunit(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    std::string suites;
    auto next = report.occurrences.begin();
    for (std::size_t i = 0; i < report.files.size(); ++i) {
      const auto begin = next;
      while (next != report.occurrences.end() && next->file == i) ++next;
      suites += suite({begin, next}, report.files[i], report);
    }
    if (!report.complete) suites += trouble(report);
    if (more_ != 0) suites += more();
    out_ << fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"hrscan check\" tests=\"{}\" failures=\"{}\" "
        "errors=\"{}\">\n{}</testsuites>\n",
        totals_.cases, totals_.failures, report.complete ? 0 : 1, suites);
  }

 private:
  std::string suite(const std::vector<Occurrence>& occurrences,
                    const JudgedFile& file, const Report& report) {
    Counts counts;
    std::string cases;
    for (const Occurrence& occurrence : occurrences) {
      if (totals_.cases + counts.cases == kMostCases) {
        ++more_;
        continue;
      }
      cases += test_case(occurrence, file, report, counts);
    }
    if (occurrences.empty()) {
      cases = fmt::format(
          "    <testcase classname=\"{}\" name=\"no status codes\" "
          "time=\"0\"/>\n",
          xml(class_name(file.path)));
      counts.cases = 1;
    }
    add(counts);
    return fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
        "skipped=\"{}\" time=\"0\">\n{}  </testsuite>\n",
        xml(shown_path(file.path)), counts.cases, counts.failures,
        counts.skipped, cases);
  }

  void add(const Counts& counts) {
    totals_.cases += counts.cases;
    totals_.failures += counts.failures;
  }

  std::string test_case(const Occurrence& at, const JudgedFile& file,
                        const Report& report, Counts& counts) const {
    const JudgedCode& code = report.codes[at.code];
    const CodeWords words = words_of(code, catalog_);
    const std::string note = allowance_words(code, report);
    std::string inside;
    if (fails(code.judgement)) {
      ++counts.failures;
      inside = failure(at, words, note, file);
    } else if (code.judgement == Judgement::kAllowed) {
      ++counts.skipped;
      inside = fmt::format("      <skipped message=\"{}\"/>\n", xml(note));
    }
    ++counts.cases;
    return fmt::format(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"{}",
        xml(class_name(file.path)), xml(words.title),
        inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
  }

  static std::string failure(const Occurrence& at, const CodeWords& words,
                             const std::string& note, const JudgedFile& file) {
    std::string text =
        fmt::format("{}, first at {}:{}:{}\n", counted(at.count, "time"),
                    xml(shown_path(file.path)), at.line, at.column);
    if (!at.excerpt.empty()) text += xml(at.excerpt) + '\n';
    if (!words.advice.empty()) text += xml(words.advice) + '\n';
    if (!note.empty()) text += xml(note) + '\n';
    return fmt::format(
        "      <failure type=\"retry: {}\" message=\"{}\">{}</failure>\n",
        words.retry, xml(words.description), text);
  }

  std::string trouble(const Report& report) {
    ++totals_.cases;
    return fmt::format(
        "  <testsuite name=\"hrscan\" tests=\"1\" failures=\"0\" errors=\"1\" "
        "skipped=\"0\" time=\"0\">\n"
        "    <testcase classname=\"hrscan\" name=\"everything is read\" "
        "time=\"0\">\n      <error type=\"trouble\" message=\"{}\"/>\n"
        "    </testcase>\n  </testsuite>\n",
        xml(verdict_line(report, catalog_)));
  }

  std::string more() {
    ++totals_.cases;
    return fmt::format(
        "  <testsuite name=\"hrscan\" tests=\"1\" failures=\"0\" errors=\"0\" "
        "skipped=\"1\" time=\"0\">\n"
        "    <testcase classname=\"hrscan\" name=\"and {}\" time=\"0\">\n"
        "      <skipped message=\"too many to list\"/>\n"
        "    </testcase>\n  </testsuite>\n",
        more_words(more_, "case"));
  }

  const Catalog& catalog_;
  std::ostream& out_;
  Counts totals_;
  std::size_t more_ = 0;
};

}  // namespace

VerdictRendererPtr make_verdict_junit(const Catalog& catalog,
                                      const RenderOptions&, std::ostream& out) {
  return std::make_unique<VerdictJunit>(catalog, out);
}

}  // namespace hrscan
