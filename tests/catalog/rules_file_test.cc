#include "catalog/rules_file.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"
#include "support/files.h"

namespace hrscan {
namespace {

constexpr std::string_view kHead =
    "format = \"hrscan.rules/1\"\n"  // line 1
    "component = \"Test\"\n"         // line 2
    "header = \"test.h\"\n";         // line 3

struct Read {
  bool sound = false;
  RuleSet set;
  std::vector<Error> problems;
};

Read read(std::string_view text) {
  Read r;
  r.sound = parse_rules(text, "test.toml", r.set, r.problems);
  return r;
}
Read read_body(std::string_view body) {
  return read(std::string(kHead) + std::string(body));
}

const RuleEntry& rule_named(const RuleSet& set, std::string_view symbol) {
  for (const RuleEntry& rule : set.rules) {
    if (rule.symbol == symbol) return rule;
  }
  FAIL("no rule " << symbol);
  return set.rules.front();
}

TEST_CASE("a rule is read with all of its keys", "[rules_file]") {
  const Read r = read_body(
      "rank = 50\n"
      "mentions = [\"Test\", \"t32.dll\"]\n"
      "[rule.T_E_BUSY]\n"
      "code = 0x80990001\n"
      "description = \"The test has no time.\"\n"
      "retry = \"likely\"\n"
      "cause = \"busy\"\n"
      "advice = \"Wait.\"\n"
      "source = \"test.h is followed.\"\n"
      "certain = false\n"
      "documented_as = [0x80980001, 0x80970001]\n"
      "same_as = \"T_E_OTHER\"\n"
      "unlike = [\"T_A\", \"T_B\"]\n"
      "[rule.T_ERROR]\n"
      "code = 5\n"
      "kind = \"win32\"\n"
      "header = \"other.h\"\n");
  REQUIRE(r.sound);
  REQUIRE(r.set.rules.size() == 2);
  const RuleEntry& busy = rule_named(r.set, "T_E_BUSY");
  CHECK(busy.code == 0x80990001);
  CHECK(busy.kind == CodeKind::kHresult);
  CHECK(busy.component == "Test");
  CHECK(busy.header == "test.h");
  CHECK(busy.description == "The test has no time.");
  CHECK(busy.retry == Retry::kLikely);
  CHECK(busy.basis == Basis::kCode);
  CHECK(busy.cause == Cause::kBusy);
  CHECK(busy.advice == "Wait.");
  CHECK(busy.source == "test.h is followed.");
  CHECK_FALSE(busy.certain);
  CHECK(busy.rank == 50);
  CHECK(busy.mentions == "Test\nt32.dll");
  CHECK(busy.same_as == std::vector<std::string>{"T_E_OTHER"});
  CHECK(busy.unlike == std::vector<std::string>{"T_A", "T_B"});
  CHECK(busy.documented_as ==
        std::vector<std::uint32_t>{0x80980001, 0x80970001});
  CHECK(busy.file == "test.toml");
  CHECK(busy.place.line == 6);
  const RuleEntry& error = rule_named(r.set, "T_ERROR");
  CHECK(error.kind == CodeKind::kWin32);
  CHECK(error.header == "other.h");
  CHECK_FALSE(error.retry);
  CHECK(error.certain);
}

TEST_CASE("names are read by header", "[rules_file]") {
  const Read r = read_body(
      "[names.\"a.h\"]\n"
      "T_E_ONE = 0x80990001\n"
      "T_E_TWO = [0x80990002, 0x80990003]\n");
  REQUIRE(r.sound);
  REQUIRE(r.set.rules.size() == 3);
  for (const RuleEntry& rule : r.set.rules) CHECK(rule.header == "a.h");
  CHECK(r.set.rules[0].place.line == 5);
  CHECK(r.set.rules[2].symbol == "T_E_TWO");
  CHECK(r.set.rules[2].code == 0x80990003);
}

TEST_CASE("families, facilities and patterns are read", "[rules_file]") {
  Read r = read_body(
      "[family.test]\n"
      "first = 0x80990000\n"
      "last = 0x8099FFFF\n"
      "title = \"Test result\"\n"
      "description = \"A result of a test.\"\n");
  REQUIRE(r.sound);
  REQUIRE(r.set.families.size() == 1);
  CHECK(r.set.families[0].last == 0x8099FFFF);
  CHECK(r.set.families[0].kind == CodeKind::kHresult);

  r = read(
      "format = \"hrscan.facilities/1\"\n"
      "[[facility]]\n"
      "number = 0x99\n"
      "name = \"FACILITY_TEST\"\n"
      "title = \"Test\"\n"
      "aliases = [\"FACILITY_TRIAL\"]\n");
  REQUIRE(r.sound);
  REQUIRE(r.set.facilities.size() == 1);
  CHECK(r.set.facilities[0].number == 0x99);
  CHECK(r.set.facilities[0].aliases ==
        std::vector<std::string>{"FACILITY_TRIAL"});

  r = read(
      "format = \"hrscan.retry-patterns/1\"\n"
      "[[pattern]]\n"
      "name = \"busy\"\n"
      "symbol = '_BUSY$'\n"
      "kind = [\"hresult\", \"win32\"]\n"
      "facility = 36\n"
      "severity = \"failure\"\n"
      "retry = \"likely\"\n"
      "cause = \"busy\"\n"
      "reason = \"Busy things get free.\"\n"
      "examples = [\"T_E_BUSY\"]\n");
  REQUIRE(r.sound);
  REQUIRE(r.set.patterns.size() == 1);
  const PatternEntry& pattern = r.set.patterns[0];
  CHECK(pattern.kinds == 0b101);
  CHECK(pattern.facility == 36);
  CHECK(pattern.severity == SeverityFilter::kFailure);
  CHECK(pattern.retry == Retry::kLikely);
  CHECK(pattern.place.line == 2);
}

struct Fault {
  std::string_view body;  // behind kHead: begins in line 4
  std::uint64_t line;
  std::string_view message;  // a part of it
};

TEST_CASE("faults are named with their line", "[rules_file]") {
  constexpr Fault kFaults[] = {
      {"[rule.A]\ncode = \"x\"\n", 5, "'code' must be a whole number"},
      {"[rule.A]\ncode = -1\n", 5, "from 0 to 0xFFFFFFFF"},
      {"[rule.A]\ncode = 0x100000000\n", 5, "from 0 to 0xFFFFFFFF"},
      {"[rule.A]\ncode = 1.5\n", 5, "whole number"},
      {"[rule.A]\ncode = 70000\nkind = \"win32\"\n", 5, "from 0 to 65535"},
      {"[rule.A]\nretry = \"likely\"\n", 4, "'code' is missing"},
      {"[rule.A]\ncode = 1\nretry = \"maybe\"\n", 6, "'maybe' is not a retry"},
      {"[rule.A]\ncode = 1\ncause = \"fate\"\n", 6, "'fate' is not a cause"},
      {"[rule.A]\ncode = 1\nkind = \"errno\"\n", 6, "'errno' is not a kind"},
      {"[rule.A]\ncode = 1\ncertain = \"no\"\n", 6, "true or false"},
      {"[rule.A]\ncode = 1\ndescription = 3\n", 6, "must be a string"},
      {"[rule.A]\ncode = 1\ndocumented_as = 3\n", 6, "array of numbers"},
      {"[rule.A]\ncode = 1\ndocumented_as = [\"x\"]\n", 6, "whole number"},
      {"[rule.A]\ncode = 1\nretrry = \"likely\"\n", 6,
       "unknown key 'retrry', did you mean 'retry'?"},
      {"rules = 1\n", 4, "unknown key 'rules'"},
      {"rule = 1\n", 4, "table of tables"},
      {"rule.A = 1\n", 4, "must be a table"},
      {"rank = 1000\n", 4, "from 0 to 999"},
      {"mentions = [\"\"]\n", 4, "must hold words"},
      {"mentions = 5\n", 4, "must be an array of strings"},
      {"[names.\"a.h\"]\nA = \"x\"\n", 5, "whole number"},
      {"[rule.A]\ncode = 1\n[names.\"test.h\"]\nA = 1\n", 7, "defined twice"},
      {"[names.\"test.h\"]\nA = [1, 1]\n", 5, "defined twice"},
      {"[family.f]\nfirst = 2\nlast = 1\ntitle = \"T\"\n", 6, "less than"},
      {"[family.f]\nfirst = 1\nlast = 2\n", 4, "'title' is missing"},
      {"[rule.A]\ncode = 1\ncode = 2\n", 6, ""},
      {"[rule.A\n", 4, ""},
      {"x = \xFF\n", 4, ""},
  };
  for (const Fault& fault : kFaults) {
    INFO(fault.body);
    const Read r = read_body(fault.body);
    CHECK_FALSE(r.sound);
    REQUIRE(r.problems.size() == 1);
    const Error& error = r.problems.front();
    INFO(error.to_string());
    CHECK(error.kind == Error::Kind::kFormat);
    CHECK(error.file == "test.toml");
    CHECK(error.line == fault.line);
    CHECK(error.column > 0);
    CHECK(error.message.find(fault.message) != std::string::npos);
  }
}

TEST_CASE("faults of the whole file are named", "[rules_file]") {
  for (const std::string_view text :
       {"", "component = \"x\"\n", "format = \"hrscan.rules/2\"\n",
        "format = 1\n", "format = \"hrscan.rules/1\"\n"}) {
    INFO(text);
    const Read r = read(text);
    CHECK_FALSE(r.sound);
    CHECK_FALSE(r.problems.empty());
    CHECK(r.set.rules.empty());
  }
}

TEST_CASE("a rule at fault is left out and the rest is read", "[rules_file]") {
  const Read r = read_body(
      "[rule.BAD]\n"
      "code = \"x\"\n"
      "[rule.GOOD]\n"
      "code = 0x80990001\n");
  CHECK_FALSE(r.sound);
  REQUIRE(r.set.rules.size() == 1);
  CHECK(r.set.rules[0].symbol == "GOOD");
}

TEST_CASE("faults come in the order of the lines", "[rules_file]") {
  const Read r = read_body(
      "[rule.B]\ncode = \"x\"\n"
      "[rule.A]\ncode = \"x\"\n"
      "[names.\"a.h\"]\nA = \"x\"\n");
  REQUIRE(r.problems.size() == 3);
  CHECK(r.problems[0].line == 5);
  CHECK(r.problems[1].line == 7);
  CHECK(r.problems[2].line == 9);
}

TEST_CASE("a file that cannot be read is a problem", "[rules_file]") {
  for (const std::string_view path : {"tests/no-such-file.toml", "tests"}) {
    RuleSet set;
    std::vector<Error> problems;
    CHECK_FALSE(read_rules_file(test::project_file(path), set, problems));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Error::Kind::kNotFound);
  }
}

TEST_CASE("only strings and comments may hold characters beyond ASCII",
          "[rules_file]") {
  const std::string head = "\xEF\xBB\xBF" + std::string(kHead);
  const Read sound =
      read(head +
           "# \xC3\xA4 comment\n[rule.X_E_Y]\ncode = 0x80990001\n"
           "description = \"Ger\xC3\xA4t \\\" fehlt.\"\n"
           "advice = 'Ger\xC3\xA4t'\n"
           "source = \"\"\"\xC3\xA4\n\xC3\xA4\"\"\"\"\"\n");
  for (const Error& error : sound.problems) {
    UNSCOPED_INFO(error.to_string());
  }
  CHECK(sound.sound);
  for (const std::string_view stray : {"\xC3\xA4", "\xEF\xBB\xBB", "\x80"}) {
    const Read r = read("x = 'y'\n  " + std::string(stray) + " = 1\n");
    REQUIRE(r.problems.size() == 1);
    CHECK(r.problems[0].line == 2);
    CHECK(r.problems[0].column == 3);
  }
}

TEST_CASE("the example in docs/rules.md is a sound rules file",
          "[rules_file]") {
  const std::string docs = test::read_file(test::project_file("docs/rules.md"));
  std::size_t examples = 0;
  for (std::size_t at = docs.find("```toml\n"); at != std::string::npos;
       at = docs.find("```toml\n", at)) {
    at += 8;
    std::string text = docs.substr(at, docs.find("```", at) - at);
    // The family continues the file that the first example begins.
    if (text.find("format = ") == std::string::npos) {
      text = std::string(kHead) + text;
    }
    const Read r = read(text);
    INFO(text);
    for (const Error& error : r.problems) UNSCOPED_INFO(error.to_string());
    CHECK(r.sound);
    ++examples;
  }
  CHECK(examples >= 4);
}

}  // namespace
}  // namespace hrscan
