#include "base/holds_word.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

TEST_CASE("a word is found in any case and stands alone", "[holds_word]") {
  CHECK(holds_word("the DISM log", "dism"));
  CHECK(holds_word("dism", "DISM"));
  CHECK(holds_word("[dism]", "dism"));
  CHECK(holds_word("a long line before it: cbs", "CBS"));
  CHECK(holds_word("adism dism", "dism"));
  CHECK(holds_word("x", "x"));
  CHECK_FALSE(holds_word("dism.", ""));
  CHECK_FALSE(holds_word("", "dism"));
  CHECK_FALSE(holds_word("dis", "dism"));
  CHECK_FALSE(holds_word("dism_x", "dism"));
  CHECK_FALSE(holds_word("xdism", "dism"));
  CHECK_FALSE(
      holds_word("\xC3\xA9"
                 "dism",
                 "dism"));
}

TEST_CASE("wherever it stands, it is found", "[holds_word]") {
  constexpr std::string_view kParts[] = {"win", "Win",   "w",    "W",   "i",
                                         "n",   "wi",    " ",    "\t",  "_",
                                         "3",   "win32", "WINS", "\xC3"};
  constexpr std::string_view kWords[] = {"win", "w", "WIN32",
                                         "wi",  "i", "wins"};
  test::LogText random(9);
  std::size_t found = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::size_t i = random.below(16); i > 0; --i) {
      text += kParts[random.below(std::size(kParts))];
    }
    const std::string_view word = kWords[random.below(std::size(kWords))];
    bool expected = false;
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
      const auto is_edge = [&](std::size_t i) {
        return i >= text.size() || (!ascii::is_word(text[i]) && text[i] >= 0);
      };
      expected |= is_edge(at - 1) && is_edge(at + word.size()) &&
                  ascii::equal_ignoring_case(
                      std::string_view(text).substr(at, word.size()), word);
    }
    INFO(text << " / " << word);
    REQUIRE(holds_word(text, word) == expected);
    found += expected;
  }
  CHECK(found > 2'000);
}

}  // namespace
}  // namespace hrscan
