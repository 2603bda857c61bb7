#include "catalog/rules_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "catalog/stray_bytes.h"
#include "catalog/toml_reader.h"

namespace hrscan {
namespace {

constexpr std::string_view kRulesFormat = "hrscan.rules/1";
constexpr std::string_view kPatternsFormat = "hrscan.retry-patterns/1";
constexpr std::string_view kFacilitiesFormat = "hrscan.facilities/1";

class FileReader : public TomlReader {
 public:
  FileReader(std::string file, RuleSet& set, std::vector<Error>& problems)
      : TomlReader(std::move(file), problems), set_(set) {}

  void read(const toml::table& root) {
    const std::string format = string_at(root, "format", /*required=*/true);
    if (format == kRulesFormat) {
      read_rules(root);
    } else if (format == kPatternsFormat) {
      read_patterns(root);
    } else if (format == kFacilitiesFormat) {
      read_facilities(root);
    } else if (!format.empty()) {
      fault(
          *root.get("format"),
          fmt::format(
              "format '{}' is not known; this version reads {}", format,
              quoted_list({kRulesFormat, kPatternsFormat, kFacilitiesFormat})));
    }
  }

 private:
  // Values that a file sets for all of its rules.
  struct Defaults {
    std::string component;
    std::string header;
    CodeKind kind = CodeKind::kHresult;
    std::uint16_t rank = 100;
    std::string mentions;
  };

  static std::int64_t most_for(CodeKind kind) {
    return kind == CodeKind::kWin32 ? 0xFFFF : 0xFFFF'FFFF;
  }

  Place place_of(const toml::source_position& where) {
    return {where.line, where.column};
  }

  void read_rules(const toml::table& root) {
    check_keys(root, {"format", "component", "header", "kind", "rank",
                      "mentions", "rule", "names", "family"});
    Defaults defaults;
    defaults.component = string_at(root, "component", /*required=*/true);
    defaults.header = string_at(root, "header");
    defaults.kind = kind_at(root).value_or(CodeKind::kHresult);
    if (root.contains("rank")) {
      defaults.rank = static_cast<std::uint16_t>(
          number_at(root, "rank", 999).value_or(100));
    }
    defaults.mentions = mentions_at(root);
    for_each_table(root, "rule",
                   [&](const toml::key& key, const toml::table& table) {
                     read_rule(key, table, defaults);
                   });
    for_each_table(
        root, "names", [&](const toml::key& header, const toml::table& table) {
          for (const auto& [symbol, value] : table) {
            read_name(symbol, value, std::string(header.str()), defaults);
          }
        });
    for_each_table(root, "family",
                   [&](const toml::key& key, const toml::table& table) {
                     read_family(key, table);
                   });
  }

  // Words of letters, digits and what stands between them.
  std::string mentions_at(const toml::table& root) {
    std::string joined;
    for (const std::string& word : strings_at(root, "mentions")) {
      if (word.empty() || word.find('\n') != std::string::npos) {
        fault(*root.get("mentions"), "'mentions' must hold words");
        continue;
      }
      joined += (joined.empty() ? "" : "\n") + word;
    }
    return joined;
  }

  std::optional<CodeKind> kind_at(const toml::table& table) {
    return word_at(table, "kind", parse_code_kind,
                   {"hresult", "win32", "ntstatus", "other"});
  }

  std::optional<Retry> retry_at(const toml::table& table) {
    return word_at(table, "retry", parse_retry,
                   {"likely", "possible", "after-action", "unlikely", "success",
                    "unknown"});
  }

  std::optional<Cause> cause_at(const toml::table& table) {
    return word_at(
        table, "cause", parse_cause,
        {"busy", "throttled", "timeout", "network", "locked", "memory", "disk",
         "quota", "auth", "denied", "missing", "state", "input", "unsupported",
         "corrupt", "cancelled", "bug"});
  }

