// A summary as a table for people:
//
//   code        symbol          count  files  retry     first  last  descrip...
//   0x80070005  E_ACCESSDENIED    412      3  unlikely     12  9981  The
//   call...
//
// In a terminal too narrow for that, symbol and description have a line of
// their own: a symbol is never cut, people search for it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "render/columns.h"
#include "render/finding_fields.h"
#include "render/renderers.h"
#include "render/style.h"

namespace hrscan {
namespace {

// With less room than this a description is not worth starting.
constexpr std::size_t kLeastDescription = 24;
constexpr std::size_t kIndent = 4;

std::string base_name(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// How the files of a summary are called in its table: their last part where
// that is enough to tell them apart.
std::vector<std::string> file_labels(const Summary& summary) {
  std::map<std::string, int> uses;
  for (const FileCount& file : summary.files) ++uses[base_name(file.path)];
  std::vector<std::string> labels;
  for (const FileCount& file : summary.files) {
    std::string name = base_name(file.path);
    labels.push_back(uses[name] == 1 ? std::move(name) : file.path);
  }
  return labels;
}

class Table {
 public:
  Table(const Summary& summary, const Catalog& catalog,
        const RenderOptions& options, std::ostream& out)
      : summary_(summary),
        catalog_(catalog),
        options_(options),
        out_(out),
        labels_(file_labels(summary)) {}

  void write() {
    if (!summary_.codes.empty()) {
      write_codes();
      write_totals();
      out_ << '\n';
    }
    out_ << shown(verdict_sentence(summary_, catalog_), options_) << '\n';
  }

 private:
  struct Row {
    const CodeCount* count;
    Meaning meaning;
    std::string symbol;  // "-" if there is none
    std::string description;
  };

  std::vector<Row> rows() const {
    std::size_t size = summary_.codes.size();
    if (options_.top != 0) size = std::min(size, options_.top);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < size; ++i) {
      const CodeCount& count = summary_.codes[i];
      const Meaning m =
          catalog_.meaning(count.code, count.kind, count.written_name);
      rows.push_back({&count, m,
                      m.symbol.empty() ? "-" : shown(m.symbol, options_),
                      shown(describe(m), options_)});
    }
    return rows;
  }

  // Which of the wide columns a table has.
  struct Layout {
    bool symbol = false;
    bool description = false;
    std::size_t room = 0;  // for the description, 0: all it needs
  };

  void write_codes() {
    const std::vector<Row> all = rows();
    const std::size_t taken = columns(all, {.symbol = true}).width() + 2;
    if (options_.width == 0) {
      write_wide(columns(all, {.symbol = true, .description = true}));
    } else if (taken + kLeastDescription <= options_.width) {
      write_wide(columns(all, {.symbol = true,
                               .description = true,
                               .room = options_.width - taken}));
    } else {
      write_narrow(columns(all, {}), all);
    }
    if (all.size() < summary_.codes.size()) {
      out_ << fmt::format("... and {} more codes\n",
                          with_commas(summary_.codes.size() - all.size()));
    }
  }

  Columns columns(const std::vector<Row>& all, const Layout& layout) const {
    std::vector<Column> titles = {{"code"}};
    if (layout.symbol) titles.push_back({"symbol"});
    titles.insert(titles.end(), {{"count", true},
                                 {"files", true},
                                 {"retry"},
                                 {"first", !several_files()},
                                 {"last", !several_files()}});
    if (layout.description) titles.push_back({"description"});
    Columns columns(std::move(titles), options_.color);
    for (const Row& row : all) columns.add(cells(row, layout));
    return columns;
  }

  std::vector<Cell> cells(const Row& row, const Layout& layout) const {
    const CodeCount& count = *row.count;
    const Retry retry = row.meaning.retry;
    std::vector<Cell> cells = {{to_hex(count.code), style::kBold}};
    if (layout.symbol) cells.push_back({row.symbol, {}});
    cells.push_back({fmt::format("{}", count.count), {}});
    cells.push_back({fmt::format("{}", count.files), {}});
    cells.push_back({std::string(to_string(retry)), retry_style(retry)});
    cells.push_back({place(count.first), {}});
    cells.push_back({place(count.last), {}});
    if (layout.description) {
      cells.push_back({fit(row.description, layout.room), {}});
    }
    return cells;
  }

  bool several_files() const { return summary_.files.size() > 1; }

  std::string place(const Sighting& seen) const {
    if (!several_files()) return fmt::format("{}", seen.line);
    return fmt::format("{}:{}", shown(labels_[seen.file], options_), seen.line);
  }

  void write_wide(const Columns& columns) {
    out_ << columns.header() << '\n';
    for (std::size_t i = 0; i < columns.rows(); ++i) {
      out_ << columns.line(i) << '\n';
    }
  }

  void write_narrow(const Columns& columns, const std::vector<Row>& all) {
    out_ << columns.header() << '\n';
    const std::size_t room =
        options_.width > kIndent ? options_.width - kIndent : 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string words =
          all[i].symbol == "-"
              ? all[i].description
              : fmt::format("{}: {}", all[i].symbol, all[i].description);
      out_ << columns.line(i) << '\n'
           << std::string(kIndent, ' ') << fit(words, room) << '\n';
    }
  }

  void write_totals() {
    std::string totals;
    for (int i = 0; i < kRetryCount; ++i) {
      const std::uint64_t count =
          summary_.by_retry[static_cast<std::size_t>(i)];
      const auto retry = static_cast<Retry>(i);
      if (count == 0) continue;
      if (!totals.empty()) totals += ", ";
      totals += fmt::format(
          "{} {}", with_commas(count),
          styled(to_string(retry), retry_style(retry), options_.color));
    }
    out_ << "\nretry: " << totals << '\n';
  }

  const Summary& summary_;
  const Catalog& catalog_;
  const RenderOptions& options_;
  std::ostream& out_;
  const std::vector<std::string> labels_;
};

}  // namespace

void render_table(const Summary& summary, const Catalog& catalog,
                  const RenderOptions& options, std::ostream& out) {
  Table(summary, catalog, options, out).write();
}

}  // namespace hrscan
