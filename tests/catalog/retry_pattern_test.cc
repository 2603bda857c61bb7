#include "catalog/retry_pattern.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "catalog/builtin.h"
#include "catalog/rule_set.h"
#include "catalog/table.h"
#include "catalog/table_builder.h"
#include "support/files.h"

namespace hrscan {
namespace {

constexpr StatusCode kFailure(0x80240001);  // facility 36
constexpr StatusCode kSuccess(0x00240001);

PatternEntry pattern(std::string symbol) {
  PatternEntry entry;
  entry.name = "test";
  entry.symbol = std::move(symbol);
  return entry;
}

std::vector<std::string> fact_symbols() {
  std::vector<std::string> symbols;
  for (const auto& path :
       test::files_in(test::project_file("tests/data/facts"), ".tsv")) {
    const std::string text = test::read_file(path);
    for (const std::string_view line : test::split_lines(text)) {
      symbols.emplace_back(test::split(line, '\t').at(1));
    }
  }
  return symbols;
}

// One fault such as a log may have in it.
std::string mutated(std::string symbol, std::mt19937& random) {
  const std::size_t at = random() % symbol.size();
  switch (random() % 4) {
    case 0:
      symbol[at] = static_cast<char>(random());
      break;
    case 1:
      symbol.erase(at, 1 + random() % 4);
      break;
    case 2:
      symbol[at] = ascii::to_lower(symbol[at]);
      break;
    default:
      symbol.insert(at, symbol.substr(random() % symbol.size(), 5));
  }
  return symbol;
}

TEST_CASE("the first pattern that matches decides", "[retry_pattern]") {
  const RetryPatterns patterns(
      {pattern("_NOT_BUSY$"), pattern("_BUSY$"), pattern("BUSY")});
  const auto decide = [&](std::string_view symbol) {
    return patterns.decide(symbol, kFailure, CodeKind::kHresult);
  };
  CHECK(decide("T_E_NOT_BUSY") == 0);
  CHECK(decide("T_E_BUSY") == 1);
  CHECK(decide("BUSY_T") == 2);
  CHECK(decide("T_E_FREE") == RetryPatterns::kNone);
  CHECK(patterns.matches(2, "T_E_NOT_BUSY", kFailure, CodeKind::kHresult));
}

TEST_CASE("an empty expression matches any symbol", "[retry_pattern]") {
  const RetryPatterns patterns({pattern("")});
  CHECK(patterns.decide("X", kFailure, CodeKind::kWin32) == 0);
  CHECK(patterns.decide("", kFailure, CodeKind::kHresult) == 0);
}

TEST_CASE("a pattern may be limited to kinds", "[retry_pattern]") {
  PatternEntry entry = pattern("");
  entry.kinds = 1u << static_cast<unsigned>(CodeKind::kWin32) |
                1u << static_cast<unsigned>(CodeKind::kOther);
  const RetryPatterns patterns({entry});
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kWin32));
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kOther));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kHresult));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kNtstatus));
}

TEST_CASE("a facility limits a pattern to HRESULTs", "[retry_pattern]") {
  PatternEntry entry = pattern("");
  entry.facility = 36;
  const RetryPatterns patterns({entry});
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kHresult));
  CHECK(patterns.matches(0, "X", kSuccess, CodeKind::kHresult));
  CHECK_FALSE(
      patterns.matches(0, "X", StatusCode(0x80070005), CodeKind::kHresult));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kNtstatus));
}

TEST_CASE("severity is read by the code's kind", "[retry_pattern]") {
  PatternEntry failure = pattern("");
  failure.severity = SeverityFilter::kFailure;
  PatternEntry success = pattern("");
  success.severity = SeverityFilter::kSuccess;
  const RetryPatterns patterns({failure, success});
  CHECK(patterns.decide("X", kFailure, CodeKind::kHresult) == 0);
  CHECK(patterns.decide("X", kSuccess, CodeKind::kHresult) == 1);
  CHECK(patterns.decide("X", StatusCode(5), CodeKind::kWin32) == 0);
  CHECK(patterns.decide("X", StatusCode(0), CodeKind::kWin32) == 1);
  CHECK(patterns.decide("X", StatusCode(0x103), CodeKind::kNtstatus) == 1);
}

