// Renderers by name: findings and summaries as text for people and programs.
#ifndef HRSCAN_RENDER_H_
#define HRSCAN_RENDER_H_

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/examples.h"
#include "hrscan/sink.h"
#include "hrscan/summary.h"

namespace hrscan {

struct RenderOptions {
  bool color = false;       // ANSI colours
  std::size_t width = 0;    // columns to fit into, 0: as wide as needed
  std::size_t context = 0;  // lines shown before and behind a finding
  std::size_t top = 0;      // codes shown, 0: all
  // Text taken from logs and file names is shown on a terminal, or read by a CI
  // agent: both must find it inert.
  bool terminal = false;
  bool ci = false;
  // What an ExampleSink kept, for "html"; may be null.
  const std::vector<CodeExamples>* examples = nullptr;
};

// A sink that writes findings in format `name` ("text", "jsonl", "csv") to
// `out`; null if there is no such format. `catalog` and `out` must outlive it.
std::unique_ptr<Sink> make_finding_renderer(std::string_view name,
                                            const Catalog& catalog,
                                            const RenderOptions& options,
                                            std::ostream& out);

// Writes `summary` in format `name` ("table", "json", "html"); false if there
// is no such format.
bool render_summary(std::string_view name, const Summary& summary,
                    const Catalog& catalog, const RenderOptions& options,
                    std::ostream& out);

// The names that the two functions above know, the default first.
std::vector<std::string_view> finding_formats();
std::vector<std::string_view> summary_formats();

}  // namespace hrscan

#endif  // HRSCAN_RENDER_H_
