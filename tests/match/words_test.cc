#include "match/words.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/eight_bytes.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

constexpr WordUses kOne = word_use::kError;
constexpr WordUses kTwo = word_use::kBeforeStatus;

TEST_CASE("words are known in any case, without their digits", "[words]") {
  Words words;
  words.add("error", kOne);
  words.add("win32", kTwo);
  words.add("error", kTwo);
  CHECK(words.uses("Error") == (kOne | kTwo));
  CHECK(words.uses("WIN") == kTwo);
  CHECK(words.uses("terror") == 0);
  CHECK(words.uses("") == 0);
}

TEST_CASE("the last word is found, and the last part of a camel-case name",
          "[words]") {
  Words words;
  words.add("error", kOne);
  words.add("dwerror", kTwo);
  const std::string_view text = "an errorless dwError = myError";
  const Words::Last both = words.last(text, 0, 20);
  CHECK(both.begin == 13);
  CHECK(both.whole == kTwo);
  CHECK(both.part == kOne);
  CHECK(words.last(text, 0, 12).whole == 0);
  const Words::Last part = words.last(text, 0, text.size());
  CHECK(part.whole == 0);
  CHECK(part.part == kOne);
  // Not beyond where it may look.
  CHECK(words.last(text, 15, 20).whole == kOne);
  CHECK(words.last(text, 0, 2).begin == 0);
  CHECK(words.last(text, 0, 22).begin == 22);
}

TEST_CASE("compounds are made of first parts and ends", "[words]") {
  Words words;
  words.add_compounds({"error", "win32"}, {"code"}, kOne);
  CHECK(words.uses("error") == kOne);
  CHECK(words.uses("code") == kOne);
  CHECK(words.uses("errorcode") == kOne);
  CHECK(words.uses("win") == kOne);
  CHECK(words.uses("codeerror") == 0);
}

TEST_CASE("it does not matter where in a text a word stands", "[words]") {
  Words words;
  for (const char* word : {"error", "x", "lasterror", "sixteenlettersss"}) {
    words.add(word, kOne);
  }
  constexpr std::string_view kParts[] = {"error",
                                         "Error",
                                         "last",
                                         "Last",
                                         "x",
                                         "X",
                                         "a",
                                         " ",
                                         "1",
                                         "ERR",
                                         "sixteenlettersss",
                                         "Sixteenlettersss"};
  test::LogText random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = random.below(5); i > 0; --i) {
      text += kParts[random.below(std::size(kParts))];
    }
    const std::string far = std::string(40, '-') + text;
    const Words::Last here = words.last(text, 0, text.size());
    const Words::Last there = words.last(far, 0, far.size());
    INFO(text);
    REQUIRE(here.begin + 40 == there.begin);
    REQUIRE(here.whole == there.whole);
    REQUIRE(here.part == there.part);
    // By its definition.
    const auto use = [](std::string_view word) {
      const std::string lower = ascii::lower(word);
      const bool known = lower == "error" || lower == "x" ||
                         lower == "lasterror" || lower == "sixteenlettersss";
      return known ? kOne : WordUses{0};
    };
    const std::string_view word = std::string_view(text).substr(here.begin);
    REQUIRE(here.whole == use(word));
    std::size_t part = word.size();
    while (part > 1 && !(ascii::is_lower(word[part - 2]) &&
                         ascii::is_upper(word[part - 1]))) {
      --part;
    }
    REQUIRE(here.part == (part > 1 ? use(word.substr(part - 1)) : 0));
  }
}

TEST_CASE("three letters tell most words from status words", "[words]") {
  Words words;
  words.add("error", kTwo);
  words.add("hr", kTwo);
  words.add("handle", kOne);
  const auto may_end = [&](std::string_view three) {
    const std::string eight = "     " + std::string(three);
    return words.may_end_before_status(eight::load(eight.data()) >> 40) != 0;
  };
  CHECK(may_end("ror"));
  CHECK(may_end("ROR"));
  CHECK(may_end(" hr"));
  CHECK(may_end("xHr"));
  CHECK_FALSE(may_end("dle"));
  CHECK_FALSE(may_end("or "));
}

}  // namespace
}  // namespace hrscan
