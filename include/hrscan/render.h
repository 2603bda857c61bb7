// Renderers by name: findings, summaries and verdicts as text for people and
// programs.
#ifndef HRSCAN_RENDER_H_
#define HRSCAN_RENDER_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/examples.h"
#include "hrscan/sink.h"
#include "hrscan/summary.h"
#include "hrscan/verdict.h"

namespace hrscan {

// What a summary's findings are grouped by.
enum class GroupKey : std::uint8_t {
  kCode,
  kFacility,
  kComponent,
  kRetry,
  kFile,
  kDay,
  kHour,
  kMinute,
};
// "code", "facility", "component", "retry", "file", "day", "hour", "minute".
std::string_view to_string(GroupKey key);
std::optional<GroupKey> parse_group_key(std::string_view text);
bool is_time(GroupKey key);

// What rows are sorted by: counts from the largest down, anything else from the
// smallest up.
enum class SortKey : std::uint8_t {
  kDefault,  // the count, and times in their order
  kCount,
  kIncidents,
  kFiles,
  kCode,
  kName,
  kRetry,
  kFirst,
  kLast,
};
// "count", "incidents", ...; empty for kDefault.
std::string_view to_string(SortKey key);
std::optional<SortKey> parse_sort_key(std::string_view text);

struct RenderOptions {
  bool color = false;       // ANSI colours
  std::size_t width = 0;    // columns to fit into, 0: as wide as needed
  std::size_t context = 0;  // lines shown before and behind a finding
  // Of a summary, in every format but JSON, which has all codes:
  std::size_t top = 0;          // rows shown, 0: all
  std::uint64_t min_count = 0;  // rows with less are left out
  SortKey sort = SortKey::kDefault;
  // Instead of codes, groups, each divided by the next key. Empty: codes.
  std::vector<GroupKey> by;
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

// Writes `summary` in format `name` ("table", "json", "csv", "markdown",
// "prometheus", "html"); false if there is no such format.
bool render_summary(std::string_view name, const Summary& summary,
                    const Catalog& catalog, const RenderOptions& options,
                    std::ostream& out);

// The names that the two functions above know, the default first.
std::vector<std::string_view> finding_formats();
std::vector<std::string_view> summary_formats();

// Writes a verdict in a format of a pipeline, whole with finish(). Those for
// people and for the log of a run tell of each code that fails as it comes.
class VerdictRenderer {
 public:
  virtual ~VerdictRenderer() = default;
  // As Judge::on_alarm() has it. False: nothing was written.
  virtual bool alarm(const Alarm&) { return false; }
  virtual void finish(const Report& report) = 0;
};

// A renderer to `out` in format `name` ("text", "github", "azure", "teamcity",
// "gitlab", "sarif", "junit", "markdown"); null if there is no such format.
// Whatever the log holds, it is inert for every CI agent, terminal or page.
// `catalog` and `out` must outlive the renderer.
std::unique_ptr<VerdictRenderer> make_verdict_renderer(
    std::string_view name, const Catalog& catalog, const RenderOptions& options,
    std::ostream& out);
std::vector<std::string_view> verdict_formats();

// Whether what format `name` writes are lines, so that one more may follow.
bool verdict_format_is_lines(std::string_view name);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_H_
