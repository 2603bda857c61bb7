#include "corpus/corpus.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "corpus/random.h"
#include "corpus/styles.h"
#include "support/match_text.h"

namespace hrscan::corpus {
namespace {

std::size_t count_findings(const std::string& text) {
  static const auto matcher = make_fast_matcher(Catalog::builtin());
  return test::match(*matcher, text).size();
}

TEST_CASE("a corpus is the same for the same seed only", "[corpus]") {
  for (const Style* style : styles()) {
    INFO(style->name);
    const std::string text = Corpus(*style, 5).text(5'000);
    CHECK(text.size() == 5'000);
    CHECK(Corpus(*style, 5).text(5'000) == text);
    CHECK(Corpus(*style, 5).text(9'000).starts_with(text));
    CHECK(Corpus(*style, 6).text(5'000) != text);
  }
}

// A benchmark of another time, or on another machine, reads the same bytes.
TEST_CASE("the bytes of the benchmarks' corpora do not change", "[corpus]") {
  const auto fnv = [](const Style& style) {
    std::uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const char c : Corpus(style, 1).text(100'000)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
    return hash;
  };
  CHECK(fnv(kCbs) == 0x347C53F809EFBEFE);
  CHECK(fnv(kSparse) == 0x67EC00913412D4FA);
  CHECK(fnv(kHostile) == 0x2AEB5B5390C55D86);
}

TEST_CASE("a corpus holds as many findings as it promises", "[corpus]") {
  constexpr std::size_t kSize = 4 << 20;
  const std::size_t dense = count_findings(Corpus(kCbs, 1).text(kSize));
  CHECK(dense > kSize / 600 * 97 / 100);
  CHECK(dense < kSize / 600 * 103 / 100);
  const std::size_t sparse = count_findings(Corpus(kSparse, 1).text(kSize));
  CHECK(sparse >= 3);
  CHECK(sparse <= 7);
}

TEST_CASE("codes per line and distinct codes are what was asked for",
          "[corpus]") {
  const auto matcher = make_fast_matcher(Catalog::builtin());
  for (const double per_line : {0.0, 0.25, 1.0, 7.0}) {
    CorpusOptions options;
    options.codes_per_line = per_line;
    options.distinct_codes = 50;
    Corpus corpus(kCbs, 3, options);
    std::string text;
    for (int line = 0; line < 2'000; ++line) corpus.append_line(text);
    const auto findings = test::match(*matcher, text);
    INFO(per_line << " codes per line");
    CHECK(static_cast<double>(findings.size()) == 2'000 * per_line);
    std::set<std::uint32_t> codes;
    for (const Finding& finding : findings) codes.insert(finding.code.value());
    CHECK(codes.size() == (per_line == 0 ? 0 : 50));
  }
}

TEST_CASE("numbers below a limit reach all of them", "[corpus]") {
  Random random(1);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(random.below(7));
  CHECK(seen.size() == 7);
  CHECK(*seen.rbegin() == 6);
}

TEST_CASE("a grammar's faults are named", "[corpus]") {
  constexpr Production kUnknown[] = {{"line", "{no such rule}"}};
  constexpr Production kBrace[] = {{"line", "an open { brace"}};
  constexpr Production kNumber[] = {{"line", "{hex:x}"}};
  CHECK_THROWS_AS(Grammar({Productions(kUnknown)}), std::logic_error);
  CHECK_THROWS_AS(Grammar({Productions(kBrace)}), std::logic_error);
  CHECK_THROWS_AS(Grammar({Productions(kNumber)}), std::logic_error);
}

TEST_CASE("a grammar writes fields as they are described", "[corpus]") {
  constexpr Production kRules[] = {
      {"line",
       "{{{hex:3}}} {code:x} {code:X} {code:d} {code:u} {symbol} "
       "{year}-{month}-{day} {hour}:{minute}:{second}.{ms} {count} {count}"}};
  const Grammar grammar({Productions(kRules)});
  GrammarState state{Random(1), Clock(std::chrono::milliseconds(86'401'042))};
  state.code = {0x8007000E, "E_OUTOFMEMORY"};
  std::string text;
  grammar.append(grammar.rule("line"), state, text);
  CHECK(text.substr(5) ==
        " 8007000e 8007000E -2147024882 2147942414 E_OUTOFMEMORY "
        "2026-03-12 00:00:01.042 00000001 00000002");
  CHECK(text[0] == '{');
  CHECK(text[4] == '}');
}

}  // namespace
}  // namespace hrscan::corpus
