#include "catalog/table.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/builtin.h"
#include "catalog/rules_file.h"
#include "catalog/table_builder.h"
#include "hrscan/catalog.h"

namespace hrscan::table {
namespace {

constexpr std::string_view kHead =
    "format = \"hrscan.rules/1\"\n"
    "component = \"Test\"\n"
    "header = \"test.h\"\n";

RuleSet layer(std::string_view body, std::string_view head = kHead) {
  RuleSet set;
  std::vector<Error> problems;
  parse_rules(std::string(head) + std::string(body), "test.toml", set,
              problems);
  for (const Error& problem : problems) FAIL_CHECK(problem.to_string());
  return set;
}

// A table, and a reader on it.
struct Built {
  explicit Built(const std::vector<RuleSet>& layers)
      : words(build(layers, "2026-01-02")), reader(words.data()) {}

  std::vector<Rule> find(std::uint32_t code,
                         CodeKind kind = CodeKind::kHresult) const {
    std::vector<Rule> rules;
    for (const Record& record : reader.find(code, kind)) {
      rules.push_back(reader.rule(record));
    }
    return rules;
  }

  std::vector<std::uint64_t> words;
  Reader reader;
};

std::size_t count_of(const table::Reader& reader, std::string_view symbol) {
  std::size_t count = 0;
  reader.for_each_of_symbol(symbol, [&](const table::Record&) { ++count; });
  return count;
}

TEST_CASE("a table gives back what was put in", "[table]") {
  const Built table(
      {layer("[rule.T_E_BUSY]\n"
             "code = 0x80990001\n"
             "description = \"The server has too much to do.\"\n"
             "retry = \"likely\"\n"
             "cause = \"busy\"\n"
             "advice = \"Wait.\"\n"
             "source = \"Because.\"\n"
             "certain = false\n"
             "[family.test]\n"
             "first = 0x80990000\n"
             "last = 0x8099FFFF\n"
             "title = \"Test result\"\n")});
  CHECK(table.reader.version() == "2026-01-02");
  CHECK(table.reader.distinct_codes() == 1);
  const std::vector<Rule> rules = table.find(0x80990001);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].symbol == "T_E_BUSY");
  CHECK(rules[0].header == "test.h");
  CHECK(rules[0].component == "Test");
  CHECK(rules[0].description == "The server has too much to do.");
  CHECK(rules[0].advice == "Wait.");
  CHECK(rules[0].source == "Because.");
  CHECK(rules[0].file == "test.toml");
  CHECK(rules[0].line == 4);
  CHECK(rules[0].retry == Retry::kLikely);
  CHECK(rules[0].basis == Basis::kCode);
  CHECK(rules[0].cause == Cause::kBusy);
  CHECK_FALSE(rules[0].certain);
  CHECK_FALSE(rules[0].defined_as);
  CHECK(table.find(0x80990002).empty());
  CHECK(table.find(0x80990001, CodeKind::kNtstatus).empty());
  const FamilyRow* const family = table.reader.family(0x8099ABCD);
  REQUIRE(family != nullptr);
  CHECK(table.reader.string(family->title) == "Test result");
  CHECK(table.reader.family(0x809A0000) == nullptr);
}

TEST_CASE("an empty table answers everything with nothing", "[table]") {
  const Built table({RuleSet()});
  CHECK(table.find(0).empty());
  CHECK(count_of(table.reader, "") == 0);
  CHECK(count_of(table.reader, "E_FAIL") == 0);
  CHECK(table.reader.family(0) == nullptr);
  CHECK(table.reader.facility(7) == nullptr);
}

TEST_CASE("symbols are found in any case", "[table]") {
  const Built table({layer("[rule.T_E_Mixed]\ncode = 0x80990001\n")});
  for (const std::string_view symbol :
       {"T_E_Mixed", "t_e_mixed", "T_E_MIXED"}) {
    CHECK(count_of(table.reader, symbol) == 1);
  }
  CHECK(count_of(table.reader, "T_E_Mixe") == 0);
}

TEST_CASE("names of a code stand by rank, component and symbol", "[table]") {
  const std::string_view low =
      "format = \"hrscan.rules/1\"\ncomponent = \"Z\"\nrank = 1\n";
  const std::string_view high =
      "format = \"hrscan.rules/1\"\ncomponent = \"A\"\nrank = 2\n";
  RuleSet set = layer("[rule.Z2]\ncode = 1\n[rule.Z1]\ncode = 1\n", low);
  const RuleSet more = layer("[rule.A1]\ncode = 1\n", high);
  set.rules.insert(set.rules.end(), more.rules.begin(), more.rules.end());
  const Built table({set});
  std::string order;
  for (const Rule& rule : table.find(1)) {
    order += std::string(rule.symbol) + " ";
  }
  CHECK(order == "Z1 Z2 A1 ");
}

