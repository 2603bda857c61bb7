// RuleSet: rules as read from files, before they are made into a table. Plain
// data: the TOML reader fills it, the linter looks at it, the builder takes it.
#ifndef HRSCAN_CATALOG_RULE_SET_H_
#define HRSCAN_CATALOG_RULE_SET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hrscan/rule.h"
#include "hrscan/status_code.h"

namespace hrscan {

// Where in a file something stands; both 1-based.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct RuleEntry {
  std::uint32_t code = 0;
  CodeKind kind = CodeKind::kHresult;
  std::string symbol;
  std::string header;
  std::string component;
  std::string description;
  std::string advice;
  std::string source;
  std::string file;
  Place place;
  std::optional<Retry> retry;  // empty: the patterns decide
  Basis basis = Basis::kCode;  // of `retry`, where there is one
  Cause cause = Cause::kNone;
  bool certain = true;
  std::uint16_t rank = 100;
  std::string mentions;  // words for the component in logs, joined by '\n'
  std::vector<std::uint32_t> documented_as;
  // For the linter only: symbols with the same description, and of the same
  // code with another retry, on purpose.
  std::vector<std::string> same_as;
  std::vector<std::string> unlike;
};

struct FamilyEntry {
  std::string name;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  CodeKind kind = CodeKind::kHresult;
  std::string title;
  std::string description;
};

struct FacilityEntry {
  std::uint32_t number = 0;
  std::string name;
  std::string title;
  std::vector<std::string> aliases;
};

enum class SeverityFilter : std::uint8_t { kAny, kSuccess, kFailure };

// One of the expressions between the '|' of another one.
struct PatternAlternative {
  std::string expression;  // RE2
  // In lower case; a symbol that holds none of them, in whatever case, does not
  // match. Empty: none are known.
  std::vector<std::string> literals;

  bool operator==(const PatternAlternative&) const = default;
};

struct PatternEntry {
  std::string name;
  std::string symbol;  // RE2, empty: any symbol
  // What `symbol` consists of. Empty: that is not known. See alternatives_of().
  std::vector<PatternAlternative> alternatives;
  std::uint32_t kinds = 0;     // a bit per CodeKind, 0: any
  std::int32_t facility = -1;  // -1: any
  SeverityFilter severity = SeverityFilter::kAny;
  Retry retry = Retry::kUnknown;
  Cause cause = Cause::kNone;
  std::string reason;
  std::vector<std::string> examples;
  std::vector<std::string> counter_examples;
  std::string file;
  Place place;
};

struct RuleSet {
  std::vector<RuleEntry> rules;
  std::vector<FamilyEntry> families;
  std::vector<FacilityEntry> facilities;
  std::vector<PatternEntry> patterns;
};

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_RULE_SET_H_
