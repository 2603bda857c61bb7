#include "cli/rules_counts.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/escape.h"
#include "render/columns.h"
#include "render/finding_fields.h"
#include "render/style.h"

namespace hrscan::cli {
namespace {

struct Counts {
  std::size_t names = 0;
  std::size_t described = 0;
  std::size_t advised = 0;
  std::size_t by_code = 0;     // retry by a rule of the code
  std::size_t by_pattern = 0;  // retry by a pattern
  std::size_t unknown = 0;     // no word on retry

  void add(const Rule& rule) {
    ++names;
    if (!rule.description.empty()) ++described;
    if (!rule.advice.empty()) ++advised;
    ++(rule.retry == Retry::kUnknown   ? unknown
       : rule.basis == Basis::kPattern ? by_pattern
                                       : by_code);
  }
  std::array<std::size_t, 6> numbers() const {
    return {names, described, advised, by_code, by_pattern, unknown};
  }
};

std::map<std::string_view, Counts> count(const std::vector<Rule>& rules) {
  std::map<std::string_view, Counts> counts;
  for (const Rule& rule : rules) counts[rule.component].add(rule);
  return counts;
}

}  // namespace

void write_counts_table(const std::vector<Rule>& rules,
                        const RenderOptions& options, std::ostream& out) {
  Columns columns({{"component"},
                   {"names", true},
                   {"described", true},
                   {"advice", true},
                   {"by code", true},
                   {"by pattern", true},
                   {"unknown", true}},
                  options.color);
  const auto add = [&](std::string_view component, const Counts& counts,
                       std::string_view with) {
    std::vector<Cell> row = {{shown(component, options), with}};
    for (const std::size_t number : counts.numbers()) {
      row.push_back({with_commas(number), with});
    }
    columns.add(std::move(row));
  };
  for (const auto& [component, counts] : count(rules)) {
    add(component, counts, {});
  }
  Counts all;
  for (const Rule& rule : rules) all.add(rule);
  add("all", all, style::kBold);
  out << columns.header() << '\n';
  for (std::size_t i = 0; i < columns.rows(); ++i) {
    out << columns.line(i) << '\n';
  }
}

void write_counts_csv(const std::vector<Rule>& rules,
                      const RenderOptions& options, std::ostream& out) {
  out << "component,names,described,advice,by_code,by_pattern,unknown\n";
  for (const auto& [component, counts] : count(rules)) {
    out << fmt::format("{},{}\n", escape::csv(shown(component, options)),
                       fmt::join(counts.numbers(), ","));
  }
}

}  // namespace hrscan::cli