  void read_rule(const toml::key& key, const toml::table& table,
                 const Defaults& defaults) {
    check_keys(table, {"code", "description", "retry", "cause", "advice",
                       "source", "certain", "documented_as", "header", "kind",
                       "component", "same_as", "unlike"});
    RuleEntry entry;
    entry.symbol = key.str();
    entry.component = table.contains("component")
                          ? string_at(table, "component")
                          : defaults.component;
    entry.header =
        table.contains("header") ? string_at(table, "header") : defaults.header;
    entry.kind = kind_at(table).value_or(defaults.kind);
    entry.rank = defaults.rank;
    entry.mentions = defaults.mentions;
    entry.file = file();
    entry.place = place_of(key.source().begin);
    entry.description = string_at(table, "description");
    entry.advice = string_at(table, "advice");
    entry.source = string_at(table, "source");
    entry.retry = retry_at(table);
    entry.cause = cause_at(table).value_or(Cause::kNone);
    entry.same_as = strings_at(table, "same_as");
    entry.unlike = strings_at(table, "unlike");
    if (const toml::node* certain = table.get("certain")) {
      if (const auto* flag = certain->as_boolean()) {
        entry.certain = flag->get();
      } else {
        fault(*certain, "'certain' must be true or false");
      }
    }
    read_documented_as(table, entry);
    const auto code = number_at(table, "code", most_for(entry.kind));
    if (!code) return;
    entry.code = *code;
    add(std::move(entry));
  }