TEST_CASE("headers of one name are joined", "[table]") {
  const Built table(
      {layer("[rule.A]\ncode = 1\nheader = \"xa.h\"\n"
             "[names.\"a.h\"]\nA = 1\n"
             "[names.\"b.h\"]\nA = 1\n")});
  const std::vector<Rule> rules = table.find(1);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].header == "a.h, b.h, xa.h");
}

TEST_CASE("a header whose name is a part of another's is kept", "[table]") {
  const Built table(
      {layer("[names.\"fltwinerror.h\"]\nA = 1\n"
             "[names.\"winerror.h\"]\nA = 1\n")});
  const std::vector<Rule> rules = table.find(1);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].header == "fltwinerror.h, winerror.h");
}

TEST_CASE("a later layer wins", "[table]") {
  const Built table({layer("[rule.A]\ncode = 1\nretry = \"success\"\n"
                           "[rule.B]\ncode = 2\n"),
                     layer("[rule.A]\ncode = 1\nadvice = \"Mine.\"\n"
                           "[rule.C]\ncode = 2\n")});
  const std::vector<Rule> one = table.find(1);
  REQUIRE(one.size() == 1);
  CHECK(one[0].advice == "Mine.");
  CHECK(one[0].basis == Basis::kNone);
  const std::vector<Rule> two = table.find(2);
  REQUIRE(two.size() == 2);
  CHECK(two[0].symbol == "C");
  CHECK(two[1].symbol == "B");
}

TEST_CASE("a documented value stands behind every definition", "[table]") {
  const Built table(
      {layer("rank = 900\n"
             "[rule.A]\ncode = 1\ndocumented_as = [2, 3]\n"
             "[rule.Z]\ncode = 2\n")});
  const std::vector<Rule> two = table.find(2);
  REQUIRE(two.size() == 2);
  CHECK(two[0].symbol == "Z");
  CHECK(two[1].symbol == "A");
  CHECK(two[1].defined_as == StatusCode(1));
  CHECK(table.find(3).size() == 1);
}

TEST_CASE("a pattern decides where a rule is silent", "[table]") {
  RuleSet set = layer(
      "[rule.T_E_BUSY]\ncode = 0x80990001\n"
      "[rule.T_E_SO]\ncode = 0x80990002\n");
  PatternEntry pattern;
  pattern.name = "busy";
  pattern.symbol = "_BUSY$";
  pattern.retry = Retry::kLikely;
  pattern.cause = Cause::kBusy;
  set.patterns.push_back(pattern);
  const Built table({set});
  const Rule busy = table.find(0x80990001).at(0);
  CHECK(busy.retry == Retry::kLikely);
  CHECK(busy.basis == Basis::kPattern);
  CHECK(busy.cause == Cause::kBusy);
  const Rule so = table.find(0x80990002).at(0);
  CHECK(so.retry == Retry::kUnknown);
  CHECK(so.basis == Basis::kNone);
}

TEST_CASE("the same rules give the same table", "[table]") {
  const RuleSet set = layer("[rule.A]\ncode = 1\n[rule.B]\ncode = 1\n");
  RuleSet turned = set;
  std::swap(turned.rules[0], turned.rules[1]);
  const std::vector<RuleSet> first = {set};
  const std::vector<RuleSet> second = {turned};
  CHECK(build(first, "v") == build(second, "v"));
}

TEST_CASE("the built-in catalog comes back from its own rules", "[table]") {
  const Reader reader(builtin_tables().front().words);
  const std::vector<RuleSet> layers = {decode(reader)};
  const std::vector<std::uint64_t> words = build(layers, reader.version());
  const Reader again(words.data());
  REQUIRE(again.records().size() == reader.records().size());
  CHECK(again.distinct_codes() == reader.distinct_codes());
  for (std::size_t i = 0; i < reader.records().size(); ++i) {
    const Rule a = reader.rule(reader.records()[i]);
    const Rule b = again.rule(again.records()[i]);
    INFO(to_hex(a.code) << " " << a.symbol << " / " << b.symbol);
    REQUIRE(a.symbol == b.symbol);
    REQUIRE(a.code == b.code);
    REQUIRE(a.kind == b.kind);
    REQUIRE(a.retry == b.retry);
    REQUIRE(a.basis == b.basis);
    REQUIRE(a.description == b.description);
    if (!a.defined_as) REQUIRE(a.header == b.header);
    REQUIRE(a.defined_as == b.defined_as);
  }
}

TEST_CASE("a table knows its size, strings and all", "[table]") {
  const std::size_t size = Catalog::builtin().reader().size_in_bytes();
  // 24,000 names of some 20 characters and 11,000 sentences of some 60; less
  // than 3 MiB, which is what the catalog may add to the program.
  CHECK(size > 1'500'000);
  CHECK(size < 3 << 20);
}

}  // namespace
}  // namespace hrscan::table
