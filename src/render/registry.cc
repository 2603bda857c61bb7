// The one table of formats: a new one is a file and a line here.
#include <algorithm>
#include <iterator>

#include "hrscan/render.h"
#include "render/renderers.h"

namespace hrscan {
namespace {

struct FindingFormat {
  std::string_view name;
  std::unique_ptr<Sink> (*make)(const Catalog&, const RenderOptions&,
                                std::ostream&);
};
constexpr FindingFormat kFindingFormats[] = {
    {"text", make_text_renderer},
    {"jsonl", make_jsonl_renderer},
    {"csv", make_csv_renderer},
};

struct SummaryFormat {
  std::string_view name;
  void (*render)(const Summary&, const Catalog&, const RenderOptions&,
                 std::ostream&);
};
constexpr SummaryFormat kSummaryFormats[] = {
    {"table", render_table},           {"json", render_json},
    {"csv", render_summary_csv},       {"markdown", render_markdown},
    {"prometheus", render_prometheus}, {"html", render_html},
};

struct VerdictFormat {
  std::string_view name;
  bool is_lines;
  VerdictRendererPtr (*make)(const Catalog&, const RenderOptions&,
                             std::ostream&);
};
constexpr VerdictFormat kVerdictFormats[] = {
    {"text", true, make_verdict_text},
    {"github", true, make_verdict_github},
    {"azure", true, make_verdict_azure},
    {"teamcity", true, make_verdict_teamcity},
    {"gitlab", false, make_verdict_gitlab},
    {"sarif", false, make_verdict_sarif},
    {"junit", false, make_verdict_junit},
    {"markdown", false, make_verdict_markdown},
};

template <typename Format, std::size_t N>
const Format* find(const Format (&formats)[N], std::string_view name) {
  const auto found =
      std::find_if(std::begin(formats), std::end(formats),
                   [&](const Format& format) { return format.name == name; });
  return found == std::end(formats) ? nullptr : found;
}

template <typename Format, std::size_t N>
std::vector<std::string_view> names(const Format (&formats)[N]) {
  std::vector<std::string_view> out;
  for (const Format& format : formats) out.push_back(format.name);
  return out;
}

}  // namespace

std::unique_ptr<Sink> make_finding_renderer(std::string_view name,
                                            const Catalog& catalog,
                                            const RenderOptions& options,
                                            std::ostream& out) {
  const FindingFormat* const format = find(kFindingFormats, name);
  return format == nullptr ? nullptr : format->make(catalog, options, out);
}

bool render_summary(std::string_view name, const Summary& summary,
                    const Catalog& catalog, const RenderOptions& options,
                    std::ostream& out) {
  const SummaryFormat* const format = find(kSummaryFormats, name);
  if (format == nullptr) return false;
  format->render(summary, catalog, options, out);
  return true;
}

std::unique_ptr<VerdictRenderer> make_verdict_renderer(
    std::string_view name, const Catalog& catalog, const RenderOptions& options,
    std::ostream& out) {
  const VerdictFormat* const format = find(kVerdictFormats, name);
  return format == nullptr ? nullptr : format->make(catalog, options, out);
}

bool verdict_format_is_lines(std::string_view name) {
  const VerdictFormat* const format = find(kVerdictFormats, name);
  return format != nullptr && format->is_lines;
}

std::vector<std::string_view> finding_formats() {
  return names(kFindingFormats);
}
std::vector<std::string_view> summary_formats() {
  return names(kSummaryFormats);
}
std::vector<std::string_view> verdict_formats() {
  return names(kVerdictFormats);
}

}  // namespace hrscan
