#include "catalog/import.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/lint.h"
#include "catalog/rules_file.h"
#include "catalog/write_rules.h"

namespace hrscan {
namespace {

ImportOptions options_with(std::optional<CodeKind> kind = std::nullopt) {
  ImportOptions options;
  options.kind = kind;
  options.known = [](std::string_view name) -> std::optional<std::uint32_t> {
    if (name == "FACILITY_ITF") return 4;
    if (name == "ERROR_ACCESS_DENIED") return 5;
    return std::nullopt;
  };
  return options;
}

struct Imported {
  std::vector<ImportedCode> codes;
  std::vector<std::string> problems;

  const ImportedCode* find(std::string_view symbol) const {
    const auto found = std::find_if(
        codes.begin(), codes.end(),
        [&](const ImportedCode& code) { return code.symbol == symbol; });
    return found == codes.end() ? nullptr : &*found;
  }
};

Imported finish(std::vector<ImportedCode> codes,
                const std::vector<Error>& problems) {
  Imported imported{std::move(codes), {}};
  for (const Error& problem : problems) {
    imported.problems.push_back(problem.to_string());
  }
  return imported;
}

Imported header(std::string text, std::optional<CodeKind> kind = std::nullopt) {
  std::vector<Error> problems;
  return finish(import_headers({{"t/t.h", std::move(text)}}, options_with(kind),
                               problems),
                problems);
}

Imported messages(std::string text,
                  std::optional<CodeKind> kind = std::nullopt) {
  std::vector<Error> problems;
  const ImportFile file{"t.mc", std::move(text)};
  return finish(import_messages(file, options_with(kind), problems), problems);
}

struct Definition {
  std::string_view text;  // of a macro or constant T_E
  std::uint32_t code;
  CodeKind kind = CodeKind::kHresult;
};

TEST_CASE("ways in which headers define a code", "[import]") {
  constexpr Definition kDefinitions[] = {
      {"#define T_E _HRESULT_TYPEDEF_(0x80990001L)", 0x80990001},
      {"#define T_E _HRESULT_TYPEDEF_(__MSABI_LONG(0x80990001))", 0x80990001},
      {"#define T_E _NDIS_ERROR_TYPEDEF_(0x80340002L)", 0x80340002},
      {"#define T_E MAKE_HRESULT(SEVERITY_ERROR, FACILITY_ITF, 0x201)",
       0x80040201},
      {"#define T_E MAKE_SCODE(1, FACILITY_ITF, (0x200 + 1))", 0x80040201},
      {"#define T_E ((HRESULT)0x80990001L)", 0x80990001},
      {"#define T_E ((SCODE) -2147024891)", 0x80070005},
      {"#define T_E HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED)", 0x80070005},
      {"#define T_E HRESULT_FROM_NT(0xC0000034)", 0xD0000034},
      {"#define T_E ((NTSTATUS)0xC0000034L)", 0xC0000034, CodeKind::kNtstatus},
      {"#define T_E ((DWORD)0x80990001L)", 0x80990001},
      {"#define T_E 0x80990001", 0x80990001},
      {"#define BASE 0x80990000\n#define T_E (BASE + 5)", 0x80990005},
      {"#define BASE 0x80990000\n#define T_E (BASE|5)", 0x80990005},
      {"#define T_E (WSABASEERR+4)", 10004, CodeKind::kWin32},
      {"#define T_F ((HRESULT)2)\n#define T_E T_F", 2},
      {"#define T_E 2L", 2, CodeKind::kWin32},
      {"#define T_E T_HR( \\\r\n  7 )\r\n"
       "#define T_HR(c) MAKE_HRESULT(1, 0x99, c)\r\n",
       0x80990007},
      {"#ifdef _WIN32\n#define T_E 0x80990001\n#else\n"
       "#define T_E 0x80990002\n#endif",
       0x80990001},
      {"#if defined(A) || WINVER < 5\n#define T_E 1L\n"
       "#elif !defined B && _WIN32_WINNT >= 0x600\n#define T_E 2L\n"
       "#else\n#define T_E 3L\n#endif",
       2, CodeKind::kWin32},
      {"#define T_E 1L\n#undef T_E\n#define T_E 2L", 2, CodeKind::kWin32},
      {"enum { T_E_LESS = 0x80990000, T_E };", 0x80990001},
      {"enum class T : HRESULT { kOk, T_E = 7, };", 7},
      {"static const HRESULT T_E = MAKE_HRESULT(1, 0x99, 7);", 0x80990007},
      {"constexpr auto x = 1;\nconstexpr ns::HRESULT T_E{HRESULT(7)};", 7},
      {"constexpr DWORD T_E = static_cast<HRESULT>(0x8099'0001u);", 0x80990001},
  };
  for (const Definition& d : kDefinitions) {
    INFO(d.text);
    const Imported imported = header(std::string(d.text));
    for (const std::string& problem : imported.problems) FAIL_CHECK(problem);
    const ImportedCode* const code = imported.find("T_E");
    REQUIRE(code != nullptr);
    CHECK(code->code == d.code);
    CHECK(code->kind == d.kind);
    CHECK(code->header == "t.h");
  }
}

TEST_CASE("what headers define besides codes", "[import]") {
  constexpr std::string_view kOthers[] = {
      "#define T_MAX 5",
      "#define MAX_PATH 260",
      "#define T_FLAG 0x10L",
      "#define FACILITY_T 0x99",
      "#define SEVERITY_ERROR 1",
      "#define STATUS_SEVERITY_ERROR 3",
      "#define T_E_FIRST ((HRESULT)0x80990000)",
      "#define T_E_LAST ((HRESULT)0x809900FF)",
      "#define T_ERROR_BASE 9000",
      "#define T_ERROR_MASK 0x2328",
      "#define _T_H_",
      "#define T_E",
      "#define T_E \"text\"",
      "#define T_E {1, 2}",
      "#define T_E 1.5",
      "#define T_E 0x123456789",
      "#define T_E(x) ((HRESULT)x)",
      "#define T_E T_E",
      "#define SetError SetErrorW",
      "#define T_ERROR_API __declspec(dllimport) HRESULT __stdcall",
      "enum { T_ERROR_NONE, T_ERROR_SOME };",
      "enum class Gate;",
      "void f(const char* E_TEXT, enum Gate e);",
      "#if 0\n#define T_E 1L\n#endif",
      "/* #define T_E 1L */",
      "// \\\n#define T_TEXT 1",
  };
  for (const std::string_view text : kOthers) {
    INFO(text);
    const Imported imported = header(std::string(text));
    CHECK(imported.codes.empty());
    CHECK(imported.problems.empty());
  }
}

TEST_CASE("plain numbers are codes of the kind that is said", "[import]") {
  const Imported imported = header(
      "#define T_BUSY 7\n#define T_BASE 7000\nenum { kLost = 9 };\n"
      "#define T_E_SHUT 8\n#define T_E_CAST ((HRESULT)9)",
      CodeKind::kOther);
  CHECK(imported.codes.size() == 4);
  REQUIRE(imported.find("T_E_SHUT") != nullptr);
  CHECK(imported.find("T_E_SHUT")->kind == CodeKind::kOther);
  REQUIRE(imported.find("T_E_CAST") != nullptr);
  CHECK(imported.find("T_E_CAST")->kind == CodeKind::kHresult);
  REQUIRE(imported.find("T_BUSY") != nullptr);
  CHECK(imported.find("T_BUSY")->kind == CodeKind::kOther);
  CHECK(imported.find("kLost") != nullptr);
}

TEST_CASE("what would be missed in a header is told", "[import]") {
  struct Case {
    std::string_view text;
    std::string_view problem;
  };
  constexpr Case kCases[] = {
      {"\n#define T_E ((HRESULT)(T_BASE + 5))",
       "t/t.h:2:24: T_E: 'T_BASE' is not defined; name the header that defines "
       "it before this one"},
      {"#define T_E_BUSY (T_BASE + 5)",
       "t/t.h:1:19: T_E_BUSY: 'T_BASE' is not"},
      {"#if 1\n", "t/t.h:1:1: this condition has no #endif"},
      {"\n #endif", "t/t.h:2:2: #endif without a condition"},
      {"#else", "t/t.h:1:1: #else without a condition"},
      {"  /* text", "t/t.h:1:3: this comment is not closed"},
      {"#define T(a", "t/t.h:1:9: the parameters of T have no ')'"},
      {"enum { T_E = 0x80990001 }; enum { T_E = 0x80990002 };",
       "t/t.h:1:35: T_E has another value than before"},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    const Imported imported = header(std::string(c.text));
    REQUIRE(imported.problems.size() == 1);
    CHECK(imported.problems[0].starts_with(std::string(c.problem)));
  }
}

TEST_CASE("macros without end come to an end", "[import]") {
  std::string text = "#define A0 B(B(B(A0)))\n#define B(x) x x x A0\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "A" + std::to_string(i - 1);
    text +=
        "#define A" + std::to_string(i) + " " + before + " " + before + "\n";
  }
  text += "#define T_E 2L\n#define T_E_DEEP " + std::string(5000, '(') + "1" +
          std::string(5000, ')') + "\n#define T_E_MINUS " +
          std::string(5000, '-') + "1\n";
  CHECK(header(text).codes.size() == 1);
}

TEST_CASE("what stands above a definition is its text", "[import]") {
  const Imported imported = header(
      "// Codes of the gateway\n"
      "\n"
      "#define T_E_A 1L\n"
      "// One line.\n"
      "#define T_E_B 2L  // not this\n"
      "/* Two\n"
      " * lines. */\n"
      "#define T_E_C 3L\n"
      "#define T_E_D 4L  // behind\n"
      "#define T_E_E 5L\n"
      "//\n"
      "// MessageId: T_E_F\n"
      "//\n"
      "// MessageText:\n"
      "//\n"
      "// The text.\n"
      "//\n"
      "\n"
      "#define T_E_F 6L\n"
      "enum : HRESULT {\n"
      "  // Above.\n"
      "  T_E_G,  // behind g\n"
      "  T_E_H,  // behind h\n"
      "};\n");
  const auto text_of = [&](std::string_view symbol) {
    const ImportedCode* const code = imported.find(symbol);
    return code == nullptr ? "(not found)" : code->text;
  };
  CHECK(text_of("T_E_A") == "");
  CHECK(text_of("T_E_B") == "One line.");
  CHECK(text_of("T_E_C") == "Two\nlines.");
  CHECK(text_of("T_E_D") == "behind");
  CHECK(text_of("T_E_E") == "");
  CHECK(text_of("T_E_F").find("The text.") != std::string::npos);
  CHECK(text_of("T_E_G") == "Above.");
  CHECK(text_of("T_E_H") == "behind h");
}

constexpr std::string_view kMessages =
    ";// The messages of Contoso\n"
    "MessageIdTypedef=HRESULT\n"
    "SeverityNames=(Fine=0x0:SEVERITY_FINE\n"
    "               Bad=0x2:SEVERITY_BAD)\n"
    "FacilityNames=(Gate=0x99:FACILITY_GATE Yard=0x9A)\n"
    "LanguageNames=(English=0x409:MSG00409 German=0x407:MSG00407)\n"
    "\n"
    "messageid = 0x10  Severity=Bad Facility=Gate\n"
    "SymbolicName=T_E_SHUT\n"
    "Language=German\n"
    "Das Tor ist zu.\n"
    ".\n"
    "Language=English\n"
    "The gate of %1 is%nshut: 100%% of it%0 not this\n"
    "MessageId=1\n"
    ".\n"
    "\n"
    "MessageId= SymbolicName=T_E_NEXT\n"
    "MessageId=+5\n"
    "Facility=Yard\n"
    "SymbolicName=T_S_YARD Severity=Fine\n"
    "Language=English\r\n"
    "Done.\r\n"
    ".\r\n"
    "MessageId=7\n"
    "MessageId=+1 Facility=Gate SymbolicName=T_E_LAST_OF_GATE\n";

TEST_CASE("message files", "[import]") {
  const Imported imported = messages(std::string(kMessages));
  for (const std::string& problem : imported.problems) FAIL_CHECK(problem);
  REQUIRE(imported.codes.size() == 4);
  CHECK(imported.codes[0].symbol == "T_E_SHUT");
  CHECK(imported.codes[0].code == 0x80990010);
  CHECK(imported.codes[0].kind == CodeKind::kHresult);
  CHECK(imported.codes[0].text ==
        "The gate of %1 is shut: 100% of it\nMessageId=1");
  CHECK(imported.codes[1].symbol == "T_E_NEXT");
  CHECK(imported.codes[1].code == 0x80990011);
  CHECK(imported.codes[2].symbol == "T_S_YARD");
  CHECK(imported.codes[2].code == 0x009A0005);
  CHECK(imported.codes[2].text == "Done.");
  CHECK(imported.codes[3].code == 0x00990012);
}

TEST_CASE("what message files have before their first statement", "[import]") {
  const Imported imported = messages(
      "MessageId=1 SymbolicName=A\n"
      "MessageId=2 SymbolicName=B Severity=Error Facility=System\n"
      "MessageIdTypedef=NTSTATUS\n"
      "MessageId=3 SymbolicName=C Severity=Warning\n");
  REQUIRE(imported.codes.size() == 3);
  CHECK(imported.codes[0].code == 0x0FFF0001);
  CHECK(imported.codes[1].code == 0xC0FF0002);
  CHECK(imported.codes[1].kind == CodeKind::kNtstatus);
  CHECK(imported.codes[2].code == 0x80FF0003);
  CHECK(imported.codes[2].kind == CodeKind::kNtstatus);
}

TEST_CASE("faults of message files have a place", "[import]") {
  struct Case {
    std::string_view text;
    std::string_view problem;
  };
  constexpr Case kCases[] = {
      {"MessageID=1\nSymbolicNam=A\n",
       "t.mc:2:1: 'SymbolicNam' is no keyword of a message file, did you mean "
       "'SymbolicName'?"},
      {"hello\n", "t.mc:1:1: 'hello' stands where a keyword"},
      {"MessageId=0x10000\n", "t.mc:1:11: '0x10000' is not a MessageId"},
      {"MessageId=x\n", "t.mc:1:11: 'x' is not a MessageId"},
      {"MessageId=65535 SymbolicName=A\nMessageId=+1 SymbolicName=B\n",
       "t.mc:2:1: this MessageId is more than 0xFFFF"},
      {"MessageId=1 Severity=Eror\n",
       "t.mc:1:22: there is no severity 'Eror', did you mean 'Error'?"},
      {"MessageId=1 Facility=Gate\n", "t.mc:1:22: there is no facility 'Gate'"},
      {"SeverityNames=5\n", "t.mc:1:15: '(' is missing"},
      {"SeverityNames=(A=4)\n", "t.mc:1:18: '4' is not a number up to 0x3"},
      {"SeverityNames=(A)\n", "t.mc:1:16: write name=number in this list"},
      {"SeverityNames=(A=1\n", "t.mc:2:1: this list has no ')'"},
      {"SymbolicName=A\n", "t.mc:1:1: SymbolicName without a MessageId"},
      {"Language=English\nText.\n.\n", "t.mc:1:10: a text without a MessageId"},
      {"MessageId=1 SymbolicName=A\nLanguage=English\nText.\n",
       "t.mc:2:10: this text is not ended by a line with a dot"},
      {"MessageId=1 SymbolicName=A\nMessageId=2 SymbolicName=A\n",
       "t.mc:2:26: A is defined twice"},
      {"MessageId=1 SymbolicName=a-b\n", "t.mc:1:26: 'a-b' is no symbol"},
      {"; nothing\n", "t.mc:1:1: no message has a SymbolicName"},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    const Imported imported = messages(std::string(c.text));
    REQUIRE_FALSE(imported.problems.empty());
    CHECK_THAT(imported.problems[0], Catch::StartsWith(std::string(c.problem)));
  }
}

std::string written(std::vector<ImportedCode> codes) {
  const std::string toml = write_rules(codes, "Contoso \"Gate\"");
  RuleSet set;
  std::vector<Error> problems;
  parse_rules(toml, "t.toml", set, problems);
  const std::vector<Error> faults = lint(set, false);
  problems.insert(problems.end(), faults.begin(), faults.end());
  for (const Error& problem : problems) FAIL_CHECK(problem.to_string());
  CHECK(set.rules.size() == codes.size());
  for (const RuleEntry& rule : set.rules) {
    const auto code = std::find_if(
        codes.begin(), codes.end(),
        [&](const ImportedCode& c) { return c.symbol == rule.symbol; });
    REQUIRE(code != codes.end());
    CHECK(rule.code == code->code);
    CHECK(rule.kind == code->kind);
    CHECK(rule.header == code->header);
    CHECK(rule.component == "Contoso \"Gate\"");
  }
  return toml;
}

bool describes(const std::string& toml, const std::string& text) {
  return toml.find("description = \"" + text + "\"") != std::string::npos;
}

TEST_CASE("imported codes make a sound rules file", "[import]") {
  const std::string toml = written(
      {{"T_E_A", 0x80990001, CodeKind::kHresult, "a.h",
        "MessageId: T_E_A\n\nMessageText:\n\nThe gate is shut\non Sundays."},
       {"T_E_B", 0x80990002, CodeKind::kHresult, "a.h", "Short."},
       {"T_E_C", 0x80990003, CodeKind::kHresult, "b.mc",
        "The gate of %1 is shut on Sundays."},
       {"T_E_D", 0x80990004, CodeKind::kHresult, "b.mc",
        "The gate is shut on Sundays."},
       {"T_E_E", 0x80990005, CodeKind::kHresult, "b.mc",
        "The gate is shut for repairs"},
       {"T_E_K", 0x80990009, CodeKind::kHresult, "b.mc",
        "The gate is shut on SUNDAYS."},
       {"T_E_F", 7, CodeKind::kWin32, "b.mc", "It is shut. Nobody knows why."},
       {"T_E_G", 0xC0990001, CodeKind::kNtstatus, "a.h",
        "The error T_E_G is one of the worst."},
       {"T_E_H", 0x80990006, CodeKind::kHresult, "a.h",
        "Das T\xFCrchen ist zu.\x01"},
       {"T_E_I", 0x80990007, CodeKind::kHresult, "a.h",
        "Das T\xC3\xBCrchen ist zu."},
       {"T_E_J", 0x80990008, CodeKind::kHresult, "a.h",
        std::string(400, 'x') + " " + std::string(400, 'x')}});
  CHECK(describes(toml, "The gate is shut on Sundays."));
  CHECK(describes(toml, "The gate is shut for repairs."));
  CHECK(toml.find("# Short.\nT_E_B = 0x80990002\n") != std::string::npos);
  CHECK(toml.find("# The gate of %1") != std::string::npos);
  CHECK(toml.find("# Das T?rchen ist zu.\n") != std::string::npos);
  CHECK(toml.find("# Das T\xC3\xBCrchen ist zu.\n") != std::string::npos);
  CHECK(toml.find("xxx") == std::string::npos);
}

}  // namespace
}  // namespace hrscan
