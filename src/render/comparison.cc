#include "render/comparison.h"

#include <fmt/format.h>

namespace hrscan {
namespace {

struct ComparisonFormat {
  std::string_view name;
  void (*render)(const Comparison&, const Catalog&, const RenderOptions&,
                 std::ostream&);
};
constexpr ComparisonFormat kFormats[] = {
    {"table", render_comparison_table},
    {"json", render_comparison_json},
    {"markdown", render_comparison_markdown},
};

}  // namespace

bool render_comparison(std::string_view name, const Comparison& comparison,
                       const Catalog& catalog, const RenderOptions& options,
                       std::ostream& out) {
  for (const ComparisonFormat& format : kFormats) {
    if (format.name != name) continue;
    format.render(comparison, catalog, options, out);
    return true;
  }
  return false;
}

std::vector<std::string_view> comparison_formats() {
  std::vector<std::string_view> names;
  for (const ComparisonFormat& format : kFormats) names.push_back(format.name);
  return names;
}

std::string rate_text(const std::optional<double>& rate) {
  return rate ? fmt::format("{:.1f}", *rate) : "-";
}

}  // namespace hrscan
