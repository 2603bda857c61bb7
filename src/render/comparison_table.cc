// A comparison as a table for people. Codes that are as frequent as before are
// counted only.
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "render/columns.h"
#include "render/comparison.h"
#include "render/finding_fields.h"
#include "render/style.h"

namespace hrscan {
namespace {

std::string_view change_style(Change change) {
  switch (change) {
    case Change::kNew:
    case Change::kMore:
      return "\x1b[31m";  // red
    case Change::kGone:
    case Change::kFewer:
      return "\x1b[32m";  // green
    case Change::kSame:
      break;
  }
  return {};
}

std::vector<Cell> cells(const CodeChange& code, const Meaning& meaning,
                        const RenderOptions& options) {
  return {{std::string(to_string(code.change)), change_style(code.change)},
          {to_hex(code.code), style::kBold},
          {meaning.symbol.empty() ? "-" : shown(meaning.symbol, options), {}},
          {std::string(to_string(meaning.retry)), retry_style(meaning.retry)},
          {with_commas(code.before.count), {}},
          {with_commas(code.after.count), {}},
          {rate_text(code.before.per_million_lines), {}},
          {rate_text(code.after.per_million_lines), {}},
          {rate_text(code.before.per_hour), {}},
          {rate_text(code.after.per_hour), {}}};
}

}  // namespace

void render_comparison_table(const Comparison& comparison,
                             const Catalog& catalog,
                             const RenderOptions& options, std::ostream& out) {
  Columns columns({{"change"},
                   {"code"},
                   {"symbol"},
                   {"retry"},
                   {"old", true},
                   {"new", true},
                   {"old/Mline", true},
                   {"new/Mline", true},
                   {"old/h", true},
                   {"new/h", true}},
                  options.color);
  for (const CodeChange& code : comparison.codes) {
    if (code.change == Change::kSame) continue;
    columns.add(cells(code,
                      catalog.meaning(code.code, code.kind, code.written_name),
                      options));
  }
  if (columns.rows() > 0) {
    out << columns.header() << '\n';
    for (std::size_t i = 0; i < columns.rows(); ++i) {
      out << columns.line(i) << '\n';
    }
    out << '\n';
  }
  for (const std::string& line :
       wrap(change_sentence(comparison), options.width)) {
    out << line << '\n';
  }
}

}  // namespace hrscan
