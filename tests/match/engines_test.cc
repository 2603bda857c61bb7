// The fast matcher against the reference on logs of every kind: each style of
// the corpus with HRSCAN_CORPUS_SEEDS seeds; HRSCAN_LONG=1 takes 50 times as
// many.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/random.h"
#include "corpus/styles.h"
#include "support/match_text.h"
#include "support/simd_targets.h"

namespace hrscan {
namespace {

using test::match;
using test::to_text;

std::uint64_t seeds() {
  return std::getenv("HRSCAN_LONG") == nullptr ? HRSCAN_CORPUS_SEEDS
                                               : HRSCAN_CORPUS_SEEDS * 50;
}

// Of some KiB, now and then of several of the matcher's batches; begun anywhere
// in a line, at any alignment.
class Sample {
 public:
  Sample(const corpus::Style& style, std::uint64_t seed) : random_(~seed) {
    constexpr std::string_view kEnds[] = {"\r\n", "\n", "\r\n", " "};
    corpus::CorpusOptions options;
    options.line_end = kEnds[seed % 4];
    // The corpora for benchmarks hold too little of interest.
    if (style.bytes_per_finding >= 600 && seed % 2 == 0) {
      options.codes_per_line = 0.5;
    }
    const std::size_t most = seed % 8 == 0 ? 48 * 1024 : 5 * 1024;
    text_ = corpus::Corpus(style, seed, options).text(1024 + below(most));
    start_ = below(200);
  }

  std::string_view text() const {
    return std::string_view(text_).substr(start_);
  }

  // Where to cut the text in some stretches, in order.
  std::vector<std::size_t> cuts() {
    std::vector<std::size_t> cuts(1 + below(8));
    for (std::size_t& cut : cuts) cut = below(text().size());
    std::ranges::sort(cuts);
    return cuts;
  }

 private:
  std::size_t below(std::size_t limit) {
    return random_.below(static_cast<std::uint32_t>(limit));
  }

  corpus::Random random_;
  std::string text_;
  std::size_t start_ = 0;
};

// The shortest part of `text` that the two still do not agree about, by leaving
// out halves, quarters and so on at both ends.
std::string_view shortest_difference(const Matcher& fast, const Matcher& re2,
                                     std::string_view text) {
  const auto differ = [&](std::string_view part) {
    return to_text(match(fast, part)) != to_text(match(re2, part));
  };
  for (std::size_t step = text.size() / 2; step > 0; step /= 2) {
    while (text.size() > step && differ(text.substr(step))) {
      text.remove_prefix(step);
    }
    while (text.size() > step && differ(text.substr(0, text.size() - step))) {
      text.remove_suffix(step);
    }
  }
  return text;
}

TEST_CASE("the engines agree on every kind of log", "[engines]") {
  const auto fast = make_fast_matcher(Catalog::builtin());
  const auto re2 = make_re2_matcher(Catalog::builtin());
  for (const corpus::Style* style : corpus::styles()) {
    std::size_t found = 0;
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
      Sample sample(*style, seed);
      const std::vector<Finding> expected = match(*re2, sample.text());
      found += expected.size();
      if (to_text(match(*fast, sample.text())) != to_text(expected)) {
        const std::string_view part =
            shortest_difference(*fast, *re2, sample.text());
        FAIL(style->name << ", seed " << seed << ", text:\n"
                         << part << "\nfast:\n"
                         << to_text(match(*fast, part)) << "re2:\n"
                         << to_text(match(*re2, part)));
      }
      const std::vector<std::size_t> cuts = sample.cuts();
      if (test::match_in_stretches(*fast, sample.text(), cuts) !=
          to_text(expected)) {
        FAIL(style->name << ", seed " << seed << ": " << cuts.size()
                         << " cuts change what is found");
      }
    }
    // The text must be worth the test.
    INFO(style->name);
    CHECK(found > seeds() * 2);
  }
}

TEST_CASE("each instruction set finds the same in every kind of log",
          "[engines]") {
  const auto fast = make_fast_matcher(Catalog::builtin());
  for (const corpus::Style* style : corpus::styles()) {
    for (std::uint64_t seed = 0; seed < seeds() / 10; ++seed) {
      const Sample sample(*style, seed);
      const std::string expected = to_text(match(*fast, sample.text()));
      INFO(style->name << ", seed " << seed);
      test::for_each_target([&] {
        if (to_text(match(*fast, sample.text())) != expected) {
          FAIL("another finding");
        }
      });
    }
  }
}

}  // namespace
}  // namespace hrscan
