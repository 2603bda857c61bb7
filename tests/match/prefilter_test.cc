// The prefilter against its definition, for every instruction set.
#include "match/prefilter.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/log_text.h"
#include "support/simd_targets.h"

namespace hrscan {
namespace {

// Whether find_hits() agrees with its definition.
bool agree(std::string_view text, std::size_t from, std::size_t size) {
  const auto fast = std::make_unique<Hits>();
  const auto slow = std::make_unique<Hits>();
  find_hits(text, from, size, *fast);
  find_hits_scalar(text, from, size, *slow);
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  const std::size_t groups = (blocks + kHitGroup - 1) / kHitGroup;
  const auto same = [&](const auto& a, const auto& b, std::size_t count) {
    return std::equal(a, a + count, b);
  };
  const std::size_t end = groups * kHitGroup;
  return same(fast->hex, slow->hex, end == 0 ? 0 : end + 2) &&
         same(fast->pairs, slow->pairs, end + 1) &&
         same(fast->run_ends, slow->run_ends, end) &&
         same(fast->newlines, slow->newlines, end) &&
         same(fast->newline_counts, slow->newline_counts, end) &&
         same(fast->newlines_before, slow->newlines_before, groups) &&
         same(fast->busy, slow->busy, (blocks + 63) / 64) &&
         (blocks == 0 || fast->has_zero == slow->has_zero);
}

TEST_CASE("hits say where runs end and pairs begin", "[prefilter]") {
  test::for_each_target([] {
    const std::string_view text = "rr 0x80070005\nGL 80070005h N3 12345678";
    Hits hits;
    find_hits(text, 0, text.size(), hits);
    CHECK(hits.busy[0] == 1);
    const auto bits = [](std::initializer_list<int> positions) {
      std::uint64_t set = 0;
      for (const int position : positions) set |= std::uint64_t{1} << position;
      return set;
    };
    // The digits behind 0x, which would end at 13, are the pair's.
    CHECK(hits.run_ends[0] == bits({25, 38}));
    CHECK(hits.pairs[1] == bits({0, 3, 14, 27}));
    CHECK(hits.newlines[0] == bits({13}));
    CHECK(hits.newlines_before[0] == 0);
  });
}

TEST_CASE("every byte and every pair of bytes has the right class",
          "[prefilter]") {
  test::for_each_target([] {
    std::string text;
    for (int a = 0; a < 256; ++a) {
      for (int b = 0; b < 256; ++b) {
        text += static_cast<char>(a);
        text += static_cast<char>(b);
      }
    }
    for (std::size_t from = 0; from < text.size(); from += kMaxHitSize) {
      const std::size_t size = std::min(kMaxHitSize, text.size() - from);
      CHECK(agree(text, from, size));
      CHECK(agree(text, from + 1, size - 1));
    }
  });
}

TEST_CASE("runs of every length at every place", "[prefilter]") {
  test::for_each_target([] {
    for (std::size_t length = 0; length <= 80; ++length) {
      for (std::size_t before = 0; before < 2 * kHitBytes; ++before) {
        const std::string text = std::string(before, ' ') +
                                 std::string(length, '5') + " 0x" +
                                 std::string(length, 'a') + " ";
        REQUIRE(agree(text, 0, text.size()));
        REQUIRE(agree(text, before / 2, text.size() - before / 2));
        // A run that began before the place where the call begins.
        const std::size_t inside = before + length / 2;
        REQUIRE(agree(text, inside, text.size() - inside));
      }
    }
  });
}

TEST_CASE("all sizes at all alignments", "[prefilter]") {
  test::for_each_target([] {
    test::LogText random(3);
    const std::string buffer = random.bytes(512);
    for (std::size_t start = 0; start < kHitBytes; ++start) {
      for (std::size_t size = 0; size <= 200; ++size) {
        // The text ends where the buffer does, so that a sanitizer sees any
        // byte read behind it.
        const auto begin = buffer.begin() + static_cast<std::ptrdiff_t>(start);
        const std::vector<char> exact(
            begin, begin + static_cast<std::ptrdiff_t>(size));
        REQUIRE(agree({exact.data(), exact.size()}, 0, size));
        REQUIRE(agree(std::string_view(buffer).substr(0, start + size), start,
                      size));
        REQUIRE(agree(buffer, start, size));
      }
    }
  });
}

TEST_CASE("random text", "[prefilter]") {
  test::for_each_target([] {
    test::LogText random(5);
    for (int round = 0; round < 500; ++round) {
      const std::string text = round % 2 == 0
                                   ? random.bytes(1 + random.below(2'000))
                                   : random.lines(20, 4);
      const std::size_t from = random.below(text.size());
      const std::size_t size = text.size() - from;
      REQUIRE(agree(text, from, size));
      REQUIRE(agree(text, from, random.below(size + 1)));
      REQUIRE(agree(text, from, size + random.below(200)));
    }
  });
}

TEST_CASE("the largest size", "[prefilter]") {
  test::for_each_target([] {
    test::LogText random(6);
    const std::string text = random.bytes(3 * kMaxHitSize);
    CHECK(agree(text, 0, kMaxHitSize));
    CHECK(agree(text, kMaxHitSize + 7, kMaxHitSize));
    CHECK(agree(text, 2 * kMaxHitSize, kMaxHitSize));
  });
}

}  // namespace
}  // namespace hrscan
