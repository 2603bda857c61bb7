// hrscan rules: lists the catalog, checks rules files, shows single rules.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/escape.h"
#include "catalog/lint.h"
#include "catalog/rules_file.h"
#include "catalog/write_rules.h"
#include "cli/chosen.h"
#include "cli/command.h"
#include "cli/filter.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/rules_counts.h"
#include "cli/rules_import.h"
#include "render/columns.h"
#include "render/finding_fields.h"
#include "render/style.h"

namespace hrscan::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

ExitStatus status_of(const Console& console) {
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

// list

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return ascii::lower(text).find(ascii::lower(part)) != std::string::npos;
}

std::vector<Rule> listed_rules(const Catalog& catalog,
                               const Words& components) {
  std::vector<Rule> rules;
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    const Rule rule = catalog.rule(i);
    const bool wanted =
        components.empty() ||
        std::any_of(components.begin(), components.end(),
                    [&](const std::string& name) {
                      return contains_ignoring_case(rule.component, name);
                    });
    if (wanted) rules.push_back(rule);
  }
  return rules;
}

Error no_such_component(const Catalog& catalog, const std::string& name) {
  std::set<std::string_view> components;
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    components.insert(catalog.rule(i).component);
  }
  const std::vector<std::string_view> names(components.begin(),
                                            components.end());
  return usage_error(fmt::format("--component: there is no '{}'{}", name,
                                 did_you_mean(name, names)));
}

void write_rules_table(const std::vector<Rule>& rules,
                       const RenderOptions& options, std::ostream& out) {
  Columns columns({{"code"},
                   {"symbol"},
                   {"kind"},
                   {"header"},
                   {"component"},
                   {"retry"},
                   {"basis"}},
                  options.color);
  for (const Rule& rule : rules) {
    columns.add({{to_hex(rule.code), style::kBold},
                 {shown(rule.symbol, options), {}},
                 {std::string(to_string(rule.kind)), {}},
                 {shown(rule.header, options), {}},
                 {shown(rule.component, options), {}},
                 {std::string(to_string(rule.retry)), retry_style(rule.retry)},
                 {std::string(to_string(rule.basis)), {}}});
  }
  out << columns.header() << '\n';
  for (std::size_t i = 0; i < columns.rows(); ++i) {
    out << columns.line(i) << '\n';
  }
}

void write_rules_csv(const std::vector<Rule>& rules,
                     const RenderOptions& options, std::ostream& out) {
  const auto cell = [&](std::string_view text) {
    return escape::csv(shown(text, options));
  };
  out << "code,symbol,kind,header,component,retry,basis\n";
  for (const Rule& rule : rules) {
    out << fmt::format("{},{},{},{},{},{},{}\n", to_hex(rule.code),
                       cell(rule.symbol), to_string(rule.kind),
                       cell(rule.header), cell(rule.component),
                       to_string(rule.retry), to_string(rule.basis));
  }
}

ExitStatus list_rules(const Flags& flags, const Catalog& catalog, When color,
                      Console& console) {
  const std::vector<Rule> rules = listed_rules(catalog, flags.component);
  if (rules.empty() && !flags.component.empty()) {
    console.error(no_such_component(catalog, flags.component.front()));
    return ExitStatus::kTrouble;
  }
  const RenderOptions options = output_options(color);
  Output out;
  const bool csv = flags.format == "csv";
  const auto write = flags.counts ? csv ? write_counts_csv : write_counts_table
                     : csv        ? write_rules_csv
                                  : write_rules_table;
  write(rules, options, out.stream());
  out.finish(console);
  return status_of(console);
}

// check

// What is judged together: a file, or the rules files of a directory.
struct CheckedSet {
  std::vector<fs::path> files;
};

