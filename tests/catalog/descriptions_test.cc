// What the project's rules say in words, judged without the linter: one
// sentence each, and no two errors with the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <string>
#include <tuple>
#include <vector>

#include "catalog/rules_file.h"
#include "hrscan/catalog.h"
#include "support/files.h"

namespace hrscan {
namespace {

const RuleSet& project_rules() {
  static const RuleSet rules = [] {
    RuleSet set;
    std::vector<Error> problems;
    for (const auto& path :
         test::files_in(test::project_file("rules"), ".toml")) {
      read_rules_file(path, set, problems);
    }
    return set;
  }();
  return rules;
}

TEST_CASE("every description is one plain sentence", "[descriptions]") {
  // No control characters, no character beyond ASCII, no blanks in a row.
  const std::regex sentence("[A-Z0-9](?:[!-~]| (?! ))*[^ .]\\.");
  std::size_t described = 0;
  for (std::size_t i = 0; i < Catalog::builtin().size(); ++i) {
    const Rule rule = Catalog::builtin().rule(i);
    const std::string description(rule.description);
    if (description.empty()) continue;
    ++described;
    INFO(rule.file << ":" << rule.line << ": " << description);
    CHECK(description.size() >= 25);
    CHECK(description.size() <= 160);
    CHECK(std::regex_match(description, sentence));
    const std::regex symbol("\\b" + std::string(rule.symbol) + "\\b");
    CHECK_FALSE(std::regex_search(description, symbol));
  }
  CHECK(described > 600);
}

TEST_CASE("no two errors of a facility have the same sentence",
          "[descriptions]") {
  const auto is_synonym = [](const RuleEntry& a, const RuleEntry& b) {
    return std::find(a.same_as.begin(), a.same_as.end(), b.symbol) !=
           a.same_as.end();
  };
  using Key = std::tuple<CodeKind, std::uint32_t, std::string>;
  std::map<Key, const RuleEntry*> first;
  for (const RuleEntry& rule : project_rules().rules) {
    if (rule.description.empty()) continue;
    const std::uint32_t facility =
        rule.kind == CodeKind::kHresult ? rule.code >> 16 & 0x7FF : 0;
    const auto [place, is_new] =
        first.try_emplace(Key(rule.kind, facility, rule.description), &rule);
    const RuleEntry& other = *place->second;
    if (is_new || other.code == rule.code || is_synonym(rule, other) ||
        is_synonym(other, rule)) {
      continue;
    }
    FAIL_CHECK(rule.file << ":" << rule.place.line << ": " << rule.symbol
                         << " has the description of " << other.symbol);
  }
}

}  // namespace
}  // namespace hrscan
