// Takes the hopeless out of the hits: places that the prefilter points at and
// where, as a few tests of the bytes around show, no finding can be. Logs are
// full of them (addresses, flags, sequence numbers, words with rr), and to
// judge one costs more than to have passed over a kilobyte of text.
//
// Where a test has several conditions they are joined without a branch: which
// of them fails cannot be foretold, and a wrong guess of the processor costs as
// much as all of them.
#ifndef HRSCAN_MATCH_SCREEN_H_
#define HRSCAN_MATCH_SCREEN_H_

#include <cstddef>
#include <string_view>

#include "match/grammar.h"
#include "match/known_halves.h"
#include "match/prefilter.h"

namespace hrscan {

// Clears bits of hits.pairs, hits.run_ends and hits.busy, which are for
// text[from, from + size). What is left may be hopeless, too; what is cleared
// is for certain.
void screen_hits(std::string_view text, std::size_t from, std::size_t size,
                 const WordSet& before_status, const KnownHalves& known,
                 Hits& hits);

// Whether the bytes at `pos` may be the pair of a word behind which a small
// decimal is a Win32 error.
bool may_announce(std::string_view text, std::size_t pos);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_SCREEN_H_
