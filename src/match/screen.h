// Takes the hopeless out of the hits: places that the prefilter points at and
// where, as a few tests of the bytes around show, no finding can be. Logs are
// full of them (addresses, flags, sequence numbers, words with rr), and to
// judge one costs more than to have passed over a kilobyte of text.
#ifndef HRSCAN_MATCH_SCREEN_H_
#define HRSCAN_MATCH_SCREEN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/grammar.h"
#include "match/known_halves.h"
#include "match/prefilter.h"

namespace hrscan {

// What the screen remembers between its calls: whether a word that ends in
// these eight bytes may introduce a token. For one thread, and one set of
// words.
class ScreenMemo {
 public:
  struct Entry {
    std::uint64_t before = 0;
    // Nobody knows what the zeros of a fresh entry introduce.
    unsigned may_introduce = 1;
  };
  Entry& entry(std::uint64_t before) {
    return entries_[before * 0x9E3779B97F4A7C15u >> 55];
  }

 private:
  std::array<Entry, 512> entries_{};
};

// Clears bits of hits.pairs, hits.run_ends and hits.busy, which are for
// text[from, from + size). What is left may be hopeless, too; what is cleared
// is for certain.
void screen_hits(std::string_view text, std::size_t from, std::size_t size,
                 const Words& words, const KnownHalves& known, ScreenMemo& memo,
                 Hits& hits);

// Whether the bytes at `pos` may be the pair of a word behind which a small
// decimal is a Win32 error.
bool may_announce(std::string_view text, std::size_t pos);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_SCREEN_H_
