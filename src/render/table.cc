// A summary as a table for people:
//
//   code        symbol          count  files  retry     first  last  descrip...
//   0x80070005  E_ACCESSDENIED    412      3  unlikely     12  9981  The
//   call...
//
// In a terminal too narrow for that, symbol and description have a line of
// their own: a symbol is never cut, people search for it. Where the other
// columns do not fit either, there is no "last", and then no "first". Below it:
// findings by retry, times, bursts and the verdict. With --by, groups:
//
//   group                  count  codes  incidents
//   FACILITY_WIN32           412      9         31
//     0x80070005 E_ACCES...  300      1         12
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "render/columns.h"
#include "render/finding_fields.h"
#include "render/renderers.h"
#include "render/rows.h"
#include "render/style.h"

namespace hrscan {
namespace {

// With less room than this a description is not worth starting.
constexpr std::size_t kLeastDescription = 24;
constexpr std::size_t kIndent = 4;
constexpr std::size_t kLabel = 7;  // columns of "retry: "
constexpr std::size_t kBar = 10;   // columns of the longest bar
constexpr std::size_t kBurstsShown = 3;

// The share of `count` in `most` as a bar; anything has some.
std::string bar(std::uint64_t count, std::uint64_t most) {
  if (count == 0 || most == 0) return {};
  const double share = static_cast<double>(count) / static_cast<double>(most);
  const auto length = static_cast<std::size_t>(share * kBar + 0.5);
  return std::string(std::max<std::size_t>(1, length), '#');
}

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
      if (options_.by.empty()) {
        write_codes();
      } else {
        write_groups();
      }
      write_totals();
      write_times();
      write_bursts();
      out_ << '\n';
    }
    for (const std::string& line :
         wrap(shown(verdict_sentence(summary_, catalog_), options_),
              options_.width)) {
      out_ << line << '\n';
    }
  }

 private:
  struct Row {
    const CodeCount* count;
    Meaning meaning;
    std::string symbol;  // "-" if there is none
    std::string description;
  };

  std::vector<Row> rows() const {
    std::vector<Row> rows;
    for (const CodeRow& row : code_rows(summary_, catalog_, options_)) {
      const Meaning& m = row.meaning;
      rows.push_back({row.count, m,
                      m.symbol.empty() ? "-" : shown(m.symbol, options_),
                      shown(describe(m), options_)});
    }
    return rows;
  }

  // Which of the wide columns a table has.
  struct Layout {
    bool symbol = false;
    bool bar = false;
    bool description = false;
    std::size_t room = 0;  // for the description, 0: all it needs
    bool first = true;
    bool last = true;
  };

  // Of those without the wide columns, the one that says most in the width.
  Columns narrow_columns(const std::vector<Row>& all) const {
    for (const Layout& layout :
         {Layout{.bar = true}, Layout{}, Layout{.last = false}}) {
      Columns fitting = columns(all, layout);
      if (fitting.width() <= options_.width) return fitting;
    }
    return columns(all, {.first = false, .last = false});
  }

  void write_codes() {
    const std::vector<Row> all = rows();
    const auto room = [&](bool bar) {
      const std::size_t taken =
          columns(all, {.symbol = true, .bar = bar}).width() + 2;
      return options_.width > taken ? options_.width - taken : 0;
    };
    if (options_.width == 0) {
      write_wide(columns(all, {.symbol = true, .description = true}));
    } else if (room(true) >= kLeastDescription) {
      write_wide(columns(all, {.symbol = true,
                               .bar = true,
                               .description = true,
                               .room = room(true)}));
    } else if (room(false) >= kLeastDescription) {
      write_wide(columns(
          all, {.symbol = true, .description = true, .room = room(false)}));
    } else {
      write_narrow(narrow_columns(all), all);
    }
    if (all.size() < summary_.codes.size()) {
      const std::size_t left = summary_.codes.size() - all.size();
      out_ << fmt::format("... and {} more code{}\n", with_commas(left),
                          left == 1 ? "" : "s");
    }
  }

  Columns columns(const std::vector<Row>& all, const Layout& layout) const {
    std::vector<Column> titles = {{"code"}};
    if (layout.symbol) titles.push_back({"symbol"});
    titles.push_back({"count", true});
    if (layout.bar) titles.push_back({""});
    titles.insert(titles.end(), {{"files", true}, {"retry"}});
    if (layout.first) titles.push_back({"first", !several_files()});
    if (layout.last) titles.push_back({"last", !several_files()});
    if (layout.description) titles.push_back({"description"});
    Columns columns(std::move(titles), options_.color);
    std::uint64_t most = 0;
    for (const Row& row : all) most = std::max(most, row.count->count);
    for (const Row& row : all) columns.add(cells(row, layout, most));
    return columns;
  }

  std::vector<Cell> cells(const Row& row, const Layout& layout,
                          std::uint64_t most) const {
    const CodeCount& count = *row.count;
    const Retry retry = row.meaning.retry;
    std::vector<Cell> cells = {{to_hex(count.code), style::kBold}};
    if (layout.symbol) cells.push_back({row.symbol, {}});
    cells.push_back({with_commas(count.count), {}});
    if (layout.bar) {
      cells.push_back({bar(count.count, most), retry_style(retry)});
    }
    cells.push_back({with_commas(count.files), {}});
    cells.push_back({std::string(to_string(retry)), retry_style(retry)});
    if (layout.first) cells.push_back({place(count.first), {}});
    if (layout.last) cells.push_back({place(count.last), {}});
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

  // What stands behind a label, where a line may end before or after it.
  struct Part {
    explicit Part(std::string words)
        : text(std::move(words)), width(display_width(text)) {}
    Part(std::string styled, std::size_t columns)
        : text(std::move(styled)), width(columns) {}

    std::string text;
    std::size_t width;  // without its colours
  };

  void write_labelled(std::string_view label, const std::vector<Part>& parts) {
    out_ << fmt::format("{:{}}", label, kLabel);
    std::size_t used = kLabel;
    for (const Part& part : parts) {
      if (used != kLabel) {
        const bool fits =
            options_.width == 0 || used + 1 + part.width <= options_.width;
        out_ << (fits ? " " : '\n' + std::string(kLabel, ' '));
        used = fits ? used + 1 : kLabel;
      }
      out_ << part.text;
      used += part.width;
    }
    out_ << '\n';
  }

  void write_totals() {
    std::vector<Part> parts;
    for (int i = 0; i < kRetryCount; ++i) {
      const std::uint64_t count =
          summary_.by_retry[static_cast<std::size_t>(i)];
      if (count == 0) continue;
      if (!parts.empty()) {
        parts.back().text += ',';
        ++parts.back().width;
      }
      const auto retry = static_cast<Retry>(i);
      const std::string_view name = to_string(retry);
      const std::string number = with_commas(count) + ' ';
      parts.emplace_back(
          number + styled(name, retry_style(retry), options_.color),
          number.size() + name.size());
    }
    out_ << '\n';
    write_labelled("retry:", parts);
  }

  void write_groups() {
    const Group all = group_rows(summary_, catalog_, options_);
    std::vector<Column> titles = {{"group"}, {"count", true}, {"codes", true}};
    const bool by_time =
        std::any_of(options_.by.begin(), options_.by.end(), is_time);
    if (!by_time) titles.push_back({"incidents", true});
    const bool bars = options_.width != 0;
    if (bars) titles.push_back({""});
    const std::size_t width = titles.size();
    Columns columns(std::move(titles), options_.color);
    std::uint64_t most = 0;
    for (const Group& group : all.groups) most = std::max(most, group.count);
    const std::function<void(const Group&, std::size_t)> add =
        [&](const Group& outer, std::size_t depth) {
          const std::string indent(depth * 2, ' ');
          for (const Group& group : outer.groups) {
            std::string name = indent + shown(group.key, options_);
            if (!group.name.empty()) name += ' ' + shown(group.name, options_);
            std::vector<Cell> cells = {
                {name, depth == 0 ? style::kBold : std::string_view()},
                {with_commas(group.count), {}},
                {with_commas(group.codes), {}}};
            if (!by_time) cells.push_back({with_commas(group.incidents), {}});
            if (bars) cells.push_back({bar(group.count, most), {}});
            columns.add(std::move(cells));
            add(group, depth + 1);
          }
          if (depth == 0 || outer.left_out == 0) return;
          std::vector<Cell> cells(width);
          cells[0].text = fmt::format("{}... and {} more", indent,
                                      with_commas(outer.left_out));
          columns.add(std::move(cells));
        };
    add(all, 0);
    write_wide(columns);
    if (all.left_out != 0) {
      out_ << fmt::format("... and {} more group{}\n",
                          with_commas(all.left_out),
                          all.left_out == 1 ? "" : "s");
    }
  }

  // From the first to the last line with a full date.
  void write_times() {
    std::string first;
    std::string last;
    for (const FileCount& file : summary_.files) {
      for (const std::string& time : {file.first_time, file.last_time}) {
        if (time.empty() || time[0] < '0' || time[0] > '9') continue;
        if (first.empty() || time < first) first = time;
        last = std::max(last, time);
      }
    }
    if (first.empty()) return;
    write_labelled("time:", {Part(first), Part("to " + last)});
  }

  void write_bursts() {
    std::vector<std::pair<const CodeCount*, const Burst*>> all;
    for (const CodeCount& count : summary_.codes) {
      for (const Burst& burst : count.bursts) all.emplace_back(&count, &burst);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.second->count > b.second->count;
    });
    if (all.size() > kBurstsShown) all.resize(kBurstsShown);
    for (const auto& [count, burst] : all) {
      const std::string code = to_hex(count->code);
      write_labelled(
          "burst:",
          {Part(styled(code, style::kBold, options_.color), code.size()),
           Part(with_commas(burst->count) + " times"),
           Part("from " + burst->start), Part("to " + burst->end + ','),
           Part(fmt::format("{:.3g} per second", burst->per_second))});
    }
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
