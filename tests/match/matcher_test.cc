// The two matchers against each other, and either against itself with the text
// cut in other places.
#include "match/matcher.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "support/log_text.h"
#include "support/match_text.h"

namespace hrscan {
namespace {

using test::Engine;
using test::engines;
using test::match;
using test::match_in_stretches;
using test::to_text;

TEST_CASE("the engines agree on random lines", "[matcher]") {
  const std::vector<Engine> both = engines();
  test::LogText random(1);
  std::size_t found = 0;
  for (int round = 0; round < 200'000; ++round) {
    const std::string text = random.line(1 + random.below(8));
    const std::vector<Finding> fast = match(*both[0].matcher, text);
    const std::vector<Finding> re2 = match(*both[1].matcher, text);
    found += re2.size();
    if (to_text(fast) == to_text(re2)) continue;
    FAIL("fast:\n"
         << to_text(fast) << "re2:\n"
         << to_text(re2) << "text:\n"
         << text);
  }
  // The text must be worth the test.
  CHECK(found > 50'000);
}

TEST_CASE("the engines agree on random texts of many lines", "[matcher]") {
  const std::vector<Engine> both = engines();
  test::LogText random(2);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random.lines(300, 6);
    INFO("round " << round);
    REQUIRE(to_text(match(*both[0].matcher, text)) ==
            to_text(match(*both[1].matcher, text)));
  }
}

TEST_CASE("the engines agree on words far before alike ones", "[matcher]") {
  // What the fast one remembers of a token is known by the bytes next to it.
  constexpr std::string_view kFar[] = {
      "feature",  "status", "error", "completed", "win32", "xwin32",
      "NTSTATUS", "base",   "id",    "getl",      "xgetl"};
  constexpr std::string_view kNear[] = {" decimal equals ",
                                        " error value was ",
                                        " error      =    ",
                                        " win32 error      ",
                                        " with number of ",
                                        " code number = ",
                                        "asterror code = ",
                                        "            number ",
                                        "            value = ",
                                        "() = ",
                                        " error: ",
                                        ",            "};
  const std::vector<Engine> both = engines();
  test::LogText random(3);
  std::string text;
  for (int line = 0; line < 20'000; ++line) {
    text += kFar[random.below(std::size(kFar))];
    text += kNear[random.below(std::size(kNear))];
    text += random.below(2) == 0 ? "0x00000005" : "0x80070005";
    text += " and on it goes\n";
  }
  CHECK(to_text(match(*both[0].matcher, text)) ==
        to_text(match(*both[1].matcher, text)));
}

TEST_CASE("notes in 8-bit text are never passed over", "[matcher]") {
  const std::vector<Engine> both = engines();
  const auto near_note = [&](const std::string& text) {
    MatchState state;
    std::vector<Finding> findings;
    both[0].matcher->match({text, 0, text.size()}, state, findings);
    return state.near_note;
  };
  const std::string before(20'000, '-');
  for (std::size_t i = 0; i < kRetryCount; ++i) {
    const std::string word(to_string(static_cast<Retry>(i)));
    CHECK(near_note("0x80070005 {X: y | retry: " + word + "}"));
    CHECK(near_note(before + "x {X: y | retry: " + word + "}\n" + before));
  }
  CHECK(near_note(before + "x {hrscan: E_FAIL} z"));
  CHECK_FALSE(
      near_note(before + "{8ec50194-e2bf-79b8-0000-0123456789ae} (null)}"));
  CHECK_FALSE(near_note(before));
}

TEST_CASE("the engines agree on random bytes", "[matcher]") {
  const std::vector<Engine> both = engines();
  test::LogText random(4);
  for (int round = 0; round < 50'000; ++round) {
    const std::string text =
        "error " + random.bytes(random.below(200)) + random.line(2);
    INFO(text);
    REQUIRE(to_text(match(*both[0].matcher, text)) ==
            to_text(match(*both[1].matcher, text)));
  }
}

TEST_CASE("a cut at any place changes nothing", "[matcher]") {
  test::LogText random(6);
  for (const Engine& engine : engines()) {
    for (int round = 0; round < 500; ++round) {
      const std::string text = random.lines(1 + random.below(3), 4);
      const std::string whole = to_text(match(*engine.matcher, text));
      for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        INFO(engine.name << ", cut at " << cut << " of:\n" << text);
        REQUIRE(match_in_stretches(*engine.matcher, text, {cut}) == whole);
      }
    }
  }
}

TEST_CASE("stretches of one byte change nothing", "[matcher]") {
  test::LogText random(8);
  for (const Engine& engine : engines()) {
    for (int round = 0; round < 1'000; ++round) {
      const std::string text = random.lines(1 + random.below(3), 4);
      std::vector<std::size_t> cuts;
      for (std::size_t cut = 1; cut < text.size(); ++cut) cuts.push_back(cut);
      INFO(engine.name << ":\n" << text);
      REQUIRE(match_in_stretches(*engine.matcher, text, cuts) ==
              to_text(match(*engine.matcher, text)));
    }
  }
}

// What a scanner does with a stream: only kContext bytes around each stretch
// are there.
std::string match_in_windows(const Matcher& matcher, std::string_view text,
                             test::LogText& random) {
  MatchState state;
  std::vector<Finding> all;
  std::size_t base = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to =
        std::min(text.size(), from + 1 + random.below(5'000));
    const std::size_t begin = from - std::min(from, kContext);
    const std::size_t end = std::min(text.size(), to + kContext);
    state.shift(begin - base);
    base = begin;
    // A copy, so that a sanitizer sees any byte read outside.
    const std::vector<char> window(text.begin() + static_cast<long>(begin),
                                   text.begin() + static_cast<long>(end));
    std::vector<Finding> findings;
    matcher.match({{window.data(), window.size()}, from - begin, to - begin},
                  state, findings);
    for (Finding& finding : findings) {
      finding.offset += base;
      all.push_back(finding);
    }
    from = to;
  }
  return to_text(all);
}

TEST_CASE("a window with the promised context is enough", "[matcher]") {
  test::LogText random(9);
  for (const Engine& engine : engines()) {
    for (int round = 0; round < 30; ++round) {
      // One very long line among others.
      const std::string text =
          random.lines(100, 5) + random.line(400) + random.lines(100, 5);
      INFO(engine.name << ", round " << round);
      REQUIRE(match_in_windows(*engine.matcher, text, random) ==
              to_text(match(*engine.matcher, text)));
    }
  }
}

TEST_CASE("a note that holds its own code is no second finding", "[matcher]") {
  const std::string text =
      "hr = 0x80070005 {0x80070005: once more. | retry: unlikely} 0x80070005";
  for (const Engine& engine : engines()) {
    INFO(engine.name);
    const std::vector<Finding> findings = match(*engine.matcher, text);
    REQUIRE_FALSE(findings.empty());
    CHECK(findings[0].annotation_length == 43);
    for (std::size_t i = 1; i < findings.size(); ++i) {
      CHECK(findings[i].offset > text.find('}'));
    }
  }
}

TEST_CASE("one status written twice is one finding", "[matcher]") {
  struct Case {
    std::string_view text;
    std::size_t findings;
  };
  constexpr Case kCases[] = {
      {"0x80004005 (-2147467259)", 1},       {"-2147023436 (0x800705B4)", 1},
      {"win32 error 5 (0x80070005)", 1},     {"0x80004005 / 0x80004005", 1},
      {"0x80004005 and then 0x80004005", 2}, {"0x80004005\n(0x80004005)", 2},
      {"0x80004005 (0x80070005)", 2},
  };
  for (const Engine& engine : engines()) {
    for (const Case& c : kCases) {
      INFO(engine.name << ": " << c.text);
      CHECK(match(*engine.matcher, c.text).size() == c.findings);
    }
  }
}

TEST_CASE("a finding says where it stands and why", "[matcher]") {
  const std::string_view text =
      "first\r\n"
      "  hr = 0x800f081f - CBS_E_SOURCE_MISSING\r\n"
      "[0xC1900101-0x4001E] -> [0xC19001DF]\n"
      "[0x80070070] -> [0xC19001DF]";
  for (const Engine& engine : engines()) {
    const std::vector<Finding> f = match(*engine.matcher, text);
    INFO(engine.name << ":\n" << to_text(f));
    REQUIRE(f.size() == 5);
    CHECK(f[0].line == 2);
    CHECK(f[0].column == 8);
    CHECK(f[0].offset == 14);
    CHECK(text.substr(f[0].offset, f[0].length) == "0x800f081f");
    CHECK(written_name(text, f[0].offset, f[0], Catalog::builtin()) ==
          "CBS_E_SOURCE_MISSING");
    CHECK(f[1].extend == 0x4001E);
    CHECK(text.substr(f[1].offset, f[1].length) == "0xC1900101-0x4001E");
    CHECK(f[2].line == 3);
    CHECK(f[3].cause_of == 0xC19001DF);
    CHECK(f[4].cause_of == 0);
  }
}

}  // namespace
}  // namespace hrscan
