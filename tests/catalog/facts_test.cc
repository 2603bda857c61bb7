// The catalog against tests/data/facts: every status code is found by its
// number and by its name.
#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "support/files.h"

namespace hrscan {
namespace {

struct Fact {
  std::uint32_t value = 0;
  std::string symbol;
  std::string header;
};

std::vector<Fact> read_facts(std::string_view name) {
  const std::string text = test::read_file(
      test::project_file("tests/data/facts/" + std::string(name)));
  std::vector<Fact> facts;
  for (const std::string_view line : test::split_lines(text)) {
    const std::vector<std::string_view> cells = test::split(line, '\t');
    INFO(line);
    REQUIRE(cells.size() == 3);
    facts.push_back({static_cast<std::uint32_t>(std::strtoul(
                         std::string(cells[0]).c_str(), nullptr, 0)),
                     std::string(cells[1]), std::string(cells[2])});
  }
  return facts;
}

bool names_header(const Rule& rule, std::string_view header) {
  std::string_view rest = rule.header;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    if (rest.substr(0, comma) == header) return true;
    if (comma == std::string_view::npos) return false;
    rest.remove_prefix(comma + 2);
  }
  return false;
}

// What is wrong with the catalog's answer to one fact, or "".
std::string fault_of(const Catalog& catalog, const Fact& fact, CodeKind kind) {
  const StatusCode code(fact.value);
  if (!catalog.knows(code, kind)) return "the code is not known";
  if (!catalog.has_name(code, kind, fact.symbol)) {
    return "the code lacks the name";
  }
  const Meaning meaning = catalog.meaning(code, kind);
  if (!meaning.known || meaning.symbol.empty()) return "no meaning";
  for (const Rule& rule : catalog.find_symbol(fact.symbol)) {
    if (rule.code != code || rule.kind != kind || rule.symbol != fact.symbol) {
      continue;
    }
    return names_header(rule, fact.header)
               ? ""
               : "its headers are: " + std::string(rule.header);
  }
  return "the symbol is not found with this value";
}

void check_facts(std::string_view name, CodeKind kind, std::size_t least) {
  const Catalog& catalog = Catalog::builtin();
  const std::vector<Fact> facts = read_facts(name);
  CHECK(facts.size() >= least);
  std::size_t shown = 0;
  for (const Fact& fact : facts) {
    const std::string fault = fault_of(catalog, fact, kind);
    if (fault.empty()) continue;
    FAIL_CHECK(to_hex(StatusCode(fact.value))
               << " " << fact.symbol << " " << fact.header << ": " << fault);
    if (++shown == 20) FAIL("and perhaps more");
  }
}

TEST_CASE("every HRESULT is in the catalog", "[facts]") {
  check_facts("hresults.tsv", CodeKind::kHresult, 16'000);
}
TEST_CASE("every Win32 error is in the catalog", "[facts]") {
  check_facts("win32.tsv", CodeKind::kWin32, 4'000);
}
TEST_CASE("every NTSTATUS is in the catalog", "[facts]") {
  check_facts("ntstatus.tsv", CodeKind::kNtstatus, 2'900);
}
TEST_CASE("every other status code is in the catalog", "[facts]") {
  check_facts("other.tsv", CodeKind::kOther, 1'300);
}

TEST_CASE("every Win32 error has a name as an HRESULT", "[facts]") {
  const Catalog& catalog = Catalog::builtin();
  for (const Fact& fact : read_facts("win32.tsv")) {
    if (fact.value == 0) continue;
    const StatusCode code = StatusCode::from_win32(fact.value);
    INFO(to_hex(code) << " " << fact.symbol);
    REQUIRE(catalog.classify(code).known);
    REQUIRE(catalog.has_name(code, CodeKind::kHresult, fact.symbol));
  }
}

TEST_CASE("every NTSTATUS has a name as an HRESULT", "[facts]") {
  const Catalog& catalog = Catalog::builtin();
  for (const Fact& fact : read_facts("ntstatus.tsv")) {
    const StatusCode code = StatusCode::from_nt(fact.value);
    if (code.value() == fact.value) continue;
    INFO(to_hex(code) << " " << fact.symbol);
    REQUIRE(catalog.has_name(code, CodeKind::kHresult, fact.symbol));
  }
}

// "winerror.h is the authority for a code that it defines": one of its names
// speaks for the code.
TEST_CASE("names of winerror.h come first", "[facts]") {
  const Catalog& catalog = Catalog::builtin();
  for (const Fact& fact : read_facts("hresults.tsv")) {
    if (fact.header != "winerror.h") continue;
    const StatusCode code(fact.value);
    // A range marker names no error.
    const std::vector<Rule> names = catalog.names(code, CodeKind::kHresult);
    INFO(to_hex(code) << " " << fact.symbol);
    REQUIRE_FALSE(names.empty());
    CHECK(names_header(names[0], "winerror.h"));
  }
}

TEST_CASE("every facility has a name", "[facts]") {
  const Catalog& catalog = Catalog::builtin();
  const std::vector<Fact> facts = read_facts("facilities.tsv");
  CHECK(facts.size() >= 150);
  for (const Fact& fact : facts) {
    INFO(fact.value << " " << fact.symbol);
    const Facility facility = catalog.facility(fact.value);
    const bool shared =
        std::count_if(facts.begin(), facts.end(), [&](const Fact& other) {
          return other.value == fact.value;
        }) > 1;
    CHECK_FALSE(facility.name.empty());
    CHECK_FALSE(facility.title.empty());
    if (!shared) CHECK(facility.name == fact.symbol);
  }
}

// The header wins over the documentation that misprints it.
TEST_CASE("codes that documentation gets wrong", "[facts]") {
  struct Case {
    std::uint32_t value;
    std::string_view symbol;
  };
  constexpr Case kCases[] = {
      {0x8007000E, "E_OUTOFMEMORY"},       {0x80070057, "E_INVALIDARG"},
      {0x803D0000, "WS_E_INVALID_FORMAT"}, {0x003D0000, "WS_S_ASYNC"},
      {0x804D0000, "WS_E_INVALID_FORMAT"}, {0x004D0000, "WS_S_ASYNC"},
  };
  const Catalog& catalog = Catalog::builtin();
  for (const Case& c : kCases) {
    const StatusCode code(c.value);
    INFO(to_hex(code));
    CHECK(catalog.meaning(code, CodeKind::kHresult).symbol == c.symbol);
  }
  const std::vector<Rule> printed =
      catalog.names(StatusCode(0x804D0000), CodeKind::kHresult);
  REQUIRE(printed.size() == 1);
  CHECK(printed[0].defined_as == StatusCode(0x803D0000));
}

}  // namespace
}  // namespace hrscan
