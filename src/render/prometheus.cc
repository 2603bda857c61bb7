// A summary in the text format of Prometheus, for the textfile collector of the
// node exporter. Gauges: each file of it stands for one scan, and the next one
// may count less.
//
// Every code is a series of its own, so their number is bounded: kMostCodes, or
// as many as the options say. The rest is one code, "other", for each retry
// likelihood.
#include <fmt/format.h>

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "hrscan/version.h"
#include "render/finding_fields.h"
#include "render/renderers.h"
#include "render/rows.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostCodes = 100;

std::string label(std::string_view text, const RenderOptions& options) {
  std::string out;
  for (const char c : shown(text, options)) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

class Prometheus {
 public:
  Prometheus(const Summary& summary, const Catalog& catalog,
             const RenderOptions& options, std::ostream& out)
      : summary_(summary), catalog_(catalog), options_(options), out_(out) {
    if (options_.top == 0) options_.top = kMostCodes;
    rows_ = code_rows(summary, catalog, options_);
  }

  void write() {
    head("hrscan_build_info", "Version of hrscan and of its catalog.");
    out_ << fmt::format(
        "hrscan_build_info{{version=\"{}\",catalog=\"{}\"}} 1\n", version(),
        label(catalog_.version(), options_));
    total("hrscan_files", "Files read.", summary_.files.size());
    total("hrscan_bytes", "Bytes read.", summary_.bytes);
    total("hrscan_lines", "Lines read.", summary_.lines);
    total("hrscan_codes", "Different status codes found.",
          summary_.codes.size());
    by_code("hrscan_findings", "Findings by status code.", &CodeCount::count);
    by_code("hrscan_incidents", "Incidents by status code.",
            &CodeCount::incidents);
  }

 private:
  using Counts = std::array<std::uint64_t, kRetryCount>;

  void head(std::string_view name, std::string_view help) {
    out_ << fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
  }

  void total(std::string_view name, std::string_view help,
             std::uint64_t value) {
    head(name, help);
    out_ << name << ' ' << value << '\n';
  }

  void by_code(std::string_view name, std::string_view help,
               std::uint64_t CodeCount::*value) {
    head(name, help);
    Counts rest{};
    for (const CodeCount& count : summary_.codes) {
      rest[retry_of(count)] += count.*value;
    }
    for (const CodeRow& row : rows_) {
      const Meaning& m = row.meaning;
      rest[static_cast<std::size_t>(m.retry)] -= row.count->*value;
      out_ << fmt::format(
          "{}{{code=\"{}\",kind=\"{}\",symbol=\"{}\",retry=\"{}\"}} {}\n", name,
          to_hex(m.code), to_string(m.kind), label(m.symbol, options_),
          to_string(m.retry), row.count->*value);
    }
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (rest[i] == 0) continue;
      out_ << fmt::format(
          "{}{{code=\"other\",kind=\"\",symbol=\"\",retry=\"{}\"}} {}\n", name,
          to_string(static_cast<Retry>(i)), rest[i]);
    }
  }

  std::size_t retry_of(const CodeCount& count) const {
    return static_cast<std::size_t>(
        catalog_.meaning(count.code, count.kind, count.written_name).retry);
  }

  const Summary& summary_;
  const Catalog& catalog_;
  RenderOptions options_;
  std::ostream& out_;
  std::vector<CodeRow> rows_;
};

}  // namespace

void render_prometheus(const Summary& summary, const Catalog& catalog,
                       const RenderOptions& options, std::ostream& out) {
  Prometheus(summary, catalog, options, out).write();
}

}  // namespace hrscan
