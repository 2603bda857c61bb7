#include "hrscan/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "base/edit_distance.h"
#include "base/holds_word.h"
#include "catalog/builtin.h"
#include "catalog/retry_pattern.h"
#include "catalog/rules_file.h"
#include "catalog/table.h"
#include "catalog/table_builder.h"

namespace hrscan {
namespace {

using table::Record;

// Two lists of records make up the names of a code: its own, and those of the
// Win32 error or NTSTATUS that it carries or is.
struct NameLists {
  std::span<const Record> own;
  std::span<const Record> carried;
};

// "hr = 0x00000BC2": what installers return for a success that wants a restart,
// where an HRESULT is expected. Both numberings say success. Of other numbers
// without a name nobody knows which is meant.
std::span<const Record> win32_success(const table::Reader& reader,
                                      StatusCode code) {
  constexpr std::uint32_t kMostWin32 = 0xFFFF;
  if (code.value() > kMostWin32) return {};
  const std::span<const Record> names =
      reader.find(code.value(), CodeKind::kWin32);
  const bool says_success =
      !names.empty() &&
      reader.string(names.front().symbol).starts_with("ERROR_SUCCESS_");
  return says_success ? names : std::span<const Record>();
}

NameLists name_lists(const table::Reader& reader, StatusCode code,
                     CodeKind kind) {
  NameLists lists{reader.find(code.value(), kind), {}};
  if (kind != CodeKind::kHresult) return lists;
  // 0x80070000 carries no error.
  if (const auto win32 = code.to_win32().value_or(0); win32 != 0) {
    lists.carried = reader.find(win32, CodeKind::kWin32);
  } else if (const auto nt = code.to_nt()) {
    lists.carried = reader.find(*nt, CodeKind::kNtstatus);
  } else if (lists.own.empty()) {
    lists.carried = win32_success(reader, code);
  }
  return lists;
}

// The records of both lists by rank, the code's own first among equals.
template <typename Function>
void for_each_name(const table::Reader& reader, const NameLists& lists,
                   Function function) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < lists.own.size() || j < lists.carried.size()) {
    const bool own =
        j == lists.carried.size() ||
        (i < lists.own.size() &&
         reader.rank(lists.own[i]) <= reader.rank(lists.carried[j]));
    if (!function(own ? lists.own[i++] : lists.carried[j++])) return;
  }
}

// Whether the HRESULT carries a Win32 error or an NTSTATUS that has a rule.
bool carries_known(const table::Reader& reader, StatusCode code) {
  if (const auto win32 = code.to_win32().value_or(0); win32 != 0) {
    return reader.contains(win32, CodeKind::kWin32);
  }
  const auto nt = code.to_nt();
  return nt && reader.contains(*nt, CodeKind::kNtstatus);
}

}  // namespace

// Made on first use: most runs meet no symbol that has no rule. What was
// decided is remembered: a log repeats its names.
struct Catalog::Patterns {
  std::size_t decide(const table::Reader& reader, std::string_view symbol,
                     StatusCode code, CodeKind kind) {
    constexpr std::size_t kMostRemembered = 1000;
    const std::lock_guard lock(mutex);
    if (!made) made.emplace(table::decode_patterns(reader));
    const auto [entry, is_new] = decided.try_emplace(
        {std::string(symbol), code.value(), kind}, RetryPatterns::kNone);
    if (!is_new) return entry->second;
    const std::size_t index = made->decide(symbol, code, kind);
    entry->second = index;
    if (decided.size() > kMostRemembered) decided.clear();
    return index;
  }

  std::mutex mutex;
  std::optional<RetryPatterns> made;
  std::map<std::tuple<std::string, std::uint32_t, CodeKind>, std::size_t>
      decided;
};

Catalog::Catalog() : patterns_(std::make_unique<Patterns>()) {}

Catalog::Catalog(std::vector<std::uint64_t> table) : Catalog() {
  owned_ = std::move(table);
  reader_ = std::make_unique<table::Reader>(owned_.data());
}

Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

const Catalog& Catalog::builtin() {
  // Never destroyed: nobody waits for that at the end of a run, and others that
  // are destroyed then may still use it.
  static const Catalog* const catalog = [] {
    auto* const made = new Catalog;
    made->reader_ =
        std::make_unique<table::Reader>(builtin_tables().front().words);
    return made;
  }();
  return *catalog;
}

Facility Catalog::facility(std::uint32_t number) const {
  const table::FacilityRow* const row = reader_->facility(number);
  if (row == nullptr) return {number, {}, {}};
  return {number, reader_->string(row->name), reader_->string(row->title)};
}

