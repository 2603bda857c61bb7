#include "catalog/lint.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rules_file.h"
#include "support/files.h"

namespace hrscan {
namespace {

constexpr std::string_view kHead =
    "format = \"hrscan.rules/1\"\n"
    "component = \"Test\"\n"
    "header = \"test.h\"\n";
constexpr std::string_view kPatterns = "format = \"hrscan.retry-patterns/1\"\n";

// A set made of files a.toml, b.toml, ...
RuleSet set_of(const std::vector<std::string>& files) {
  RuleSet set;
  char name = 'a';
  for (const std::string& text : files) {
    std::vector<Error> problems;
    parse_rules(text, std::string(1, name++) + ".toml", set, problems);
    for (const Error& problem : problems) FAIL_CHECK(problem.to_string());
  }
  return set;
}

std::string rules(std::string_view body) {
  return std::string(kHead) + std::string(body);
}
std::string patterns(std::string_view body) {
  return std::string(kPatterns) + std::string(body);
}

void check_one_fault(const RuleSet& set, bool whole, std::string_view place,
                     std::string_view words) {
  const std::vector<Error> faults = lint(set, whole);
  for (const Error& fault : faults) UNSCOPED_INFO(fault.to_string());
  REQUIRE(faults.size() == 1);
  const std::string text = faults[0].to_string();
  CHECK(text.starts_with(std::string(place) + ":"));
  CHECK(text.find(words) != std::string::npos);
}

TEST_CASE("sound rules have no faults", "[lint]") {
  const RuleSet set = set_of(
      {rules("[rule.T_E_BUSY]\n"
             "code = 0x80990001\n"
             "description = \"The server has too much to do just now.\"\n"
             "retry = \"likely\"\n"
             "advice = \"Wait a little.\"\n"
             "[rule.T_E_BUSY_TOO]\n"
             "code = 0x80990001\n"
             "retry = \"likely\"\n"
             "[rule.T_E_DONE]\n"
             "code = 0x80990002\n"
             "retry = \"success\"\n"
             "source = \"It means that the work was done before.\"\n"
             "[rule.T_S_DONE]\n"
             "code = 0x00990002\n"
             "retry = \"success\"\n")});
  CHECK(lint(set, false).empty());
  CHECK(lint(set, true).empty());
}

struct Case {
  std::string_view line;  // of one rule, a failure
  std::string_view words;
};

TEST_CASE("texts are plain sentences", "[lint]") {
  constexpr Case kCases[] = {
      {"description = \"The server has too much to do\"\n", "one full stop"},
      {"description = \"The server has too much to do...\"\n", "one full stop"},
      {"description = \"the server has too much to do.\"\n", "capital letter"},
      {"description = \" The server has too much to do.\"\n", "capital letter"},
      {"description = \"The server\\nhas too much to do.\"\n", "ASCII"},
      {"description = \"The server\\u00A0has too much to do.\"\n", "ASCII"},
      {"description = \"The server has  too much to do.\"\n", "double blank"},
      {"description = \"The server is T_E_BUSY all day.\"\n",
       "repeats the symbol"},
      {"description = \"Too busy.\"\n", "9 characters"},
      {"advice = \"Wait\"\n", "the advice does not end"},
      {"advice = \"Wait until T_E_BUSY goes away.\"\n",
       "the advice repeats the symbol"},
  };
  for (const Case& c : kCases) {
    INFO(c.line);
    check_one_fault(set_of({rules("[rule.T_E_BUSY]\ncode = 0x80990001\n" +
                                  std::string(c.line))}),
                    false, "a.toml:4:7", c.words);
  }
}

TEST_CASE("a description has 25 to 160 characters", "[lint]") {
  const auto described = [](std::size_t size) {
    return set_of(
        {rules("[rule.T_E_BUSY]\ncode = 0x80990001\n"
               "description = \"T" +
               std::string(size - 2, 'x') + ".\"\n")});
  };
  check_one_fault(described(24), false, "a.toml:4:7", "24 characters");
  CHECK(lint(described(25), false).empty());
  CHECK(lint(described(160), false).empty());
  check_one_fault(described(161), false, "a.toml:4:7", "161 characters");
}

TEST_CASE("a symbol within another word is no repetition", "[lint]") {
  const RuleSet set = set_of(
      {rules("[rule.E_A]\ncode = 0x80990001\n"
             "description = \"Much like THE_E_A and E_AB, but not so.\"\n")});
  CHECK(lint(set, false).empty());
}

TEST_CASE("retry and severity agree", "[lint]") {
  check_one_fault(
      set_of({rules("[rule.A]\ncode = 0x80990001\nretry = \"success\"\n")}),
      false, "a.toml:4:7", "needs a source");
  check_one_fault(
      set_of({rules("[rule.A]\ncode = 0x00990001\nretry = \"likely\"\n")}),
      false, "a.toml:4:7", "a success code with retry \"likely\"");
  check_one_fault(set_of({rules("[rule.A]\ncode = 0xC0000001\n"
                                "kind = \"ntstatus\"\n"
                                "retry = \"success\"\n")}),
                  false, "a.toml:4:7", "needs a source");
  CHECK(lint(set_of({rules("[rule.A]\ncode = 0x80990001\n"
                           "retry = \"success\"\nsource = \"Says so.\"\n")}),
             false)
            .empty());
  // Win32 errors have no severity, and warnings only inform.
  CHECK(lint(set_of({rules("[rule.A]\ncode = 3010\nkind = \"win32\"\n"
                           "retry = \"success\"\n"),
                     rules("[rule.B]\ncode = 0x80000006\n"
                           "kind = \"ntstatus\"\nretry = \"success\"\n")}),
             false)
            .empty());
}

TEST_CASE("a name stands in one file only", "[lint]") {
  const std::string one = rules("[rule.A]\ncode = 0x80990001\n");
  check_one_fault(set_of({one, one}), false, "b.toml:4:7", "a.toml:4 too");
  const std::string other_header =
      rules("[rule.A]\ncode = 0x80990001\nheader = \"other.h\"\n");
  CHECK(lint(set_of({one, other_header}), false).empty());
}

TEST_CASE("names of one code agree within a component", "[lint]") {
  const std::string likely =
      rules("[rule.A]\ncode = 0x80990001\nretry = \"likely\"\n");
  const std::string unlikely =
      rules("[rule.B]\ncode = 0x80990001\nretry = \"unlikely\"\n");
  const std::string silent = rules("[rule.C]\ncode = 0x80990001\n");
  check_one_fault(set_of({likely, silent, unlikely}), false, "c.toml:4:7",
                  "B says retry \"unlikely\", A of the same code says "
                  "\"likely\" in a.toml:4");
  const std::string meant = unlikely + "unlike = \"A\"\n";
  CHECK(lint(set_of({likely, meant}), false).empty());
}

// A rule file of another component.
std::string elsewhere(std::string text) {
  return text.replace(text.find("Test"), 4, "Rest");
}

TEST_CASE("names of one code contradict nowhere", "[lint]") {
  const std::string success = rules(
      "[rule.A]\ncode = 0x80070005\nretry = \"success\"\nsource = \"S.\"\n");
  const std::string possible =
      elsewhere(rules("[rule.B]\ncode = 0x80070005\nretry = \"possible\"\n"));
  const std::string unlikely =
      elsewhere(rules("[rule.C]\ncode = 0x80070005\nretry = \"unlikely\"\n"));
  const std::string carried = elsewhere(
      rules("[rule.D]\ncode = 5\nkind = \"win32\"\nretry = \"unlikely\"\n"));
  const std::string other =
      elsewhere(rules("[rule.E]\ncode = 0x80070006\nretry = \"unlikely\"\n"));
  CHECK(lint(set_of({success, possible, other}), false).empty());
  check_one_fault(set_of({success, unlikely}), false, "b.toml:4:7",
                  "C says retry \"unlikely\", A of the same code says "
                  "\"success\" in a.toml:4");
  check_one_fault(set_of({unlikely, success}), false, "b.toml:4:7",
                  "A says retry \"success\"");
  check_one_fault(set_of({success, carried}), false, "b.toml:4:7",
                  "D says retry \"unlikely\"");
  CHECK(lint(set_of({success + "unlike = [\"C\", \"D\"]\n", unlikely, carried}),
             false)
            .empty());
  const RuleSet unknown = set_of({success + "unlike = \"B\"\n"});
  CHECK(lint(unknown, false).empty());
  check_one_fault(unknown, true, "a.toml:4:7",
                  "unlike names B, for which there is no rule");
  check_one_fault(set_of({success + "unlike = \"E\"\n", other}), false,
                  "a.toml:4:7", "which has another code or the same retry");
}

std::string described(std::string_view symbol, std::string_view code,
                      std::string_view rest = {}) {
  return rules("[rule." + std::string(symbol) +
               "]\ncode = " + std::string(code) +
               "\ndescription = \"The server has too much to do.\"\n" +
               std::string(rest));
}

TEST_CASE("two codes of one facility differ in their sentences", "[lint]") {
  const std::string first = described("A", "0x80990001");
  check_one_fault(set_of({first, described("B", "0x80990002")}), false,
                  "b.toml:4:7", "B has the description of A in a.toml:4");
  check_one_fault(set_of({first, described("B", "0x00990001")}), false,
                  "b.toml:4:7", "B has the description of A");
  check_one_fault(set_of({described("A", "5", "kind = \"win32\"\n"),
                          described("B", "6", "kind = \"win32\"\n")}),
                  false, "b.toml:4:7", "B has the description of A");
  CHECK(lint(set_of({first, described("B", "0x80990001")}), false).empty());
  CHECK(lint(set_of({first, described("B", "0x809A0001")}), false).empty());
  CHECK(lint(set_of({first, described("B", "5", "kind = \"win32\"\n")}), false)
            .empty());
}

TEST_CASE("synonyms are said to be so", "[lint]") {
  const std::string first = described("A", "0x80990001");
  const std::string same = described("B", "0x80990002", "same_as = [\"A\"]\n");
  CHECK(lint(set_of({first, same}), false).empty());
  CHECK(lint(set_of({same, first}), false).empty());
  check_one_fault(set_of({first, same, described("C", "0x80990003")}), false,
                  "c.toml:4:7", "C has the description of A");
  CHECK(lint(set_of({same}), false).empty());
  check_one_fault(set_of({same}), true, "a.toml:4:7",
                  "same_as names A, for which there is no rule");
  check_one_fault(set_of({rules("[rule.A]\ncode = 0x80990001\n"), same}), false,
                  "b.toml:4:7",
                  "which has the same code or another description");
}

constexpr std::string_view kBusyRule = "[rule.T_E_BUSY]\ncode = 0x80990001\n";

std::string pattern(std::string_view name, std::string_view symbol,
                    std::string_view rest = {}) {
  return "[[pattern]]\nname = \"" + std::string(name) + "\"\nsymbol = '" +
         std::string(symbol) +
         "'\nretry = \"likely\"\nreason = \"It gets free.\"\n" +
         std::string(rest);
}

TEST_CASE("a pattern keeps what its examples say", "[lint]") {
  const std::string busy = rules(kBusyRule);
  const auto set_with = [&](const std::string& text) {
    return set_of({busy, patterns(text)});
  };
  CHECK(lint(set_with(pattern("busy", "_BUSY$",
                              "examples = [\"T_E_BUSY\"]\n"
                              "counter_examples = [\"T_E_BUSYBODY\"]\n")),
             true)
            .empty());
  check_one_fault(set_with(pattern("busy", "(")), false, "b.toml:2:1",
                  "does not compile");
  check_one_fault(
      set_with(pattern("busy", "x", "kind = \"win32\"\nfacility = 5\n")), false,
      "b.toml:2:1", "only HRESULTs have a facility");
  check_one_fault(
      set_with(pattern("busy", "_BUSY$", "examples = [\"T_E_FREE\"]\n")), false,
      "b.toml:2:1", "does not match its example T_E_FREE");
  check_one_fault(
      set_with(pattern("busy", "_BUSY$", "examples = [\"X_E_BUSY\"]\n")), true,
      "b.toml:2:1", "no rule has the symbol of the example X_E_BUSY");
  check_one_fault(
      set_with(pattern("first", "BUSY") +
               pattern("busy", "_BUSY$", "examples = [\"T_E_BUSY\"]\n")),
      false, "b.toml:7:1", "T_E_BUSY is decided by 'first' before it");
  check_one_fault(
      set_with(pattern("busy", "BUSY", "counter_examples = [\"BUSYBODY\"]\n")),
      false, "b.toml:2:1", "matches its counter-example BUSYBODY");
}

TEST_CASE("a pattern that decides nothing is named for a whole catalog",
          "[lint]") {
  const RuleSet set =
      set_of({rules(kBusyRule),
              patterns(pattern("busy", "_BUSY$") + pattern("idle", "_IDLE$"))});
  CHECK(lint(set, false).empty());
  check_one_fault(set, true, "b.toml:7:1", "'idle' decides no symbol");
}

TEST_CASE("faults come in the order of files and lines", "[lint]") {
  const std::vector<Error> faults =
      lint(set_of({rules("[rule.B]\ncode = 0x80990001\ndescription = \"x\"\n"),
                   rules("[rule.A]\ncode = 0x80990002\nadvice = \"x\"\n"),
                   patterns(pattern("broken", "("))}),
           false);
  REQUIRE(faults.size() == 4);
  CHECK(std::is_sorted(
      faults.begin(), faults.end(),
      [](const Error& a, const Error& b) { return a.file < b.file; }));
}

RuleSet read_folder(std::string_view folder) {
  RuleSet set;
  std::vector<Error> problems;
  for (const auto& path : test::files_in(test::project_file(folder), ".toml")) {
    read_rules_file(path, set, problems);
  }
  for (const Error& problem : problems) FAIL_CHECK(problem.to_string());
  return set;
}

TEST_CASE("the rules of the project have no faults", "[lint]") {
  const RuleSet set = read_folder("rules");
  CHECK(set.rules.size() > 24'000);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Error> faults = lint(set, true);
  const auto took = std::chrono::steady_clock::now() - start;
  for (const Error& fault : faults) FAIL_CHECK(fault.to_string());
  // Generous: sanitizers and a busy machine take ten times as long.
  CHECK(took < std::chrono::seconds(20));
}

TEST_CASE("the overlays of the project have no faults", "[lint]") {
  const RuleSet set = read_folder("rules/overlays");
  CHECK_FALSE(set.rules.empty());
  for (const Error& fault : lint(set, false)) FAIL_CHECK(fault.to_string());
}

}  // namespace
}  // namespace hrscan
