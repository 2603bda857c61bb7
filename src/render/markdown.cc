// A summary as Markdown, for tickets, wikis and the summaries of CI jobs.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "base/escape.h"
#include "render/columns.h"
#include "render/renderers.h"
#include "render/rows.h"

namespace hrscan {
namespace {

class Markdown {
 public:
  Markdown(const Summary& summary, const Catalog& catalog,
           const RenderOptions& options, std::ostream& out)
      : summary_(summary), catalog_(catalog), options_(options), out_(out) {}

  void write() {
    out_ << "## Status codes\n\n"
         << escape::markdown(verdict_sentence(summary_, catalog_)) << '\n';
    if (summary_.codes.empty()) return;
    if (options_.by.empty()) {
      write_codes();
    } else {
      write_groups();
    }
    write_retry();
    write_bursts();
    if (summary_.files.size() > 1) write_files();
  }

 private:
  std::string place(const Sighting& seen) const {
    const std::string where = escape::code_span(
        fmt::format("{}:{}", summary_.files[seen.file].path, seen.line));
    return seen.time.empty() ? where : fmt::format("{} {}", seen.time, where);
  }

  void write_codes() {
    const std::vector<CodeRow> rows = code_rows(summary_, catalog_, options_);
    out_ << "\n| code | symbol | count | incidents | files | retry | first | "
            "last | description |\n"
            "| --- | --- | ---: | ---: | ---: | --- | --- | --- | --- |\n";
    for (const CodeRow& row : rows) {
      const CodeCount& count = *row.count;
      out_ << fmt::format(
          "| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n",
          to_hex(count.code), escape::code_span(row.meaning.symbol),
          with_commas(count.count), with_commas(count.incidents),
          with_commas(count.files), to_string(row.meaning.retry),
          place(count.first), place(count.last),
          escape::markdown(describe(row.meaning)));
    }
    write_left_out(summary_.codes.size() - rows.size(), "code");
  }

  void write_left_out(std::size_t number, std::string_view what) {
    if (number == 0) return;
    out_ << fmt::format("\n... and {} more {}{}\n", with_commas(number), what,
                        number == 1 ? "" : "s");
  }

  void write_groups() {
    out_ << "\n|";
    for (const GroupKey key : options_.by)
      out_ << ' ' << to_string(key) << " |";
    out_ << " count | codes | incidents |\n|";
    for (std::size_t i = 0; i < options_.by.size(); ++i) out_ << " --- |";
    out_ << " ---: | ---: | ---: |\n";
    const Group all = group_rows(summary_, catalog_, options_);
    write_level(all, 0, "|");
    write_left_out(all.left_out, "group");
  }

  void write_level(const Group& all, std::size_t level,
                   const std::string& outer) {
    for (const Group& group : all.groups) {
      std::string row = outer + ' ' + escape::code_span(group.key);
      if (!group.name.empty()) row += ' ' + escape::code_span(group.name);
      row += " |";
      if (level + 1 < options_.by.size()) {
        write_level(group, level + 1, row);
        continue;
      }
      out_ << fmt::format(
          "{} {} | {} | {} |\n", row, with_commas(group.count),
          with_commas(group.codes),
          group.incidents == 0 ? "" : with_commas(group.incidents));
    }
    if (level == 0 || all.left_out == 0) return;
    out_ << outer << " ... and " << with_commas(all.left_out) << " more |";
    for (std::size_t i = level + 1; i < options_.by.size() + 3; ++i) {
      out_ << " |";
    }
    out_ << '\n';
  }

  void write_retry() {
    out_ << "\n| retry | findings |\n| --- | ---: |\n";
    for (std::size_t i = 0; i < summary_.by_retry.size(); ++i) {
      if (summary_.by_retry[i] == 0) continue;
      out_ << fmt::format("| {} | {} |\n", to_string(static_cast<Retry>(i)),
                          with_commas(summary_.by_retry[i]));
    }
  }

  void write_bursts() {
    const bool any = std::any_of(
        summary_.codes.begin(), summary_.codes.end(),
        [](const CodeCount& count) { return !count.bursts.empty(); });
    if (!any) return;
    out_ << "\n| burst of | from | to | count | per second |\n"
            "| --- | --- | --- | ---: | ---: |\n";
    for (const CodeCount& count : summary_.codes) {
      for (const Burst& burst : count.bursts) {
        out_ << fmt::format("| `{}` | {} | {} | {} | {:.3g} |\n",
                            to_hex(count.code), burst.start, burst.end,
                            with_commas(burst.count), burst.per_second);
      }
    }
  }

  // Those with most findings, of fleets of files.
  void write_files() {
    constexpr std::size_t kMost = 20;
    std::vector<const FileCount*> files;
    for (const FileCount& file : summary_.files) files.push_back(&file);
    std::stable_sort(files.begin(), files.end(),
                     [](const FileCount* a, const FileCount* b) {
                       return a->findings > b->findings;
                     });
    const std::size_t shown = std::min(files.size(), kMost);
    out_ << "\n| file | findings | lines |\n| --- | ---: | ---: |\n";
    for (std::size_t i = 0; i < shown; ++i) {
      out_ << fmt::format(
          "| {} | {} | {} |\n", escape::code_span(files[i]->path),
          with_commas(files[i]->findings), with_commas(files[i]->lines));
    }
    if (shown < files.size()) {
      out_ << fmt::format("\n... and {} more files\n",
                          with_commas(files.size() - shown));
    }
  }

  const Summary& summary_;
  const Catalog& catalog_;
  const RenderOptions& options_;
  std::ostream& out_;
};

}  // namespace

void render_markdown(const Summary& summary, const Catalog& catalog,
                     const RenderOptions& options, std::ostream& out) {
  Markdown(summary, catalog, options, out).write();
}

}  // namespace hrscan
