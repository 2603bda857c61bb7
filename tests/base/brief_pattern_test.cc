#include "base/brief_pattern.h"

#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "base/lazy_pattern.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

bool found(std::string_view expression, std::string_view text) {
  const auto pattern = BriefPattern::read(expression);
  REQUIRE(pattern);
  return pattern->found_in(text);
}

TEST_CASE("a brief pattern is found in a text", "[brief_pattern]") {
  CHECK(found("BUSY", "E_BUSY_NOW"));
  CHECK_FALSE(found("BUSY", "E_BUS_Y"));
  CHECK_FALSE(found("BUSY", "busy"));
  CHECK(found("(?i)Bu_Sy", "E_bU_sY"));
  CHECK(found("(?:^|_)BUSY$", "E_BUSY"));
  CHECK_FALSE(found("(?:^|_)BUSY$", "EBUSY"));
  CHECK_FALSE(found("(?:^|_)BUSY$", "E_BUSYNESS"));
  CHECK(found("NOT_?(?:SET|FREE_?NOW|)$", "E_NOTFREENOW"));
  CHECK(found(R"(OF_(?:\w+_)?MEMORY)", "OUT_OF_MY_MEMORY"));
  CHECK_FALSE(found(R"(OF_\w+_MEMORY)", "OUT_OF_MEMORY"));
  CHECK(found("(?i)[^n]OT[a-c]*X", "GotabcabX"));
  CHECK_FALSE(found("(?i)(?:^|[^n])OTX", "NOTX"));
  CHECK(found("", ""));
  CHECK(found("(?:a*)*$", "b"));
}

TEST_CASE("an expression that might mean something else is left to RE2",
          "[brief_pattern]") {
  for (const char* expression :
       {"(a)",  "(?i:a)", "a(?i)b", "(?s).", "a{2}", "a??",   "a**",
        "*a",   "^*",     "$?",     "a|*",   "(?:a", "a)",    "[",
        "[]a]", "[a",     "[z-a]",  "[a-]",  "[-a]", "[\\w]", "[[:alpha:]]",
        "\\",   "\\b",    "\\pL",   "\\x41", "\\Qa", "\xE9",  "a\n"}) {
    INFO(expression);
    CHECK_FALSE(BriefPattern::read(expression));
  }
  CHECK_FALSE(BriefPattern::read(std::string(5000, 'a')));
  std::string deep = "a";
  for (int i = 0; i < 50; ++i) deep = "(?:" + deep + ")";
  CHECK_FALSE(BriefPattern::read(deep));
}

// An expression of the kind, or nearly.
std::string random_expression(test::LogText& random, int depth) {
  constexpr std::string_view kParts[] = {
      "a",   "B",    "_",      "k",    "S",   "ab",   ".", "\\w",
      "\\.", "[ab]", "[^a-k]", "[^N]", "|",   "^",    "$", "|",
      "?",   "*",    "+",      "-",    "{2}", "(?i)", "1"};
  std::string out = depth == 0 && random.below(2) == 0 ? "(?i)" : "";
  for (std::size_t i = 1 + random.below(6); i > 0; --i) {
    if (depth < 3 && random.below(5) == 0) {
      out += "(?:" + random_expression(random, depth + 1) + ")";
    } else {
      out += kParts[random.below(std::size(kParts))];
    }
  }
  return out;
}

std::string random_text(test::LogText& random) {
  constexpr std::string_view kBytes = "aAbBkKnNsSz_1.-\n\xB5\xE9\xFF";
  std::string out;
  for (std::size_t i = random.below(9); i > 0; --i) {
    out += kBytes[random.below(kBytes.size())];
  }
  return out;
}

TEST_CASE("a brief pattern finds what RE2 finds", "[brief_pattern]") {
  test::LogText random(3);
  int read = 0;
  int hits = 0;
  for (int i = 0; i < 5'000; ++i) {
    const std::string expression = random_expression(random, 0);
    INFO(expression);
    const auto brief = BriefPattern::read(expression);
    if (!brief) continue;
    ++read;
    const RE2 reference(expression, LazyPattern::options());
    REQUIRE(reference.ok());
    for (int j = 0; j < 20; ++j) {
      const std::string text = random_text(random);
      const bool expected = RE2::PartialMatch(text, reference);
      if (brief->found_in(text) != expected) FAIL_CHECK(text);
      hits += expected ? 1 : 0;
    }
  }
  CHECK(read > 1'000);
  CHECK(hits > 5'000);
}

}  // namespace
}  // namespace hrscan
