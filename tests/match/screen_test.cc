// The screen against what the matchers find; that the fast matcher finds the
// same with it as RE2 does alone is tested in fast_matcher_test.cc.
#include "match/screen.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "hrscan/catalog.h"
#include "support/simd_targets.h"

namespace hrscan {
namespace {

// Room before and behind a line, so that it is screened at all.
std::string in_the_middle(std::string_view line) {
  const std::string lines(kHitBytes, '.');
  return lines + "\n" + std::string(line) + "\n" + lines + lines + lines;
}

// The hits in `line` that are left, as offsets in it.
std::set<std::size_t> left_of(std::string_view line) {
  const std::string text = in_the_middle(line);
  static const KnownHalves known(Catalog::builtin());
  const auto hits = std::make_unique<Hits>();
  find_hits(text, 0, text.size(), *hits);
  ScreenMemo memo;
  screen_hits(text, 0, text.size(), Grammar::get().words, known, memo, *hits);
  std::set<std::size_t> left;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t block = i / kHitBytes;
    const std::uint64_t bits = hits->pairs[block + 1] | hits->run_ends[block];
    const bool busy = (hits->busy[block / 64] >> block % 64 & 1) != 0;
    CHECK(busy == (bits != 0));
    if ((bits >> i % kHitBytes & 1) != 0) left.insert(i - kHitBytes - 1);
  }
  return left;
}

using Offsets = std::set<std::size_t>;

TEST_CASE("what may be a finding stays", "[screen]") {
  test::for_each_target([] {
    CHECK(left_of("0x80070005") == Offsets{0});
    CHECK(left_of("hr = 0x1") == Offsets{5});
    CHECK(left_of("status 0x00000005") == Offsets{7});
    CHECK(left_of("hr 0xFFFFFFFF80070005") == Offsets{3});
    CHECK(left_of("x 80070005 y") == Offsets{10});
    CHECK(left_of("80070005h") == Offsets{8});
    CHECK(left_of("&H80070005,") == Offsets{10});
    // The H is no letter of a word.
    CHECK(left_of("hr=&H00000000)") == Offsets{13});
    CHECK(left_of("status=00000005") == Offsets{15});
    CHECK(left_of("-2147024891") == Offsets{11});
    CHECK(left_of("2147942405") == Offsets{10});
    CHECK(left_of("[gle=0x00000005]") == Offsets{1, 5});
    CHECK(left_of("GetLastError 5") == Offsets{8});
    CHECK(left_of("LogHr(1) tid(3158) 80004005") == Offsets{27});
  });
}

TEST_CASE("what cannot be one goes", "[screen]") {
  for (const std::string_view line :
       {"0xyz", "handle 0x7c4", "size 0x00000010", "(stack @0x7fed806eb5d)",
        "hash 0x8fff01c2", "CSI    00000009 x", "session 31204031_1686079673",
        "94d9dd69-553f-4888-a265-26109acc70ac", "1686079673 seconds",
        "a 123456789 b", "x80070005", "80070005x", "the current directory",
        "single angle", "an3 number"}) {
    INFO(line);
    CHECK(left_of(line).empty());
  }
}

TEST_CASE("nothing is cleared near the ends of a text", "[screen]") {
  const KnownHalves known(Catalog::builtin());
  Hits hits;
  const std::string_view text = "0x1 rr 12345678";
  find_hits(text, 0, text.size(), hits);
  ScreenMemo memo;
  screen_hits(text, 0, text.size(), Grammar::get().words, known, memo, hits);
  CHECK(hits.pairs[1] == 0x11);
}

TEST_CASE("words that may announce a small decimal", "[screen]") {
  CHECK(may_announce("last error 5", 6));
  CHECK(may_announce("LastError=5", 5));
  CHECK(may_announce("gle=5", 0));
  CHECK(may_announce("win32 5", 2));
  CHECK_FALSE(may_announce("the error 5", 5));
  CHECK_FALSE(may_announce("angle=5", 2));
  CHECK_FALSE(may_announce("rr", 0));
}

}  // namespace
}  // namespace hrscan
