#include "cli/explanation.h"

#include <algorithm>
#include <utility>

#include "cli/filter.h"

namespace hrscan::cli {
namespace {

constexpr std::uint32_t kMostWin32 = 0xFFFF;
constexpr CodeKind kKinds[] = {CodeKind::kHresult, CodeKind::kNtstatus,
                               CodeKind::kWin32, CodeKind::kOther};

Reading read(const Catalog& catalog, StatusCode code, CodeKind kind,
             std::string_view symbol = {}) {
  return {code, kind, catalog.meaning(code, kind, symbol),
          catalog.names(code, kind)};
}

// Small decimal numbers are Win32 errors first of all; small hexadecimal ones
// are so where nothing else is known of them.
CodeKind likely_kind(const Catalog& catalog, const WrittenCode& written) {
  const Classification classified = catalog.classify(written.code);
  const bool small = written.code.value() <= kMostWin32;
  const bool known_win32 =
      small && catalog.knows(written.code, CodeKind::kWin32);
  const bool decimal = written.form == Form::kDecimal;
  if (known_win32 && (decimal || !classified.known)) return CodeKind::kWin32;
  if (small && decimal && !classified.known) return CodeKind::kWin32;
  return classified.kind;
}

std::vector<Reading> other_readings(const Catalog& catalog,
                                    const Reading& main) {
  std::vector<Reading> others;
  for (const CodeKind kind : kKinds) {
    if (kind == main.kind || !catalog.knows(main.code, kind)) continue;
    others.push_back(read(catalog, main.code, kind));
  }
  return others;
}

std::vector<Relative> relatives(const Catalog& catalog, const Reading& main) {
  std::vector<Relative> found;
  const auto add = [&](StatusCode code, CodeKind kind) {
    found.push_back({code, kind, catalog.meaning(code, kind).symbol});
  };
  const std::uint32_t value = main.code.value();
  switch (main.kind) {
    case CodeKind::kHresult:
      if (const auto win32 = main.code.to_win32()) {
        add(StatusCode(*win32), CodeKind::kWin32);
      } else if (const auto nt = main.code.to_nt()) {
        add(StatusCode(*nt), CodeKind::kNtstatus);
      }
      break;
    case CodeKind::kWin32:
      add(StatusCode::from_win32(value), CodeKind::kHresult);
      break;
    case CodeKind::kNtstatus:
      add(StatusCode::from_nt(value), CodeKind::kHresult);
      break;
    case CodeKind::kOther:
      break;
  }
  return found;
}

void note_documentation(const Catalog& catalog, Explanation& e) {
  const std::string_view symbol = e.main.meaning.symbol;
  for (const Rule& rule : catalog.find_symbol(symbol)) {
    if (!rule.defined_as || rule.kind != e.main.kind) continue;
    if (rule.code == e.main.code) e.defined_as = rule.defined_as;
    if (*rule.defined_as == e.main.code) e.documented_as.push_back(rule.code);
  }
}

Explanation explain_reading(const Catalog& catalog, std::string argument,
                            Reading main) {
  Explanation e;
  e.argument = std::move(argument);
  e.main = std::move(main);
  e.relatives = relatives(catalog, e.main);
  e.others = other_readings(catalog, e.main);
  note_documentation(catalog, e);
  return e;
}

// "0xC1900101-0x4001E", with blanks around the dash or not.
std::optional<std::pair<WrittenCode, WrittenCode>> with_extend(
    std::string_view text) {
  const std::size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return std::nullopt;
  std::string_view first = text.substr(0, dash);
  std::string_view second = text.substr(dash + 1);
  while (first.ends_with(' ')) first.remove_suffix(1);
  while (second.starts_with(' ')) second.remove_prefix(1);
  const auto result = parse_status_code(first);
  const auto extend = parse_status_code(second);
  if (!result || !extend) return std::nullopt;
  return std::pair(*result, *extend);
}

std::vector<Explanation> explain_symbol(const Catalog& catalog,
                                        const std::string& symbol) {
  const std::vector<Rule> rules = catalog.find_symbol(symbol);
  // A value that only documentation prints is told of at the real one.
  const bool only_documented =
      std::all_of(rules.begin(), rules.end(),
                  [](const Rule& rule) { return rule.defined_as.has_value(); });
  std::vector<Explanation> found;
  for (const Rule& rule : rules) {
    if (rule.defined_as && !only_documented) continue;
    const bool again =
        std::any_of(found.begin(), found.end(), [&](const Explanation& e) {
          return e.main.code == rule.code && e.main.kind == rule.kind;
        });
    if (again) continue;
    found.push_back(explain_reading(
        catalog, symbol, read(catalog, rule.code, rule.kind, rule.symbol)));
  }
  return found;
}

}  // namespace

Result<std::vector<Explanation>> explain(const Catalog& catalog,
                                         const std::string& argument) {
  std::optional<WrittenCode> written = parse_status_code(argument);
  std::optional<std::uint32_t> extend;
  if (!written) {
    if (const auto both = with_extend(argument)) {
      written = both->first;
      extend = both->second.code.value();
    }
  }
  if (written) {
    Explanation e = explain_reading(
        catalog, argument,
        read(catalog, written->code, likely_kind(catalog, *written)));
    e.extend = extend;
    return std::vector{std::move(e)};
  }
  std::vector<Explanation> found = explain_symbol(catalog, argument);
  if (found.empty()) return no_such_code(catalog, argument);
  return found;
}

}  // namespace hrscan::cli