  void read_documented_as(const toml::table& table, RuleEntry& entry) {
    const toml::node* const node = table.get("documented_as");
    if (node == nullptr) return;
    const auto* const values = node->as_array();
    if (values == nullptr) {
      fault(*node, "'documented_as' must be an array of numbers");
      return;
    }
    for (const toml::node& value : *values) {
      if (const auto code = number(value, "'documented_as'", 0xFFFF'FFFF)) {
        entry.documented_as.push_back(*code);
      }
    }
  }

  // SYMBOL = 0x80240001, or an array where one header gives it two values.
  void read_name(const toml::key& symbol, const toml::node& value,
                 std::string header, const Defaults& defaults) {
    const auto add_value = [&](const toml::node& node) {
      const auto code = number(node, fmt::format("'{}'", symbol.str()),
                               most_for(defaults.kind));
      if (!code) return;
      RuleEntry entry;
      entry.code = *code;
      entry.symbol = symbol.str();
      entry.header = header;
      entry.component = defaults.component;
      entry.kind = defaults.kind;
      entry.rank = defaults.rank;
      entry.mentions = defaults.mentions;
      entry.file = file();
      entry.place = place_of(symbol.source().begin);
      add(std::move(entry));
    };
    if (const auto* const values = value.as_array()) {
      for (const toml::node& item : *values) add_value(item);
    } else {
      add_value(value);
    }
  }

  void add(RuleEntry entry) {
    const auto [place, is_new] = seen_.try_emplace(
        std::tuple(entry.symbol, entry.code, entry.header), entry.place.line);
    if (!is_new) {
      fault_at({entry.place.line, entry.place.column},
               fmt::format("{} is defined twice with this value and header, "
                           "first in line {}",
                           entry.symbol, place->second));
      return;
    }
    set_.rules.push_back(std::move(entry));
  }

  void read_family(const toml::key& key, const toml::table& table) {
    check_keys(table, {"first", "last", "kind", "title", "description"});
    FamilyEntry entry;
    entry.name = key.str();
    entry.kind = kind_at(table).value_or(CodeKind::kHresult);
    entry.title = string_at(table, "title", /*required=*/true);
    entry.description = string_at(table, "description");
    const auto first = number_at(table, "first", 0xFFFF'FFFF);
    const auto last = number_at(table, "last", 0xFFFF'FFFF);
    if (!first || !last) return;
    if (*first > *last) {
      fault(*table.get("last"), "'last' is less than 'first'");
      return;
    }
    entry.first = *first;
    entry.last = *last;
    set_.families.push_back(std::move(entry));
  }

  void read_facilities(const toml::table& root) {
    check_keys(root, {"format", "facility"});
    for_each_row(root, "facility", [&](const toml::table& table) {
      check_keys(table, {"number", "name", "title", "aliases"});
      FacilityEntry entry;
      entry.name = string_at(table, "name", /*required=*/true);
      entry.title = string_at(table, "title");
      entry.aliases = strings_at(table, "aliases");
      const auto value = number_at(table, "number", 0xFFF);
      if (!value) return;
      entry.number = *value;
      set_.facilities.push_back(std::move(entry));
    });
  }

  void read_patterns(const toml::table& root) {
    check_keys(root, {"format", "pattern"});
    for_each_row(root, "pattern", [&](const toml::table& table) {
      check_keys(table,
                 {"name", "symbol", "kind", "facility", "severity", "retry",
                  "cause", "reason", "examples", "counter_examples"});
      PatternEntry entry;
      entry.file = file();
      entry.place = place_of(table.source().begin);
      entry.name = string_at(table, "name", /*required=*/true);
      entry.symbol = string_at(table, "symbol");
      entry.reason = string_at(table, "reason", /*required=*/true);
      entry.examples = strings_at(table, "examples");
      entry.counter_examples = strings_at(table, "counter_examples");
      entry.cause = cause_at(table).value_or(Cause::kNone);
      for (const std::string& word : strings_at(table, "kind")) {
        if (const auto kind = parse_code_kind(word)) {
          entry.kinds |= 1u << static_cast<unsigned>(*kind);
        } else {
          fault(*table.get("kind"), fmt::format("'{}' is not a kind", word));
        }
      }
      if (table.contains("facility")) {
        entry.facility = static_cast<std::int32_t>(
            number_at(table, "facility", 0xFFF).value_or(0));
      }
      if (const std::string word = string_at(table, "severity");
          word == "success") {
        entry.severity = SeverityFilter::kSuccess;
      } else if (word == "failure") {
        entry.severity = SeverityFilter::kFailure;
      } else if (!word.empty()) {
        fault(*table.get("severity"),
              fmt::format("'{}' is not a severity: success or failure", word));
      }
      const auto retry = retry_at(table);
      if (!retry) {
        if (!table.contains("retry")) fault(table, "'retry' is missing");
        return;
      }
      entry.retry = *retry;
      set_.patterns.push_back(std::move(entry));
    });
  }

  RuleSet& set_;
  std::map<std::tuple<std::string, std::uint32_t, std::string>, std::uint32_t>
      seen_;
};

}  // namespace

bool parse_rules(std::string_view text, const std::string& file, RuleSet& set,
                 std::vector<Error>& problems) {
  const std::size_t before = problems.size();
  FileReader reader(file, set, problems);
  if (const auto where = find_stray_byte(text)) {
    reader.fault_at({where->line, where->column},
                    "only strings and comments may hold characters beyond "
                    "ASCII");
    return false;
  }
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) {
    reader.read(parsed.table());
  } else {
    reader.fault_at(parsed.error().source().begin,
                    std::string(parsed.error().description()));
  }
  // toml++ keeps tables sorted by key; people read from top to bottom.
  std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(before),
                   problems.end(), [](const Error& a, const Error& b) {
                     return std::tie(a.line, a.column) <
                            std::tie(b.line, b.column);
                   });
  return problems.size() == before;
}

bool read_rules_file(const std::filesystem::path& path, RuleSet& set,
                     std::vector<Error>& problems) {
  std::error_code fault;
  std::ifstream in;
  errno = 0;
  if (std::filesystem::is_directory(path, fault)) {
    errno = EISDIR;
  } else {
    in.open(path, std::ios::binary);
  }
  if (!in.is_open()) {
    Error error;
    error.kind = Error::Kind::kNotFound;
    error.message = "cannot read this rules file";
    error.file = path.string();
    if (errno != 0) error.cause = std::generic_category().message(errno);
    problems.push_back(std::move(error));
    return false;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_rules(text, path.string(), set, problems);
}

}  // namespace hrscan
