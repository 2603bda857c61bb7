#include "render/finding_fields.h"

#include <fmt/format.h>

#include "base/escape.h"
#include "code/setup_extend.h"
#include "summary/timestamp.h"

namespace hrscan {
namespace {

// The rule whose name was chosen says whether the code is only documentation's.
std::string defined_as(const Catalog& catalog, const Meaning& meaning) {
  if (meaning.symbol.empty()) return {};
  for (const Rule& rule : catalog.names(meaning.code, meaning.kind)) {
    if (rule.symbol != meaning.symbol) continue;
    return rule.defined_as ? to_hex(*rule.defined_as) : std::string();
  }
  return {};
}

}  // namespace

FindingFields fields_of(const Block& block, const Finding& finding,
                        const Catalog& catalog, std::string_view file) {
  FindingFields f;
  f.file = file;
  f.line = finding.line;
  f.column = finding.column;
  f.offset = block.input_offset(finding);
  f.token = block.token(finding);
  f.code = to_hex(finding.code);
  f.kind = finding.kind;
  f.form = finding.form;
  f.why = finding.why;
  f.severity = severity_name(finding.code, finding.kind);
  f.meaning =
      catalog.meaning(finding.code, finding.kind, block.decided_name(finding));
  f.description = describe(f.meaning);
  f.text = block.line(finding);
  if (f.text.from_start) {
    if (const auto time = parse_timestamp(f.text.text)) f.time = time->iso();
  }
  if (finding.extend != 0) {
    f.extend = to_hex(StatusCode(finding.extend));
    f.detail = setup_detail(finding.extend);
  }
  if (finding.cause_of != 0) f.cause_of = to_hex(StatusCode(finding.cause_of));
  f.defined_as = defined_as(catalog, f.meaning);
  return f;
}

std::string shown(std::string_view text, const RenderOptions& options) {
  if (options.ci) return escape::ci(text);
  if (options.terminal) return escape::terminal(text);
  return std::string(text);
}

}  // namespace hrscan
