// Takes the hopeless out of the hits: places that the prefilter points at and
// where, as a few tests of the bytes around show, no finding can be. Logs are
// full of them (addresses, flags, sequence numbers, words with rr), and to
// judge one costs more than to have passed over a kilobyte of text.
//
// The tests are done for all hits of a kind in a row, whatever the first ones
// say, and have no branches: which kind of place comes next cannot be foretold,
// and a wrong guess of the processor costs as much as all of the tests.
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

class Screen {
 public:
  Screen(const WordSet& before_status, const KnownHalves& known)
      : before_status_(before_status), known_(known) {}

  // Clears bits of hits.pairs, hits.run_ends and hits.busy, which are for
  // text[from, from + size). What is left may be hopeless, too; what is cleared
  // is for certain.
  void clear(std::string_view text, std::size_t from, std::size_t size,
             Hits& hits);

 private:
  // Positions in the text of one call, counted from `from`.
  struct Places {
    std::size_t count = 0;
    std::array<std::uint16_t, kMaxHitSize> at;

    template <typename Test>
    void keep_if(Test test);
  };

  void collect(std::string_view text, std::size_t from, std::size_t size,
               Hits& hits);
  static void put_back(const Places& places, std::uint64_t* masks, Hits& hits);

  const WordSet& before_status_;
  const KnownHalves& known_;
  Places prefixes_;
  Places words_;
  // Ends of runs, by what eight digits before them are as a status code.
  Places failures_;
  Places successes_;
};

// Whether the bytes at `pos` may be the pair of a word behind which a small
// decimal is a Win32 error.
bool may_announce(std::string_view text, std::size_t pos);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_SCREEN_H_
