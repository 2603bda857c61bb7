// Renderers of comparisons, by name.
#ifndef HRSCAN_RENDER_COMPARISON_H_
#define HRSCAN_RENDER_COMPARISON_H_

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/render.h"
#include "summary/comparison.h"

namespace hrscan {

// False if there is no such format.
bool render_comparison(std::string_view name, const Comparison& comparison,
                       const Catalog& catalog, const RenderOptions& options,
                       std::ostream& out);
std::vector<std::string_view> comparison_formats();

// A rate for people: "12.5", or "-" where it is not known.
std::string rate_text(const std::optional<double>& rate);

// Each in a file of its name.
void render_comparison_table(const Comparison& comparison,
                             const Catalog& catalog,
                             const RenderOptions& options, std::ostream& out);
void render_comparison_json(const Comparison& comparison,
                            const Catalog& catalog,
                            const RenderOptions& options, std::ostream& out);
void render_comparison_markdown(const Comparison& comparison,
                                const Catalog& catalog,
                                const RenderOptions& options,
                                std::ostream& out);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_COMPARISON_H_
