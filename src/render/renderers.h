// The renderers that registry.cc lists, each in a file of its name.
#ifndef HRSCAN_RENDER_RENDERERS_H_
#define HRSCAN_RENDER_RENDERERS_H_

#include <iosfwd>
#include <memory>

#include "hrscan/render.h"

namespace hrscan {

// Findings.
std::unique_ptr<Sink> make_text_renderer(const Catalog& catalog,
                                         const RenderOptions& options,
                                         std::ostream& out);
std::unique_ptr<Sink> make_jsonl_renderer(const Catalog& catalog,
                                          const RenderOptions& options,
                                          std::ostream& out);
std::unique_ptr<Sink> make_csv_renderer(const Catalog& catalog,
                                        const RenderOptions& options,
                                        std::ostream& out);

// Summaries.
void render_table(const Summary& summary, const Catalog& catalog,
                  const RenderOptions& options, std::ostream& out);
void render_html(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out);
void render_json(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out);

void render_summary_csv(const Summary& summary, const Catalog& catalog,
                        const RenderOptions& options, std::ostream& out);
void render_markdown(const Summary& summary, const Catalog& catalog,
                     const RenderOptions& options, std::ostream& out);
void render_prometheus(const Summary& summary, const Catalog& catalog,
                       const RenderOptions& options, std::ostream& out);

// Verdicts.
using VerdictRendererPtr = std::unique_ptr<VerdictRenderer>;
VerdictRendererPtr make_verdict_text(const Catalog& catalog,
                                     const RenderOptions& options,
                                     std::ostream& out);
VerdictRendererPtr make_verdict_github(const Catalog& catalog,
                                       const RenderOptions& options,
                                       std::ostream& out);
VerdictRendererPtr make_verdict_azure(const Catalog& catalog,
                                      const RenderOptions& options,
                                      std::ostream& out);
VerdictRendererPtr make_verdict_teamcity(const Catalog& catalog,
                                         const RenderOptions& options,
                                         std::ostream& out);
VerdictRendererPtr make_verdict_gitlab(const Catalog& catalog,
                                       const RenderOptions& options,
                                       std::ostream& out);
VerdictRendererPtr make_verdict_sarif(const Catalog& catalog,
                                      const RenderOptions& options,
                                      std::ostream& out);
VerdictRendererPtr make_verdict_junit(const Catalog& catalog,
                                      const RenderOptions& options,
                                      std::ostream& out);
VerdictRendererPtr make_verdict_markdown(const Catalog& catalog,
                                         const RenderOptions& options,
                                         std::ostream& out);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_RENDERERS_H_
