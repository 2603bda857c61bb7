#include "match/words.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "base/eight_bytes.h"

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