Meaning Catalog::meaning(StatusCode code, CodeKind kind) const {
  Meaning m;
  m.code = code;
  m.kind = kind;
  if (kind == CodeKind::kHresult) m.facility = facility(code.facility());
  const NameLists lists = name_lists(*reader_, code, kind);
  for_each_name(*reader_, lists, [&](const Record& record) {
    const Rule rule = reader_->rule(record);
    if (!m.known) {
      m.symbol = rule.symbol;
      m.component = rule.component;
      m.certain = rule.certain;
      m.known = true;
      if (rule.defined_as) {
        m.facility = facility(rule.defined_as->facility());
      }
    }
    if (m.description.empty()) m.description = rule.description;
    if (m.advice.empty()) m.advice = rule.advice;
    if (rule.basis < m.basis) {
      m.retry = rule.retry;
      m.basis = rule.basis;
      m.cause = rule.cause;
    }
    // All names of a carried Win32 error or NTSTATUS mean that error, so one
    // may speak for another. Elsewhere rivals share nothing but the number.
    return !lists.carried.empty() &&
           (m.description.empty() || m.basis != Basis::kCode);
  });
  if (m.known) return m;

  if (const table::FamilyRow* family = reader_->family(code.value());
      family != nullptr && static_cast<CodeKind>(family->kind) == kind) {
    m.component = reader_->string(family->title);
    m.description = reader_->string(family->description);
    m.known = true;
  }
  const Decision decision = decide({}, code, kind);
  if (!decision.pattern.empty()) {
    m.retry = decision.retry;
    m.cause = decision.cause;
    m.basis = Basis::kPattern;
  }
  return m;
}

Meaning Catalog::meaning(StatusCode code, CodeKind kind,
                         std::string_view symbol) const {
  Meaning m = meaning(code, kind);
  if (symbol.empty() || m.symbol == symbol) return m;
  bool has_rule = false;
  for_each_name(*reader_, name_lists(*reader_, code, kind),
                [&](const Record& record) {
                  const Rule rule = reader_->rule(record);
                  if (rule.symbol != symbol) return true;
                  has_rule = true;
                  const bool rival = m.component != rule.component;
                  m.symbol = rule.symbol;
                  m.component = rule.component;
                  m.certain = rule.certain;
                  // What is said of a rival is not said of this one.
                  if (!rule.description.empty() || rival) {
                    m.description = rule.description;
                    m.advice = rule.advice;
                  }
                  if (rule.basis != Basis::kNone || rival) {
                    m.retry = rule.retry;
                    m.basis = rule.basis;
                    m.cause = rule.cause;
                  }
                  return false;
                });
  if (has_rule || !m.symbol.empty()) return m;
  m.symbol = symbol;
  // "[HRESULT = 0x00000bc2 - ERROR_SUCCESS_REBOOT_REQUIRED]": the number of a
  // Win32 error under its own name.
  for (const Record& record : reader_->find(code.value(), CodeKind::kWin32)) {
    const Rule rule = reader_->rule(record);
    if (rule.symbol != symbol) continue;
    m.symbol = rule.symbol;
    m.component = rule.component;
    m.description = rule.description;
    m.advice = rule.advice;
    m.retry = rule.retry;
    m.basis = rule.basis;
    m.cause = rule.cause;
    m.known = true;
    return m;
  }
  m.basis = Basis::kLog;
  const Decision decision = decide(symbol, code, kind);
  if (decision.retry != Retry::kUnknown) {
    m.retry = decision.retry;
    m.cause = decision.cause;
  }
  return m;
}

std::string_view Catalog::mentioned_name(StatusCode code, CodeKind kind,
                                         std::string_view before,
                                         std::string_view behind) const {
  const NameLists lists = name_lists(*reader_, code, kind);
  if (lists.own.size() + lists.carried.size() < 2) return {};
  std::string_view name;
  const char* last_words = nullptr;
  for_each_name(*reader_, lists, [&](const Record& record) {
    std::string_view words = reader_->mentions(record);
    // Names of one component stand in a row, and its words stand once.
    if (std::exchange(last_words, words.data()) == words.data()) return true;
    while (name.empty() && !words.empty()) {
      const std::size_t end = std::min(words.find('\n'), words.size());
      const std::string_view word = words.substr(0, end);
      if (holds_word(before, word) || holds_word(behind, word)) {
        name = reader_->string(record.symbol);
      }
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    return name.empty();
  });
  return name;
}

bool Catalog::may_be_mentioned(StatusCode code, CodeKind kind) const {
  const NameLists lists = name_lists(*reader_, code, kind);
  if (lists.own.size() + lists.carried.size() < 2) return false;
  bool has_words = false;
  for_each_name(*reader_, lists, [&](const Record& record) {
    has_words = !reader_->mentions(record).empty();
    return !has_words;
  });
  return has_words;
}

std::vector<Rule> Catalog::names(StatusCode code, CodeKind kind) const {
  std::vector<Rule> rules;
  for_each_name(*reader_, name_lists(*reader_, code, kind),
                [&](const Record& record) {
                  rules.push_back(reader_->rule(record));
                  return true;
                });
  return rules;
}

bool Catalog::has_name(StatusCode code, CodeKind kind,
                       std::string_view symbol) const {
  bool found = false;
  for_each_name(*reader_, name_lists(*reader_, code, kind),
                [&](const Record& record) {
                  found = reader_->string(record.symbol) == symbol;
                  return !found;
                });
  return found;
}

std::vector<Rule> Catalog::find_symbol(std::string_view symbol) const {
  std::vector<Rule> rules;
  reader_->for_each_of_symbol(symbol, [&](const Record& record) {
    rules.push_back(reader_->rule(record));
  });
  if (rules.size() < 2) return rules;
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Rule& a, const Rule& b) {
                     return std::pair(a.rank, a.defined_as.has_value()) <
                            std::pair(b.rank, b.defined_as.has_value());
                   });
  return rules;
}

