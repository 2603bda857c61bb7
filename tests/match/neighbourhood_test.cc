// The screens of a neighbourhood against the patterns alone: a screen may let
// through too much, never too little.
#include "match/neighbourhood.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "code/token.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

// Every answer, in words that are easy to compare.
std::string answers(const Neighbourhood& around) {
  std::string out;
  const auto add = [&](std::string_view question, bool answer) {
    if (answer) out += std::string(question) + " ";
  };
  add("introduced", around.introduced());
  add("error", around.error_word());
  add("ntstatus", around.ntstatus_word());
  add("win32", around.win32_word());
  add("address", around.address());
  add("field", around.field());
  add("measure", around.measure());
  add("labelled", around.labelled());
  add("url", around.in_url());
  add("iis", around.iis_status());
  add("part-of-name", around.part_of_name());
  add("fraction", around.before_fraction());
  out += "name=" + std::string(around.name());
  out += " extend=" + std::to_string(around.extend_code().value_or(0));
  out += " remap=" + std::to_string(around.remapped_to().value_or(0));
  out += " note=" + std::to_string(around.annotation_length());
  return out;
}

TEST_CASE("screens change no answer", "[neighbourhood]") {
  test::LogText random(21);
  std::size_t tokens = 0;
  for (int round = 0; round < 50'000; ++round) {
    const std::string text = random.lines(1 + random.below(2), 6);
    for (std::size_t pos = 0; pos < text.size(); ++pos) {
      const std::optional<Token> token = token_at(text, pos);
      if (!token) continue;
      ++tokens;
      const std::size_t end = pos + token->length;
      const Grammar& grammar = Grammar::get();
      INFO("token at " << pos << " of:\n" << text);
      REQUIRE(answers(Neighbourhood(grammar, true, text, pos, end)) ==
              answers(Neighbourhood(grammar, false, text, pos, end)));
    }
  }
  CHECK(tokens > 100'000);
}

// Symbols and what is nearly one, of all lengths, up to the end of the text or
// of the line.
TEST_CASE("a symbol behind a token is the pattern's", "[neighbourhood]") {
  constexpr std::string_view kToken = "0x80070005";
  constexpr std::string_view kPieces[] = {
      "E",     "ERROR",      "ABCDEFGHIJKLMNOP",
      "9",     "_",          "_",
      "_FAIL", "_NOT_FOUND", "_a",
      "_x8",   "lower",      "\xC3",
      "-",     " ",          "__",
      "\n"};
  constexpr std::string_view kSigns[] = {" ",   " - ", "] (", " \n",  "\"",
                                         ": [", ",",   "",    "\r\n", " = '"};
  test::LogText random(22);
  std::size_t names = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(kToken);
    text += kSigns[random.below(std::size(kSigns))];
    for (std::size_t i = 1 + random.below(9); i > 0; --i) {
      text += kPieces[random.below(std::size(kPieces))];
    }
    const Grammar& grammar = Grammar::get();
    const Neighbourhood fast(grammar, true, text, 0, kToken.size());
    const Neighbourhood exact(grammar, false, text, 0, kToken.size());
    INFO(text);
    REQUIRE(fast.name() == exact.name());
    if (!exact.name().empty()) ++names;
  }
  CHECK(names > 5'000);
}

}  // namespace
}  // namespace hrscan
