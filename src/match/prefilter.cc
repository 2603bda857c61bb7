// The SIMD side of prefilter.h, written once with Highway and compiled for
// every instruction set that the compiler knows; the best one that the machine
// has is chosen at the first call.
#include "match/prefilter.h"

#include <hwy/cache_control.h>

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/bytes.h"
#include "platform/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "match/prefilter.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace hrscan {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Of all the systems there are; larger ones only cost a needless request.
constexpr std::size_t kSmallestPage = 4096;

// Vectors of at most 64 bytes, so that a block is a whole number of them, and
// of at most a group of masks.
using Bytes = hn::CappedTag<std::uint8_t, kHitBytes>;
using Words = hn::CappedTag<std::uint64_t, kHitGroup>;
using ByteVec = hn::Vec<Bytes>;
using WordVec = hn::Vec<Words>;

#if HWY_TARGET == HWY_SCALAR

// Vectors of one byte have no table look-up: a machine without any SIMD (or
// with SSE2 alone) reads the same tables byte by byte.
class Classifier {
 public:
  void operator()(const std::uint8_t* bytes, std::uint64_t* hex,
                  std::uint64_t* pairs, std::uint64_t* newlines) {
    *hex = *pairs = *newlines = 0;
    for (std::size_t i = 0; i < kHitBytes; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      const std::uint8_t first = look_up(prefilter::kFirst, bytes[i]);
      const std::uint8_t second = look_up(prefilter::kSecond, bytes[i + 1]);
      if ((first & prefilter::kHex) != 0) *hex |= bit;
      if ((first & second) != 0) *pairs |= bit;
      if (bytes[i] == '\n') *newlines |= bit;
      if (bytes[i] == 0) zero_seen_ = true;
    }
  }
  bool zero_seen() const { return zero_seen_; }

 private:
  static std::uint8_t look_up(const prefilter::NibbleTable& table,
                              std::uint8_t byte) {
    return table.low[byte & 15] & table.high[byte >> 4];
  }

  bool zero_seen_ = false;
};

#else

class Classifier {
 public:
  // Written out, because a constructor that the compiler makes is compiled for
  // the baseline instructions.
  HWY_INLINE Classifier()
      : first_low_(hn::LoadDup128(d_, prefilter::kFirst.low)),
        first_high_(hn::LoadDup128(d_, prefilter::kFirst.high)),
        second_low_(hn::LoadDup128(d_, prefilter::kSecond.low)),
        second_high_(hn::LoadDup128(d_, prefilter::kSecond.high)),
        hex_(hn::Set(d_, prefilter::kHex)),
        newline_(hn::Set(d_, '\n')),
        zero_(hn::Zero(d_)),
        least_(hn::Set(d_, 0xFF)) {}

  // The classes of 64 bytes; the one behind them is read, too.
  HWY_INLINE void operator()(const std::uint8_t* bytes, std::uint64_t* hex,
                             std::uint64_t* pairs, std::uint64_t* newlines) {
    for (std::size_t i = 0; i < kHitBytes; i += hn::Lanes(d_)) {
      const ByteVec here = hn::LoadU(d_, bytes + i);
      const ByteVec next = hn::LoadU(d_, bytes + i + 1);
      const ByteVec first = look_up(here, first_low_, first_high_);
      const ByteVec second = look_up(next, second_low_, second_high_);
      store(hn::Ne(hn::And(first, hex_), zero_), i, hex);
      store(hn::Ne(hn::And(first, second), zero_), i, pairs);
      store(hn::Eq(here, newline_), i, newlines);
      least_ = hn::Min(least_, here);
    }
  }
  HWY_INLINE bool zero_seen() const {
    return !hn::AllFalse(d_, hn::Eq(least_, zero_));
  }

 private:
  // Looks every byte up by its halves. Bytes from 0x80 on have high halves
  // whose table entries are 0.
  HWY_INLINE ByteVec look_up(ByteVec bytes, ByteVec low, ByteVec high) const {
    const ByteVec nibble = hn::Set(d_, 0x0F);
    const ByteVec lows = hn::TableLookupBytes(low, hn::And(bytes, nibble));
    const ByteVec highs = hn::TableLookupBytes(high, hn::ShiftRight<4>(bytes));
    return hn::And(lows, highs);
  }

  // Bits from the i-th on. Highway may write up to eight bytes: those behind
  // are written again by the vectors that follow, and by the next block.
  template <class Mask>
  HWY_INLINE void store(Mask mask, std::size_t i, std::uint64_t* bits) const {
    std::uint8_t out[8];
    hn::StoreMaskBits(d_, mask, out);
    std::memcpy(reinterpret_cast<std::uint8_t*>(bits) + i / 8, out,
                (hn::MaxLanes(d_) + 7) / 8);
  }

  const Bytes d_;
  const ByteVec first_low_;
  const ByteVec first_high_;
  const ByteVec second_low_;
  const ByteVec second_high_;
  const ByteVec hex_;
  const ByteVec newline_;
  const ByteVec zero_;
  ByteVec least_;  // of the bytes seen, lane by lane
};

#endif  // HWY_TARGET == HWY_SCALAR

// Masks moved up by `kBy`, with the bits of the masks before them.
template <int kBy>
HWY_INLINE WordVec behind(WordVec bits, WordVec before) {
  return hn::Or(hn::ShiftLeft<kBy>(bits), hn::ShiftRight<64 - kBy>(before));
}

