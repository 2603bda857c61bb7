// A summary as CSV (RFC 4180, lines end with LF), with a header row: a row for
// each code, or for each innermost group.
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "base/escape.h"
#include "render/finding_fields.h"
#include "render/renderers.h"
#include "render/rows.h"

namespace hrscan {
namespace {

constexpr std::string_view kCodeHeader =
    "code,kind,symbol,facility,facility_name,component,severity,description,"
    "retry,basis,cause,advice,count,incidents,files,first_file,first_line,"
    "first_time,last_file,last_line,last_time,largest_burst\n";

class SummaryCsv {
 public:
  SummaryCsv(const Summary& summary, const Catalog& catalog,
             const RenderOptions& options, std::ostream& out)
      : summary_(summary), catalog_(catalog), options_(options), out_(out) {}

  void write() {
    if (options_.by.empty()) {
      out_ << kCodeHeader;
      for (const CodeRow& row : code_rows(summary_, catalog_, options_)) {
        write_code(row);
      }
      return;
    }
    for (const GroupKey key : options_.by) {
      out_ << to_string(key) << (key == GroupKey::kCode ? ",symbol," : ",");
    }
    out_ << "count,codes,incidents\n";
    write_groups(group_rows(summary_, catalog_, options_).groups, 0, "");
  }

 private:
  std::string cell(std::string_view text) const {
    return escape::csv(shown(text, options_));
  }

  std::string place(const Sighting& seen) const {
    return fmt::format("{},{},{}", cell(summary_.files[seen.file].path),
                       seen.line, cell(seen.time));
  }

  void write_code(const CodeRow& row) {
    const CodeCount& count = *row.count;
    const Meaning& m = row.meaning;
    const bool has_facility = m.kind == CodeKind::kHresult;
    out_ << fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
        to_hex(count.code), to_string(count.kind), cell(m.symbol),
        has_facility ? fmt::format("{}", m.facility.number) : "",
        cell(m.facility.name), cell(m.component),
        severity_name(count.code, count.kind), cell(describe(m)),
        to_string(m.retry), to_string(m.basis), to_string(m.cause),
        cell(m.advice), count.count, count.incidents, count.files,
        place(count.first), place(count.last),
        count.bursts.empty() ? 0 : count.bursts.front().count);
  }

  // There are no incidents by time.
  void write_groups(const std::vector<Group>& groups, std::size_t level,
                    const std::string& outer) {
    for (const Group& group : groups) {
      std::string keys = outer + cell(group.key) + ',';
      if (options_.by[level] == GroupKey::kCode) keys += cell(group.name) + ',';
      if (level + 1 < options_.by.size()) {
        write_groups(group.groups, level + 1, keys);
        continue;
      }
      out_ << keys << group.count << ',' << group.codes << ',';
      if (group.incidents != 0) out_ << group.incidents;
      out_ << '\n';
    }
  }

  const Summary& summary_;
  const Catalog& catalog_;
  const RenderOptions& options_;
  std::ostream& out_;
};

}  // namespace

void render_summary_csv(const Summary& summary, const Catalog& catalog,
                        const RenderOptions& options, std::ostream& out) {
  SummaryCsv(summary, catalog, options, out).write();
}

}  // namespace hrscan
