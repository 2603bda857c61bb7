// A verdict as Markdown for a job's summary page. Text of the log stands in
// code only. GitHub drops a summary of more than 1 MiB, so rows end before.
#include <fmt/format.h>

#include <ostream>
#include <string>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostRows = 200;
constexpr std::size_t kMostBytes = 400 * 1024;  // of the table, and of the list
constexpr std::size_t kMostText = 1000;

class VerdictMarkdown final : public VerdictRenderer {
 public:
  VerdictMarkdown(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    out_ << fmt::format("### hrscan\n\n{}\n",
                        escape::markdown(verdict_line(report, catalog_)));
    if (report.codes.empty()) return;
    write_table(report);
    write_places(report);
  }

 private:
  // Rows until there are too many, then how many more there are.
  template <typename Row>
  std::string rows(const Report& report, Row row, std::string_view more) const {
    std::string text;
    std::size_t count = 0;
    std::size_t left_out = 0;
    for (const JudgedCode& code : report.codes) {
      const std::string next = row(code);
      if (next.empty()) continue;
      if (count == kMostRows || text.size() + next.size() > kMostBytes) {
        ++left_out;
        continue;
      }
      ++count;
      text += next;
    }
    if (left_out != 0) {
      text += fmt::format(fmt::runtime(more), more_words(left_out, "code"));
    }
    return text;
  }

  void write_table(const Report& report) {
    out_ << "\n| verdict | code | symbol | retry | count | files | meaning |\n"
            "| --- | --- | --- | --- | ---: | ---: | --- |\n"
         << rows(
                report,
                [&](const JudgedCode& code) { return table_row(code, report); },
                "| | | | | | | and {} |\n");
  }

  std::string table_row(const JudgedCode& code, const Report& report) const {
    const CodeWords words = words_of(code, catalog_);
    std::string meaning = words.description;
    if (!words.advice.empty()) meaning += ' ' + words.advice;
    const std::string note = allowance_words(code, report);
    if (!note.empty()) meaning += fmt::format(" ({})", note);
    return fmt::format(
        "| {} | `{}` | {} | {} | {} | {} | {} |\n", to_string(code.judgement),
        words.number,
        words.symbol == "-" ? "" : escape::code_span(words.symbol), words.retry,
        code.count, code.files, escape::markdown(cut(meaning, kMostText)));
  }

  void write_places(const Report& report) {
    const std::string list = rows(
        report, [&](const JudgedCode& code) { return place_row(code, report); },
        "- and {}\n");
    if (!list.empty()) out_ << "\nWhere they stand first:\n\n" << list;
  }

  std::string place_row(const JudgedCode& code, const Report& report) const {
    const Occurrence& first = report.occurrences[code.first];
    if (!fails(code.judgement) && code.judgement != Judgement::kTolerated) {
      return {};
    }
    const JudgedFile& file = report.files[first.file];
    return fmt::format(
        "- `{}` {}: {}\n", to_hex(code.code),
        escape::code_span(
            cut(fmt::format("{}:{}", shown_path(file.path), first.line),
                kMostText)),
        escape::code_span(first.excerpt));
  }

  const Catalog& catalog_;
  std::ostream& out_;
};

}  // namespace

VerdictRendererPtr make_verdict_markdown(const Catalog& catalog,
                                         const RenderOptions&,
                                         std::ostream& out) {
  return std::make_unique<VerdictMarkdown>(catalog, out);
}

}  // namespace hrscan
