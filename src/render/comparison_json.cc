// A comparison as JSON: schema hrscan.comparison/1,
// docs/schemas/comparison.schema.json.
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/escape.h"
#include "hrscan/version.h"
#include "render/comparison.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

Json side_object(const Side& side) {
  return {{"files", side.files},
          {"lines", side.lines},
          {"findings", side.findings},
          {"span_seconds", side.span_seconds}};
}

Json number_or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json rate_object(const CodeRate& rate) {
  return {{"count", rate.count},
          {"incidents", rate.incidents},
          {"per_million_lines", number_or_null(rate.per_million_lines)},
          {"per_hour", number_or_null(rate.per_hour)}};
}

Json code_object(const CodeChange& code, const Catalog& catalog) {
  const Meaning m = catalog.meaning(code.code, code.kind, code.written_name);
  return {{"change", to_string(code.change)},
          {"code", to_hex(code.code)},
          {"kind", to_string(code.kind)},
          {"symbol", m.symbol.empty() ? Json(nullptr) : Json(m.symbol)},
          {"description", describe(m)},
          {"retry", to_string(m.retry)},
          {"basis", to_string(m.basis)},
          {"old", rate_object(code.before)},
          {"new", rate_object(code.after)}};
}

}  // namespace

void render_comparison_json(const Comparison& comparison,
                            const Catalog& catalog,
                            const RenderOptions& options, std::ostream& out) {
  Json root = {{"schema", "hrscan.comparison/1"},
               {"tool",
                {{"name", "hrscan"},
                 {"version", version()},
                 {"catalog",
                  {{"version", catalog.version()},
                   {"codes", catalog.distinct_codes()}}}}},
               {"old", side_object(comparison.before)},
               {"new", side_object(comparison.after)},
               {"by_change", Json::object()},
               {"codes", Json::array()}};
  const auto counts = comparison.by_change();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    root["by_change"][std::string(to_string(static_cast<Change>(i)))] =
        counts[i];
  }
  for (const CodeChange& code : comparison.codes) {
    root["codes"].push_back(code_object(code, catalog));
  }
  const std::string json =
      root.dump(2, ' ', false, Json::error_handler_t::replace);
  out << (options.ci || options.terminal ? escape::json(json) : json) << '\n';
}

}  // namespace hrscan