// Where a run of eight to ten bits has just ended, in a vector of masks each
// of which follows the one at its place in `before`. Bit i of the n-th step is
// set where a run of at least 2^n bits ends at or reaches i; what the steps for
// `before` lack in their lowest bits is never needed.
HWY_INLINE WordVec run_ends(WordVec one, WordVec before1) {
  const WordVec before2 = hn::And(before1, hn::ShiftLeft<1>(before1));
  const WordVec before4 = hn::And(before2, hn::ShiftLeft<2>(before2));
  const WordVec before8 = hn::And(before4, hn::ShiftLeft<4>(before4));
  const WordVec two = hn::And(one, behind<1>(one, before1));
  const WordVec four = hn::And(two, behind<2>(two, before2));
  const WordVec eight = hn::And(four, behind<4>(four, before4));
  // Eleven and more: eight here and eight three places before.
  const WordVec fitting = hn::AndNot(behind<3>(eight, before8), eight);
  const WordVec before_fitting = hn::AndNot(hn::ShiftLeft<3>(before8), before8);
  return hn::AndNot(one, behind<1>(fitting, before_fitting));
}

// `blocks` blocks from `text`, which must be readable for one byte more.
void find_hits_in_blocks(const char* text, std::size_t blocks, Hits& hits) {
  Classifier classify;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text);
  // A line of each page that comes next: to find the page takes as long as to
  // get the line, and whoever asks for the page meanwhile waits (2026-11: a
  // twentieth of matching).
  const std::size_t size = blocks * kHitBytes;
  for (std::size_t page = 0; page < size; page += kSmallestPage) {
    hwy::Prefetch(bytes + size + page);
  }
  for (std::size_t block = 0; block < blocks; ++block) {
    hwy::Prefetch(bytes + block * kHitBytes + kPrefetchAhead);
    classify(bytes + block * kHitBytes, &hits.hex[block + 1],
             &hits.pairs[block + 1], &hits.newlines[block]);
  }
  hits.has_zero = classify.zero_seen();
  std::size_t end = blocks;
  for (; end % kHitGroup != 0; ++end) {
    hits.hex[end + 1] = hits.pairs[end + 1] = hits.newlines[end] = 0;
  }
  hits.hex[end + 1] = 0;

  const Words d;
  const WordVec zero = hn::Zero(d);
  std::uint64_t newlines = 0;
  for (std::size_t group = 0; group < end; group += kHitGroup) {
    std::uint64_t busy = 0;
    WordVec lines = zero;
    for (std::size_t i = 0; i < kHitGroup; i += hn::Lanes(d)) {
      const std::size_t block = group + i;
      const WordVec pairs = hn::LoadU(d, &hits.pairs[block + 1]);
      // Eight digits behind a pair: those of a token that the pair begins, or
      // the middle of a word.
      const WordVec behind_pair =
          behind<10>(pairs, hn::LoadU(d, &hits.pairs[block]));
      const WordVec ends =
          hn::AndNot(behind_pair, run_ends(hn::LoadU(d, &hits.hex[block + 1]),
                                           hn::LoadU(d, &hits.hex[block])));
      hn::StoreU(ends, d, &hits.run_ends[block]);
      std::uint8_t bits[8] = {};
      hn::StoreMaskBits(d, hn::Ne(hn::Or(ends, pairs), zero), bits);
      busy |= std::uint64_t{bits[0]} << i;
      const WordVec counts =
          hn::PopulationCount(hn::LoadU(d, &hits.newlines[block]));
      hn::StoreU(counts, d, &hits.newline_counts[block]);
      lines = hn::Add(lines, counts);
    }
    if (group % 64 == 0) hits.busy[group / 64] = 0;
    hits.busy[group / 64] |= busy << group % 64;
    hits.newlines_before[group / kHitGroup] = newlines;
    newlines += hn::GetLane(hn::SumOfLanes(d, lines));
  }
  // A run that ends with the last block ends there only if the text does; else
  // the next call tells of it.
  for (std::size_t block = blocks; block < end; ++block) {
    hits.run_ends[block] = 0;
    hits.busy[block / 64] &= ~(std::uint64_t{1} << block % 64);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace hrscan
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hrscan {

void find_hits(std::string_view text, std::size_t from, std::size_t size,
               Hits& hits) {
  std::uint64_t before = 0;
  for (std::size_t i = 1; i <= std::min<std::size_t>(from, 11); ++i) {
    if (!ascii::is_hex(text[from - i])) break;
    before |= std::uint64_t{1} << (64 - i);
  }
  hits.hex[0] = before;
  hits.pairs[0] = 0;
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  const std::size_t needed = blocks * kHitBytes + 1;
  using Run = void(const char*, std::size_t, Hits&);
  static constexpr simd::Choice<Run> kChoices[] =
      HRSCAN_SIMD_CHOICES(find_hits_in_blocks);
  Run* const run = simd::choose(kChoices);
  const std::string_view rest = text.substr(from);
  if (rest.size() >= needed) {
    run(rest.data(), blocks, hits);
    return;
  }
  // The end of the text: copied to where more can be read.
  char padded[kMaxHitSize + 1];
  rest.copy(padded, rest.size());
  std::memset(padded + rest.size(), 0, needed - rest.size());
  run(padded, blocks, hits);
  hits.has_zero = has_zero(rest);
}

}  // namespace hrscan
#endif  // HWY_ONCE