std::vector<std::string_view> Catalog::suggest(std::string_view symbol,
                                               std::size_t most) const {
  const std::size_t limit = std::clamp<std::size_t>(symbol.size() / 4, 1, 4);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const Record& record : reader_->records()) {
    const std::string_view candidate = reader_->string(record.symbol);
    const std::size_t distance = edit_distance(symbol, candidate, limit);
    if (distance <= limit) near.emplace_back(distance, candidate);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string_view> best;
  for (std::size_t i = 0; i < near.size() && i < most; ++i) {
    best.push_back(near[i].second);
  }
  return best;
}

Classification Catalog::classify(StatusCode code) const {
  Classification c;
  c.known_facility = reader_->knows_facility(code.facility());
  c.failure = code.failed();
  const Record* const record = reader_->first(code.value());
  if (record != nullptr && record->bare_kind != 0) {
    c.kind = static_cast<CodeKind>(record->bare_kind - 1);
    c.known = true;
  } else if (carries_known(*reader_, code)) {
    c.known = true;
  } else if (const table::FamilyRow* family = reader_->family(code.value())) {
    c.kind = static_cast<CodeKind>(family->kind);
    c.known = true;
  }
  return c;
}

bool Catalog::knows(StatusCode code, CodeKind kind) const {
  return reader_->contains(code.value(), kind);
}

Catalog::Decision Catalog::decide(std::string_view symbol, StatusCode code,
                                  CodeKind kind) const {
  const std::size_t index = patterns_->decide(*reader_, symbol, code, kind);
  if (index == RetryPatterns::kNone) return {};
  const table::PatternRow& row = reader_->patterns()[index];
  return {static_cast<Retry>(row.retry), static_cast<Cause>(row.cause),
          reader_->string(row.name)};
}

std::size_t Catalog::size() const { return reader_->records().size(); }
Rule Catalog::rule(std::size_t index) const {
  return reader_->rule(reader_->records()[index]);
}
std::size_t Catalog::distinct_codes() const {
  return reader_->distinct_codes();
}
std::string_view Catalog::version() const { return reader_->version(); }

namespace {

constexpr std::string_view kBuiltinPrefix = "builtin:";

// Reads one --rules argument into `set`.
void read_layer(const std::string& name, RuleSet& set,
                std::vector<Error>& problems) {
  if (!name.starts_with(kBuiltinPrefix)) {
    read_rules_file(name, set, problems);
    return;
  }
  const std::string_view wanted =
      std::string_view(name).substr(kBuiltinPrefix.size());
  std::vector<std::string_view> overlays;
  for (const BuiltinTable& overlay : builtin_tables().subspan(1)) {
    if (overlay.name == wanted) {
      set = table::decode(table::Reader(overlay.words));
      return;
    }
    overlays.push_back(overlay.name);
  }
  Error error;
  error.kind = Error::Kind::kNotFound;
  error.message =
      "no built-in rules of this name" + did_you_mean(wanted, overlays);
  error.file = name;
  problems.push_back(std::move(error));
}

}  // namespace

Result<std::unique_ptr<Catalog>> load_catalog(const CatalogOptions& options,
                                              std::vector<Error>* problems) {
  std::vector<Error> found;
  std::vector<RuleSet> layers;
  const table::Reader& builtin = Catalog::builtin().reader();
  RuleSet lowest = table::decode(builtin);
  if (!options.builtin) {
    // Facilities and patterns are not what the user turns off.
    lowest.rules.clear();
    lowest.families.clear();
  }
  layers.push_back(std::move(lowest));
  for (const std::string& name : options.rules) {
    read_layer(name, layers.emplace_back(), found);
  }
  if (problems != nullptr) {
    problems->insert(problems->end(), found.begin(), found.end());
  }
  if (!found.empty()) return found.front();
  return std::make_unique<Catalog>(table::build(layers, builtin.version()));
}

}  // namespace hrscan
