#include "hrscan/catalog.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rules_file.h"
#include "catalog/table_builder.h"
#include "support/files.h"

namespace hrscan {
namespace {

constexpr auto kHresult = CodeKind::kHresult;

const Catalog& builtin() { return Catalog::builtin(); }

TEST_CASE("a code has its most likely meaning", "[catalog]") {
  struct Case {
    std::uint32_t value;
    CodeKind kind;
    std::string_view symbol;
    Retry retry;
  };
  constexpr Case kCases[] = {
      {0x80070005, kHresult, "E_ACCESSDENIED", Retry::kUnlikely},
      {0x00000000, kHresult, "S_OK", Retry::kSuccess},
      {0x00000001, kHresult, "S_FALSE", Retry::kSuccess},
      {0x80040154, kHresult, "REGDB_E_CLASSNOTREG", Retry::kAfterAction},
      {0x8001010A, kHresult, "RPC_E_SERVERCALL_RETRYLATER", Retry::kLikely},
      {0x800706BA, kHresult, "RPC_S_SERVER_UNAVAILABLE", Retry::kPossible},
      {5, CodeKind::kWin32, "ERROR_ACCESS_DENIED", Retry::kUnlikely},
      {0xC0000022, CodeKind::kNtstatus, "STATUS_ACCESS_DENIED",
       Retry::kUnlikely},
      {0xD0000034, kHresult, "STATUS_OBJECT_NAME_NOT_FOUND", Retry::kUnlikely},
  };
  for (const Case& c : kCases) {
    const Meaning m = builtin().meaning(StatusCode(c.value), c.kind);
    INFO(to_hex(StatusCode(c.value))
         << " " << m.symbol << " " << to_string(m.retry));
    CHECK(m.known);
    CHECK(m.symbol == c.symbol);
    CHECK(m.retry == c.retry);
    CHECK(m.basis == Basis::kCode);
    CHECK_FALSE(m.description.empty());
  }
}

TEST_CASE("an HRESULT names its facility", "[catalog]") {
  const Meaning m = builtin().meaning(StatusCode(0x80240022), kHresult);
  CHECK(m.facility.number == 36);
  CHECK(m.facility.name == "FACILITY_WINDOWSUPDATE");
  CHECK(m.component == "Windows Update");
  CHECK(builtin().facility(0xFFF).name.empty());
  const Meaning win32 = builtin().meaning(StatusCode(5), CodeKind::kWin32);
  CHECK(win32.facility.name.empty());
}

TEST_CASE("an unknown code means nothing, and says so", "[catalog]") {
  const Meaning m = builtin().meaning(StatusCode(0x8FFF1234), kHresult);
  CHECK_FALSE(m.known);
  CHECK(m.symbol.empty());
  CHECK(m.retry == Retry::kUnknown);
  CHECK(m.basis == Basis::kNone);
}

TEST_CASE("a family covers codes without a name", "[catalog]") {
  const Meaning m = builtin().meaning(StatusCode(0x87D0FFFE), kHresult);
  CHECK(m.known);
  CHECK(m.symbol.empty());
  CHECK(m.component == "Configuration Manager result");
  CHECK_FALSE(m.description.empty());
}

TEST_CASE("the log's own name decides between rivals", "[catalog]") {
  const StatusCode code(0x80070490);
  const Meaning first = builtin().meaning(code, kHresult);
  CHECK(first.symbol == "E_NOT_SET");
  const Meaning written = builtin().meaning(code, kHresult, "ERROR_NOT_FOUND");
  CHECK(written.symbol == "ERROR_NOT_FOUND");
}

TEST_CASE("the log names a code that no rule knows", "[catalog]") {
  const Meaning m =
      builtin().meaning(StatusCode(0x8FFF1234), kHresult, "CONTOSO_E_TIMEOUT");
  CHECK(m.symbol == "CONTOSO_E_TIMEOUT");
  CHECK(m.basis == Basis::kLog);
  CHECK(m.retry == Retry::kLikely);
  // A name that is not one of the code's own is no name for it.
  CHECK(builtin()
            .meaning(StatusCode(0x80070005), kHresult, "CONTOSO_E_TIMEOUT")
            .symbol == "E_ACCESSDENIED");
}

TEST_CASE("a bare number belongs to one numbering", "[catalog]") {
  struct Case {
    std::uint32_t value;
    CodeKind kind;
    bool known;
  };
  constexpr Case kCases[] = {
      {0x80070005, kHresult, true},
      {0x80072EE7, kHresult, true},
      {0xC0000005, CodeKind::kNtstatus, true},
      {0xC0000034, CodeKind::kNtstatus, true},
      {0xD0000034, kHresult, true},
      {0xC1900101, kHresult, true},
      {0xE0434352, CodeKind::kOther, true},
      {0x87D00324, kHresult, true},
      {0x00000000, kHresult, true},
      {0x8FFF1234, kHresult, false},
  };
  for (const Case& c : kCases) {
    const Classification got = builtin().classify(StatusCode(c.value));
    INFO(to_hex(StatusCode(c.value)) << " " << to_string(got.kind));
    CHECK(got.kind == c.kind);
    CHECK(got.known == c.known);
    CHECK(got.failure == StatusCode(c.value).failed());
  }
}

TEST_CASE("symbols are found in any case, with suggestions", "[catalog]") {
  REQUIRE(builtin().find_symbol("e_accessdenied").size() == 1);
  CHECK(builtin().find_symbol("e_accessdenied")[0].code ==
        StatusCode(0x80070005));
  CHECK(builtin().find_symbol("E_NO_SUCH_THING").empty());
  const std::vector<std::string_view> near =
      builtin().suggest("E_ACESSDENIED", 3);
  REQUIRE_FALSE(near.empty());
  CHECK(near.size() <= 3);
  CHECK(near[0] == "E_ACCESSDENIED");
}

TEST_CASE("patterns decide on symbols that have no rule", "[catalog]") {
  const auto timeout =
      builtin().decide("CONTOSO_E_TIMEOUT", StatusCode(0x8FFF0001), kHresult);
  CHECK(timeout.retry == Retry::kLikely);
  CHECK(timeout.cause == Cause::kTimeout);
  CHECK_FALSE(timeout.pattern.empty());
  const auto nothing =
      builtin().decide("CONTOSO_E_XYZZY", StatusCode(0x8FFF0001), kHresult);
  CHECK(nothing.retry == Retry::kUnknown);
  CHECK(nothing.pattern.empty());
}

// The words of the catalog, as the style of descriptions asks for them. The
// linter sees the files; this sees what was compiled in.
TEST_CASE("a decision is that of its symbol, code and kind, asked how often",
          "[catalog]") {
  const Catalog& catalog = Catalog::builtin();
  const auto retry = [&](std::string_view symbol, std::uint32_t code,
                         CodeKind kind) {
    return catalog.decide(symbol, StatusCode(code), kind).retry;
  };
  for (int round = 0; round < 2; ++round) {
    CHECK(retry("T_X_BUSY", 0x88AB0001, CodeKind::kHresult) == Retry::kLikely);
    CHECK(retry("T_X_BUSY", 0x08AB0001, CodeKind::kHresult) == Retry::kSuccess);
    CHECK(retry("T_X_BUSY", 0x08AB0001, CodeKind::kWin32) == Retry::kLikely);
    CHECK(retry("T_X_FREE", 0x88AB0001, CodeKind::kHresult) == Retry::kUnknown);
    for (int i = 0; i < 3000; ++i) {
      const std::string end = std::to_string(i);
      const std::string busy = "T_BUSY_" + end;
      const std::string free = "T_FREE_" + end;
      if (retry(busy, 0x88AB0001, CodeKind::kHresult) != Retry::kLikely ||
          retry(free, 0x88AB0001, CodeKind::kHresult) != Retry::kUnknown) {
        FAIL_CHECK(end);
      }
    }
  }
}

TEST_CASE("descriptions keep the style", "[catalog]") {
  std::size_t described = 0;
  for (std::size_t i = 0; i < builtin().size(); ++i) {
    const Rule rule = builtin().rule(i);
    const std::string_view text = rule.description;
    if (text.empty()) continue;
    ++described;
    INFO(rule.symbol << ": " << text);
    REQUIRE(text.size() >= 25);
    REQUIRE(text.size() <= 160);
    REQUIRE(text.ends_with('.'));
    REQUIRE(text.find(rule.symbol) == std::string_view::npos);
    REQUIRE(std::all_of(text.begin(), text.end(), [](char c) {
      return c >= ' ' && c <= '~' && c != '{' && c != '}';
    }));
  }
  CHECK(described > 600);
}

TEST_CASE("every answer on retry has a basis", "[catalog]") {
  for (std::size_t i = 0; i < builtin().size(); ++i) {
    const Rule rule = builtin().rule(i);
    INFO(rule.symbol);
    REQUIRE((rule.retry == Retry::kUnknown || rule.basis != Basis::kNone));
    REQUIRE((rule.retry != Retry::kSuccess || rule.cause == Cause::kNone));
  }
}

TEST_CASE("the catalog knows its version and size", "[catalog]") {
  const std::string_view version = builtin().version();
  REQUIRE(version.size() == 10);
  CHECK(version[4] == '-');
  CHECK(version[7] == '-');
  CHECK(builtin().size() >= 24'000);
  CHECK(builtin().distinct_codes() > 15'000);
}

// A rules file of the test's own, removed again.
class RulesFile {
 public:
  explicit RulesFile(std::string_view text)
      : path_(std::filesystem::temp_directory_path() /
              ("hrscan_catalog_test_" +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)) +
               ".toml")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~RulesFile() { std::filesystem::remove(path_); }

  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST_CASE("rules files are layered above the built-in rules", "[catalog]") {
  const RulesFile file(
      "format = \"hrscan.rules/1\"\n"
      "component = \"Contoso\"\n"
      "[rule.CONTOSO_E_DENIED]\n"
      "code = 0x80070005\n"
      "retry = \"possible\"\n"
      "[rule.CONTOSO_E_OWN]\n"
      "code = 0xA0990001\n"
      "retry = \"likely\"\n");
  const auto catalog = load_catalog({true, {file.path()}});
  REQUIRE(catalog.ok());
  const Catalog& both = **catalog;
  const Meaning denied = both.meaning(StatusCode(0x80070005), kHresult);
  CHECK(denied.symbol == "CONTOSO_E_DENIED");
  CHECK(denied.retry == Retry::kPossible);
  CHECK(both.has_name(StatusCode(0x80070005), kHresult, "E_ACCESSDENIED"));
  CHECK(both.meaning(StatusCode(0xA0990001), kHresult).retry == Retry::kLikely);
  CHECK(both.size() == builtin().size() + 2);

  const auto alone = load_catalog({false, {file.path()}});
  REQUIRE(alone.ok());
  CHECK((*alone)->size() == 2);
  CHECK_FALSE((*alone)->knows(StatusCode(0x80004005), kHresult));
  // Facilities and patterns stay.
  CHECK((*alone)->facility(7).name == "FACILITY_WIN32");
}

TEST_CASE("the built-in overlay gives the documentation's own table",
          "[catalog]") {
  const auto catalog = load_catalog({true, {"builtin:wwsapi-as-documented"}});
  REQUIRE(catalog.ok());
  const auto symbol = [&](std::uint32_t value) {
    return (*catalog)->meaning(StatusCode(value), kHresult).symbol;
  };
  CHECK(symbol(0x804D0000) == "WS_E_INVALID_FORMAT");
  CHECK(symbol(0x80070057) == "E_OUTOFMEMORY");
  CHECK(symbol(0x8007000E) == "E_INVALIDARG");
  CHECK(symbol(0x80004005) == "E_FAIL");
}

TEST_CASE("faults in rules files are all reported", "[catalog]") {
  const RulesFile file(
      "format = \"hrscan.rules/1\"\n"
      "component = \"Contoso\"\n"
      "[rule.A]\ncode = \"x\"\n"
      "[rule.B]\ncode = \"x\"\n");
  std::vector<Error> problems;
  const auto catalog = load_catalog(
      {true, {file.path(), "builtin:wwsapi", "no-such-file.toml"}}, &problems);
  REQUIRE_FALSE(catalog.ok());
  CHECK(problems.size() == 4);
  CHECK(catalog.error().line == 4);
}

TEST_CASE("a component that a line mentions has the word", "[catalog]") {
  struct Case {
    std::string_view before;
    std::string_view behind;
    std::string_view name;
  };
  constexpr Case kCases[] = {
      {"DirectShow: ", "", "VFW_E_NOT_COMMITTED"},
      {"", " in QUARTZ.dll", "VFW_E_NOT_COMMITTED"},
      {"", " filter graph", "VFW_E_NOT_COMMITTED"},
      {"upnp,", "", "UPNP_E_TRANSPORT_ERROR"},
      {"UPnP", "", "UPNP_E_TRANSPORT_ERROR"},
      {"UPnP DirectShow", "", "VFW_E_NOT_COMMITTED"},  // the first of them
      {"DirectShow9", "_DirectShow", ""},
      {"xUPnP", "UPnP\xC3\xA4", ""},
      {"MAPI", "", ""},  // has no name for this code
      {"", "", ""},
  };
  const StatusCode code(0x80040211);
  for (const Case& c : kCases) {
    INFO(c.before << "|" << c.behind);
    const std::string_view name =
        builtin().mentioned_name(code, kHresult, c.before, c.behind);
    CHECK(name == c.name);
  }
  const Meaning meaning =
      builtin().meaning(code, kHresult, "UPNP_E_TRANSPORT_ERROR");
  CHECK(meaning.component == "UPnP, DLNA and device discovery");
}

TEST_CASE("a code with one name needs no component", "[catalog]") {
  const StatusCode code(0x80240001);
  REQUIRE(builtin().names(code, kHresult).size() == 1);
  CHECK(builtin().mentioned_name(code, kHresult, "Windows Update", "").empty());
  CHECK_FALSE(builtin().may_be_mentioned(code, kHresult));
}

constexpr std::string_view kRivals =
    "format = \"hrscan.rules/1\"\n"
    "component = \"First\"\n"
    "rank = 1\n"
    "[rule.T_E_FIRST]\n"
    "code = 0x80990001\n"
    "description = \"The first component has it otherwise.\"\n"
    "retry = \"likely\"\n";
constexpr std::string_view kOtherRivals =
    "format = \"hrscan.rules/1\"\n"
    "component = \"Second\"\n"
    "rank = 2\n"
    "mentions = [\"second\"]\n"
    "[names.\"t.h\"]\n"
    "T_E_SECOND = 0x80990001\n";

TEST_CASE("what is said of one rival is not said of another", "[catalog]") {
  RuleSet set;
  std::vector<Error> problems;
  REQUIRE(parse_rules(kRivals, "a.toml", set, problems));
  REQUIRE(parse_rules(kOtherRivals, "b.toml", set, problems));
  const Catalog catalog(table::build({{set}}, "test"));
  const StatusCode code(0x80990001);
  const std::string_view name =
      catalog.mentioned_name(code, kHresult, "[Second]", "");
  REQUIRE(name == "T_E_SECOND");
  CHECK(catalog.may_be_mentioned(code, kHresult));
  CHECK_FALSE(catalog.may_be_mentioned(code, CodeKind::kWin32));
  const Meaning meaning = catalog.meaning(code, kHresult, name);
  CHECK(meaning.component == "Second");
  CHECK(meaning.description.empty());
  CHECK(meaning.retry == Retry::kUnknown);
  CHECK(meaning.basis == Basis::kNone);
}

// "hr = 0x00000BC2": whoever put the number of a Win32 error there, it says
// success in both numberings.
TEST_CASE("a Win32 success that wants a restart is one as HRESULT",
          "[catalog]") {
  const Catalog& catalog = Catalog::builtin();
  const Meaning reboot =
      catalog.meaning(StatusCode(0x00000BC2), CodeKind::kHresult);
  CHECK(reboot.symbol == "ERROR_SUCCESS_REBOOT_REQUIRED");
  CHECK(reboot.retry == Retry::kSuccess);
  CHECK(reboot.basis == Basis::kCode);
  CHECK(catalog.has_name(reboot.code, reboot.kind, reboot.symbol));
  // Of other numbers nobody knows which is meant: an error, an enumeration's
  // end (0x12), none of them.
  for (const std::uint32_t number :
       {0x00000005u, 0x00000012u, 0x00000BC9u, 0x0000FFF0u, 0x00249999u}) {
    const Meaning m = catalog.meaning(StatusCode(number), CodeKind::kHresult);
    INFO(number);
    CHECK(m.symbol.empty());
    CHECK(m.retry == Retry::kUnknown);
  }
  CHECK(catalog.meaning(StatusCode(0x00000001), CodeKind::kHresult).symbol ==
        "S_FALSE");
}

}  // namespace
}  // namespace hrscan
