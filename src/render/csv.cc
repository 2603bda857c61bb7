// Findings as CSV (RFC 4180, lines end with LF), with a header row; the fields
// of JSON Lines, the facility in two columns.
#include <fmt/format.h>

#include <ostream>
#include <string>

#include "base/escape.h"
#include "render/finding_fields.h"
#include "render/renderers.h"

namespace hrscan {
namespace {

constexpr std::string_view kHeader =
    "file,line,column,offset,token,code,kind,form,why,symbol,facility,"
    "facility_name,severity,description,retry,basis,cause,advice,time,text,"
    "extend,detail,cause_of,defined_as\n";

class CsvRenderer final : public Sink {
 public:
  CsvRenderer(const Catalog& catalog, const RenderOptions& options,
              std::ostream& out)
      : catalog_(catalog), options_(options), out_(out) {
    out_ << kHeader;
  }

  void begin_input(const InputInfo& info) override { file_ = info.name; }

  bool block(const Block& block) override {
    for (const Finding& finding : block.findings) {
      write(fields_of(block, finding, catalog_, file_));
    }
    return out_.good();
  }

 private:
  std::string cell(std::string_view text) const {
    return escape::csv(shown(text, options_));
  }

  // The token is a number, never a formula: "-2147024891" goes in as it is.
  void write(const FindingFields& f) {
    const Meaning& m = f.meaning;
    out_ << fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},"
        "{}\n",
        cell(f.file), f.line, f.column, f.offset, f.token, f.code,
        to_string(f.kind), to_string(f.form), to_string(f.why), cell(m.symbol),
        facility_number(f), cell(m.facility.name), f.severity,
        cell(f.description), to_string(m.retry), to_string(m.basis),
        to_string(m.cause), cell(m.advice), cell(f.time), cell(f.text.text),
        f.extend, cell(f.detail), f.cause_of, f.defined_as);
  }

  static std::string facility_number(const FindingFields& f) {
    if (f.kind != CodeKind::kHresult) return {};
    return fmt::format("{}", f.meaning.facility.number);
  }

  const Catalog& catalog_;
  const RenderOptions options_;
  std::ostream& out_;
  std::string file_;
};

}  // namespace

std::unique_ptr<Sink> make_csv_renderer(const Catalog& catalog,
                                        const RenderOptions& options,
                                        std::ostream& out) {
  return std::make_unique<CsvRenderer>(catalog, options, out);
}

}  // namespace hrscan
