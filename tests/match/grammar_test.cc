#include "match/grammar.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "code/token.h"
#include "support/log_text.h"

namespace hrscan {
namespace {

// Patterns that are matched against what stands behind the token.
bool is_right(std::string_view name) {
  constexpr std::string_view kRight[] = {"bracket_end", "name_after",
                                         "extend",      "remap",
                                         "annotation",  "same_place"};
  return std::find(std::begin(kRight), std::end(kRight), name) !=
         std::end(kRight);
}

bool matches(const PatternDoc& doc, std::string_view example) {
  const bool right = is_right(doc.name);
  const std::size_t mark = right ? example.find('|') : example.rfind('|');
  INFO(doc.name << ": " << example << " lacks its mark");
  REQUIRE(mark != std::string_view::npos);
  const std::string_view text =
      right ? example.substr(mark + 1) : example.substr(0, mark);
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()),
                           Grammar::get().pattern(doc.name));
}

TEST_CASE("every pattern matches its examples", "[grammar]") {
  for (const PatternDoc& doc : pattern_docs()) {
    CHECK_FALSE(doc.examples.empty());
    for (const std::string_view example : doc.examples) {
      INFO(doc.name << ": " << example);
      CHECK(matches(doc, example));
    }
  }
}

TEST_CASE("no pattern matches its counter-examples", "[grammar]") {
  for (const PatternDoc& doc : pattern_docs()) {
    CHECK_FALSE(doc.counter_examples.empty());
    for (const std::string_view example : doc.counter_examples) {
      INFO(doc.name << ": " << example);
      CHECK_FALSE(matches(doc, example));
    }
  }
}

TEST_CASE("every pattern compiles and is documented once", "[grammar]") {
  const Grammar& grammar = Grammar::get();
  CHECK(grammar.token.get().ok());
  std::vector<const LazyPattern*> patterns;
  for (const PatternDoc& doc : pattern_docs()) {
    INFO(doc.name);
    const LazyPattern& pattern = grammar.pattern(doc.name);
    CHECK(pattern.get().ok());
    CHECK(&pattern != &grammar.token);
    CHECK(std::find(patterns.begin(), patterns.end(), &pattern) ==
          patterns.end());
    CHECK_FALSE(doc.about.empty());
    patterns.push_back(&pattern);
  }
}

// Where the reference engine finds tokens: RE2 first, then token_at().
std::vector<std::size_t> found_by_re2(const std::string& text) {
  std::vector<std::size_t> at;
  const re2::StringPiece whole(text.data(), text.size());
  re2::StringPiece found;
  std::size_t pos = 0;
  while (Grammar::get().token.get().Match(whole, pos, whole.size(),
                                          RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    pos = begin + found.size();
    const std::optional<Token> token = token_at(text, begin);
    if (token && token->length == found.size()) at.push_back(begin);
  }
  return at;
}

std::vector<std::size_t> found_by_loops(const std::string& text) {
  std::vector<std::size_t> at;
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    if (token_at(text, pos)) at.push_back(pos);
  }
  return at;
}

TEST_CASE("RE2 and the plain loops know the same tokens", "[grammar]") {
  test::LogText random(11);
  std::size_t tokens = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = round % 2 == 0
                                 ? random.bytes(20 + random.below(60))
                                 : random.line(1 + random.below(6));
    INFO(text);
    const std::vector<std::size_t> expected = found_by_re2(text);
    REQUIRE(found_by_loops(text) == expected);
    tokens += expected.size();
  }
  CHECK(tokens > 10'000);
}

}  // namespace
}  // namespace hrscan
