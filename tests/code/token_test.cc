#include "code/token.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "support/log_text.h"

namespace hrscan {
namespace {

struct Case {
  std::string_view text;  // the token starts at '|'
  std::string_view token;
  std::uint32_t value;
  Form form;
  Shape shape;
  bool wide = false;
};

// The text without its mark, and where that was.
std::pair<std::string, std::size_t> unmark(std::string_view marked) {
  const std::size_t at = marked.find('|');
  REQUIRE(at != std::string_view::npos);
  return {
      std::string(marked.substr(0, at)) + std::string(marked.substr(at + 1)),
      at};
}

TEST_CASE("token_at knows every shape", "[token]") {
  constexpr Case kCases[] = {
      {"hr=|0x80070005]", "0x80070005", 0x80070005, Form::kHex,
       Shape::kPrefixed},
      {"|0X490", "0X490", 0x490, Form::kHexShort, Shape::kPrefixed},
      {"|0x80070005UL;", "0x80070005UL", 0x80070005, Form::kHex,
       Shape::kPrefixed},
      {"|0x80070005lu;", "0x80070005lu", 0x80070005, Form::kHex,
       Shape::kPrefixed},
      {"|0x1L", "0x1L", 1, Form::kHexShort, Shape::kPrefixed},
      {"|0xFFFFFFFF80070005", "0xFFFFFFFF80070005", 0x80070005, Form::kHex,
       Shape::kPrefixed, true},
      {"|0x0000000080070005", "0x0000000080070005", 0x80070005, Form::kHex,
       Shape::kPrefixed, true},
      {"|&H80070005)", "&H80070005", 0x80070005, Form::kHexBare,
       Shape::kAmpersand},
      {"[|80070032]", "80070032", 0x80070032, Form::kHexBare, Shape::kBare},
      {"|c0000005 x", "c0000005", 0xc0000005, Form::kHexBare, Shape::kBare},
      {"|80070005h", "80070005h", 0x80070005, Form::kHexBare, Shape::kSuffixed},
      {"=|-2147024891.", "-2147024891", 0x80070005, Form::kDecimal,
       Shape::kSigned},
      {"|-2147483648", "-2147483648", 0x80000000, Form::kDecimal,
       Shape::kSigned},
      {"|-100000000", "-100000000", 0xFA0A1F00, Form::kDecimal, Shape::kSigned},
      {"(|2147942405)", "2147942405", 0x80070005, Form::kDecimal,
       Shape::kUnsigned},
      {"|4294967295", "4294967295", 0xFFFFFFFF, Form::kDecimal,
       Shape::kUnsigned},
      {"error |5", "5", 5, Form::kDecimal, Shape::kSmall},
      {"error |65535.", "65535", 65535, Form::kDecimal, Shape::kSmall},
      {"a-|2147942405", "2147942405", 0x80070005, Form::kDecimal,
       Shape::kUnsigned},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    const auto [text, at] = unmark(c.text);
    const std::optional<Token> token = token_at(text, at);
    REQUIRE(token);
    CHECK(text.substr(at, token->length) == c.token);
    CHECK(token->value == c.value);
    CHECK(token->form == c.form);
    CHECK(token->shape == c.shape);
    CHECK(token->wide == c.wide);
  }
}

TEST_CASE("token_at refuses what is no token", "[token]") {
  for (const std::string_view marked : {
           "x|80070005",            // within a word
           "_|0x80070005",          //
           "|0x80070005_",          //
           "|0x",                   // no digits
           "|0x80070005g",          //
           "|0x80070005ULL",        // no such suffix
           "|0x1234567890",         // an address
           "|0x7fed806eb5d",        //
           "|0xFFFFFFFFFFFFFFFF0",  // more than sixteen digits
           "|&H8007000",            // too few
           "|&H800700055",          // too many
           "|&x80070005",           //
           "|8007000",              // seven digits
           "|800700055",            // nine
           "|80070005hh",           //
           "|8007000h",             //
           "|-80070005",            // eight digits and a sign
           "|-0147024891",          // a leading zero
           "|-2147483649",          // below the least
           "-|2147483648",          // digits without their sign
           "a--|5",                 //
           "|4294967296",           // above the most
           "|0147942405",           //
           "|65536",                //
           "|05",                   //
           "|123456",               // neither small nor long
           "|-",                    //
           "|",                     //
           "ab|",                   //
       }) {
    INFO(marked);
    const auto [text, at] = unmark(marked);
    CHECK_FALSE(token_at(text, at));
  }
}

TEST_CASE("a token depends on what is near it only", "[token]") {
  test::LogText random(7);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random.bytes(40 + random.below(20));
    const std::size_t at = random.below(text.size());
    const std::optional<Token> token = token_at(text, at);
    const std::size_t from = at - std::min<std::size_t>(at, 2);
    const std::string near = text.substr(from, at - from + kMaxTokenLength + 1);
    const std::optional<Token> again = token_at(near, at - from);
    INFO(text << " at " << at);
    REQUIRE(token.has_value() == again.has_value());
    if (!token) continue;
    REQUIRE(token->length <= kMaxTokenLength);
    REQUIRE(token->length == again->length);
    REQUIRE(token->value == again->value);
  }
}

}  // namespace
}  // namespace hrscan
