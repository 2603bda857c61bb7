// The screens of a neighbourhood against the patterns alone: a screen may let
// through too much, never too little.
#include "match/neighbourhood.h"

#include <catch2/catch.hpp>
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

}  // namespace
}  // namespace hrscan