std::vector<fs::path> rules_files_in(const fs::path& directory,
                                     Console& console) {
  std::vector<fs::path> files;
  std::error_code fault;
  for (fs::directory_iterator i(directory, fault), end; !fault && i != end;
       i.increment(fault)) {
    if (i->path().extension() == ".toml") files.push_back(i->path());
  }
  if (fault) {
    console.error(fmt::format("{}: cannot read this directory ({})",
                              directory.string(), fault.message()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// An overlay says again what the catalog says, so each stands for itself.
std::vector<CheckedSet> sets_of(const std::string& argument, Console& console) {
  if (!is_folder(argument)) return {{{argument}}};
  std::vector<CheckedSet> sets = {{rules_files_in(argument, console)}};
  const fs::path overlays = fs::path(argument) / "overlays";
  if (is_folder(overlays)) {
    for (const fs::path& file : rules_files_in(overlays, console)) {
      sets.push_back({{file}});
    }
  }
  return sets;
}

struct CheckTotals {
  std::size_t files = 0;
  std::size_t rules = 0;
  std::size_t faults = 0;
};

void check_set(const CheckedSet& checked, CheckTotals& totals,
               Console& console) {
  RuleSet set;
  std::vector<Error> problems;
  for (const fs::path& file : checked.files) {
    read_rules_file(file, set, problems);
  }
  const bool whole = !set.facilities.empty() && !set.patterns.empty();
  const std::vector<Error> faults = lint(set, whole);
  problems.insert(problems.end(), faults.begin(), faults.end());
  for (const Error& problem : problems) {
    console.line(problem.to_string());
    console.fail();
  }
  totals.files += checked.files.size();
  totals.rules += set.rules.size();
  totals.faults += problems.size();
}

std::string counted(std::size_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number == 0 ? "no" : with_commas(number), thing,
                     number == 1 ? "" : "s");
}

ExitStatus check_rules(const Words& paths, Console& console) {
  if (paths.empty()) {
    console.error("rules check: name a rules file or a directory of them");
    return ExitStatus::kTrouble;
  }
  CheckTotals totals;
  for (const std::string& path : paths) {
    for (const CheckedSet& set : sets_of(path, console)) {
      check_set(set, totals, console);
    }
  }
  Output out;
  out.stream() << fmt::format("{}, {}: {}\n", counted(totals.files, "file"),
                              counted(totals.rules, "rule"),
                              counted(totals.faults, "fault"));
  out.finish(console);
  return status_of(console);
}

// show

void add_key(std::string& out, std::string_view key, std::string_view text) {
  if (!text.empty()) out += fmt::format("{} = {}\n", key, toml_string(text));
}

// The values that documentation prints for `rule`, of the rules shown with it.
std::string documented_values(const Rule& rule,
                              const std::vector<Rule>& shown_rules) {
  if (rule.defined_as) return to_hex(rule.code);
  std::string values;
  for (const Rule& other : shown_rules) {
    if (other.symbol != rule.symbol || other.defined_as != rule.code) continue;
    values += (values.empty() ? "" : ", ") + to_hex(other.code);
  }
  return values;
}

// Whether `rule` is shown as a documented value of another of the rules.
bool is_part_of_another(const Rule& rule,
                        const std::vector<Rule>& shown_rules) {
  return rule.defined_as && std::any_of(shown_rules.begin(), shown_rules.end(),
                                        [&](const Rule& other) {
                                          return !other.defined_as &&
                                                 other.symbol == rule.symbol &&
                                                 other.code == *rule.defined_as;
                                        });
}

// The head of a rules file, so that what is shown can be taken as the start of
// an own one.
std::string toml_head(const Rule& first) {
  std::string out = "format = \"hrscan.rules/1\"\n";
  add_key(out, "component", first.component);
  return out;
}

std::string to_toml(const Rule& rule, const std::vector<Rule>& shown_rules) {
  std::string out = fmt::format("\n# {}:{}\n", rule.file, rule.line);
  out += fmt::format("[rule.{}]\n", rule.symbol);
  add_key(out, "component", rule.component);
  add_key(out, "header", rule.header);
  add_key(out, "kind", to_string(rule.kind));
  const StatusCode code = rule.defined_as.value_or(rule.code);
  out += rule.kind == CodeKind::kWin32
             ? fmt::format("code = {}\n", code.value())
             : fmt::format("code = {}\n", to_hex(code));
  if (const std::string values = documented_values(rule, shown_rules);
      !values.empty()) {
    out += fmt::format("documented_as = [{}]\n", values);
  }
  add_key(out, "description", rule.description);
  if (rule.basis == Basis::kCode) {
    add_key(out, "retry", to_string(rule.retry));
    add_key(out, "cause", to_string(rule.cause));
  } else if (rule.basis == Basis::kPattern) {
    out += fmt::format("# retry = {}: decided by a pattern\n",
                       toml_string(to_string(rule.retry)));
  }
  add_key(out, "advice", rule.advice);
  add_key(out, "source", rule.source);
  if (!rule.certain) out += "certain = false\n";
  return out;
}

std::vector<Rule> rules_of(const Catalog& catalog, const std::string& word,
                           Console& console) {
  if (!parse_status_code(word)) {
    std::vector<Rule> rules = catalog.find_symbol(word);
    if (rules.empty()) console.error(no_such_code(catalog, word));
    return rules;
  }
  std::vector<Rule> rules;
  const Result<std::vector<NamedCode>> codes = named_codes(catalog, word);
  for (const CodeKind kind : {CodeKind::kHresult, CodeKind::kNtstatus,
                              CodeKind::kWin32, CodeKind::kOther}) {
    const StatusCode code = codes->front().code;
    for (const Rule& rule : catalog.names(code, kind)) rules.push_back(rule);
  }
  if (rules.empty()) {
    console.error(fmt::format("no rule for {}", word));
  }
  return rules;
}

ExitStatus show_rules(const Words& words, const Catalog& catalog,
                      Console& console) {
  if (words.empty()) {
    console.error("rules show: name a code or a symbol");
    return ExitStatus::kTrouble;
  }
  Output out(output_options(When::kNever));
  bool first = true;
  for (const std::string& word : words) {
    const std::vector<Rule> rules = rules_of(catalog, word, console);
    for (const Rule& rule : rules) {
      if (is_part_of_another(rule, rules)) continue;
      if (std::exchange(first, false)) out.stream() << toml_head(rule);
      out.stream() << to_toml(rule, rules);
    }
  }
  out.finish(console);
  return status_of(console);
}

}  // namespace

ExitStatus run_rules(const Flags& flags, Console& console) {
  const std::string& action = flags.arguments.front();
  const Words rest(flags.arguments.begin() + 1, flags.arguments.end());
  if (action == "check") return check_rules(rest, console);
  const auto choice = CatalogChoice::make(flags, console);
  if (choice == nullptr) return ExitStatus::kTrouble;
  if (action == "import") {
    return import_rules(flags, rest, choice->get(), console);
  }
  if (action == "show") return show_rules(rest, choice->get(), console);
  return list_rules(flags, choice->get(), chosen<When>(flags.color), console);
}

}  // namespace hrscan::cli