TEST_CASE("an expression that does not compile matches nothing",
          "[retry_pattern]") {
  const RetryPatterns patterns({pattern("("), pattern("")});
  CHECK_FALSE(patterns.matches(0, "(", kFailure, CodeKind::kHresult));
  CHECK(patterns.decide("(", kFailure, CodeKind::kHresult) == 1);
}

TEST_CASE("an expression tells what a symbol must hold", "[retry_pattern]") {
  using Literals = std::vector<std::string>;
  CHECK(needed_literals("_BUSY$") == Literals{"_busy"});
  CHECK(needed_literals("(?i)Busy") == Literals{"busy"});
  CHECK(needed_literals("NO_.*_MEMORY") == Literals{"_memory"});
  CHECK(needed_literals("TIMEOUT|TIMED_?OUT$") == Literals{"time"});
  Literals one_of = needed_literals("QUOTA|RETRY$");
  std::sort(one_of.begin(), one_of.end());
  CHECK(one_of == Literals{"quota", "retry"});
  CHECK(needed_literals("").empty());
  CHECK(needed_literals("^[A-Z]+$").empty());
  CHECK(needed_literals("BUSY|[0-9]").empty());
  CHECK(needed_literals("(").empty());
}

TEST_CASE("an expression falls into its alternatives", "[retry_pattern]") {
  const auto parts = [](const std::string& expression) {
    std::string text;
    for (const PatternAlternative& part : alternatives_of(expression)) {
      text += (text.empty() ? "" : " ") + part.expression;
    }
    return text;
  };
  CHECK(parts("_BUSY$") == "_BUSY$");
  CHECK(parts("A|^B_(?:C|D)$|E") == "A ^B_(?:C|D)$ E");
  CHECK(parts("(?i)A|B") == "(?i)A (?i)B");
  CHECK(parts("A[|]B|C\\|D|E") == "A[|]B C\\|D E");
  // What is not plain stays as it is.
  CHECK(parts("A|(?i)B") == "A|(?i)B");
  CHECK(parts("A|[]|]") == "A|[]|]");
  CHECK(parts("\\QA|B\\E|C") == "\\QA|B\\E|C");
  CHECK(parts("A|(") == "A|(");
  CHECK(parts("A|*") == "A|*");
  CHECK(alternatives_of("QUOTA|RETRY$").back().literals ==
        std::vector<std::string>{"retry"});
  const RetryPatterns patterns({pattern("X|"), pattern("A|*")});
  CHECK(patterns.matches(0, "B", kFailure, CodeKind::kHresult));
  CHECK_FALSE(patterns.matches(1, "A", kFailure, CodeKind::kHresult));
}

TEST_CASE("alternatives and literals change no decision", "[retry_pattern]") {
  std::vector<PatternEntry> entries =
      table::decode_patterns(table::Reader(builtin_tables().front().words));
  REQUIRE_FALSE(entries.empty());
  const RetryPatterns with(entries);
  std::size_t known = 0;
  for (PatternEntry& entry : entries) {
    for (const PatternAlternative& part : entry.alternatives) {
      if (!part.literals.empty()) ++known;
    }
    entry.alternatives.clear();
  }
  CHECK(known > entries.size());
  const RetryPatterns without(entries);
  const auto check = [&](const std::string& symbol) {
    for (const StatusCode code : {kFailure, kSuccess}) {
      if (with.decide(symbol, code, CodeKind::kHresult) !=
          without.decide(symbol, code, CodeKind::kHresult)) {
        FAIL_CHECK(symbol);
      }
    }
  };
  std::mt19937 random(1);
  const std::vector<std::string> symbols = fact_symbols();
  REQUIRE(symbols.size() > 20'000);
  for (const std::string& symbol : symbols) {
    check(symbol);
    check(mutated(symbol, random));
  }
}

}  // namespace
}  // namespace hrscan
