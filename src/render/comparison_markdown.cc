// A comparison as Markdown. Codes that are as frequent as before are counted
// only.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/escape.h"
#include "render/columns.h"
#include "render/comparison.h"

namespace hrscan {

void render_comparison_markdown(const Comparison& comparison,
                                const Catalog& catalog, const RenderOptions&,
                                std::ostream& out) {
  out << "## Changes of status codes\n\n"
      << escape::markdown(change_sentence(comparison)) << '\n';
  const auto changed = [](const CodeChange& code) {
    return code.change != Change::kSame;
  };
  if (std::none_of(comparison.codes.begin(), comparison.codes.end(), changed)) {
    return;
  }
  out << "\n| change | code | symbol | retry | old | new | old per million "
         "lines | new per million lines | old per hour | new per hour |\n"
         "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: "
         "|\n";
  for (const CodeChange& code : comparison.codes) {
    if (!changed(code)) continue;
    const Meaning m = catalog.meaning(code.code, code.kind, code.written_name);
    out << fmt::format(
        "| {} | `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        to_string(code.change), to_hex(code.code), escape::code_span(m.symbol),
        to_string(m.retry), with_commas(code.before.count),
        with_commas(code.after.count), rate_text(code.before.per_million_lines),
        rate_text(code.after.per_million_lines),
        rate_text(code.before.per_hour), rate_text(code.after.per_hour));
  }
}

}  // namespace hrscan
