// A verdict for people: a paragraph for each code that fails, as it comes,
//
//   build.log:66:95: 0x80072EE7 WININET_E_NAME_NOT_RESOLVED [retry: possible]
//   The name of the server or proxy could not be resolved to an address.
//       the line of the log
//
// and at the end all codes with their judgement.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "base/escape.h"
#include "render/columns.h"
#include "render/renderers.h"
#include "render/style.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostRows = 50;
constexpr std::size_t kMostAlarms = 50;

class VerdictText final : public VerdictRenderer {
 public:
  VerdictText(const Catalog& catalog, const RenderOptions& options,
              std::ostream& out)
      : catalog_(catalog), color_(options.color), out_(out) {}

  bool alarm(const Alarm& alarm) override {
    told_.insert({alarm.code.code.value(), alarm.code.kind});
    if (told_.size() > kMostAlarms) return false;
    write_paragraph(alarm.code, alarm.occurrence, alarm.path);
    return true;
  }

  void finish(const Report& report) override {
    if (report.codes.empty()) return;
    for (const JudgedCode& code : report.codes) {
      if (!fails(code.judgement) ||
          told_.contains({code.code.value(), code.kind})) {
        continue;
      }
      const Occurrence& first = report.occurrences[code.first];
      alarm({code, first, report.files[first.file].path});
    }
    if (!told_.empty()) out_ << '\n';
    write_table(report);
  }

 private:
  void write_paragraph(const JudgedCode& code, const Occurrence& at,
                       std::string_view path) {
    const CodeWords words = words_of(code, catalog_);
    const Retry retry = parse_retry(words.retry).value_or(Retry::kUnknown);
    out_ << fmt::format(
        "{}:{}:{}: {} {} [retry: {}] {}\n",
        styled(escape::report(path), style::kPath, color_),
        styled(fmt::format("{}", at.line), style::kLine, color_), at.column,
        styled(words.number, style::kBold, color_),
        escape::report(words.symbol == "-" ? "(unknown)" : words.symbol),
        styled(words.retry, retry_style(retry), color_),
        escape::report(words.description));
    if (!at.excerpt.empty()) {
      out_ << fmt::format("    {}\n", escape::report(at.excerpt));
    }
  }

  void write_table(const Report& report) {
    const std::size_t size = std::min(report.codes.size(), kMostRows);
    Columns columns({{"verdict"},
                     {"code"},
                     {"symbol"},
                     {"count", true},
                     {"files", true},
                     {"retry"},
                     {"why"}},
                    color_);
    for (std::size_t i = 0; i < size; ++i) {
      columns.add(row(report.codes[i], report));
    }
    out_ << columns.header() << '\n';
    for (std::size_t i = 0; i < columns.rows(); ++i) {
      out_ << columns.line(i) << '\n';
    }
    if (size < report.codes.size()) {
      out_ << "... and " << more_words(report.codes.size() - size, "code")
           << '\n';
    }
    out_ << '\n';
  }

  std::vector<Cell> row(const JudgedCode& code, const Report& report) const {
    const CodeWords words = words_of(code, catalog_);
    const Retry retry = parse_retry(words.retry).value_or(Retry::kUnknown);
    std::string why = allowance_words(code, report);
    if (why.empty() && code.expected != 0) {
      why = fmt::format("{} expected", code.expected);
    }
    return {{std::string(to_string(code.judgement)), {}},
            {words.number, style::kBold},
            {escape::report(words.symbol), {}},
            {fmt::format("{}", code.count), {}},
            {fmt::format("{}", code.files), {}},
            {words.retry, retry_style(retry)},
            {escape::report(why), {}}};
  }

  const Catalog& catalog_;
  const bool color_;
  std::ostream& out_;
  std::set<std::pair<std::uint32_t, CodeKind>> told_;
};

}  // namespace

VerdictRendererPtr make_verdict_text(const Catalog& catalog,
                                     const RenderOptions& options,
                                     std::ostream& out) {
  return std::make_unique<VerdictText>(catalog, options, out);
}

}  // namespace hrscan
