// The SIMD side of prefilter.h, written once with Highway and compiled for
// every instruction set that the compiler knows; the best one that the machine
// has is chosen at the first call.
#include "match/prefilter.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "match/prefilter.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace hrscan {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Vectors of at most 64 bytes, so that a mask block is a whole number of them.
using Bytes = hn::CappedTag<std::uint8_t, kHitBytes>;
using Vec = hn::Vec<Bytes>;

// The classes of 64 bytes, a bit for each byte.
struct Masks {
  std::uint64_t hex = 0;
  std::uint64_t pairs = 0;
  std::uint64_t newlines = 0;
};

#if HWY_TARGET == HWY_SCALAR

// Vectors of one byte have no table look-up: a machine without any SIMD (or
// with SSE2 alone) reads the same tables byte by byte.
class Classifier {
 public:
  Masks operator()(const std::uint8_t* bytes) const {
    Masks m;
    for (std::size_t i = 0; i < kHitBytes; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      const std::uint8_t first = look_up(prefilter::kFirst, bytes[i]);
      const std::uint8_t second = look_up(prefilter::kSecond, bytes[i + 1]);
      constexpr int kHex = prefilter::kHexDigit | prefilter::kHexLetter;
      if ((first & kHex) != 0) m.hex |= bit;
      if ((first & second & prefilter::kPairs) != 0) m.pairs |= bit;
      if (bytes[i] == '\n') m.newlines |= bit;
    }
    return m;
  }

 private:
  static std::uint8_t look_up(const prefilter::NibbleTable& table,
                              std::uint8_t byte) {
    return table.low[byte & 15] & table.high[byte >> 4];
  }
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
        hex_(hn::Set(d_, prefilter::kHexDigit | prefilter::kHexLetter)),
        pairs_(hn::Set(d_, prefilter::kPairs)),
        newline_(hn::Set(d_, '\n')),
        zero_(hn::Zero(d_)) {}

  HWY_INLINE Masks operator()(const std::uint8_t* bytes) const {
    Masks m;
    for (std::size_t i = 0; i < kHitBytes; i += hn::Lanes(d_)) {
      const Vec here = hn::LoadU(d_, bytes + i);
      const Vec next = hn::LoadU(d_, bytes + i + 1);
      const Vec first = look_up(here, first_low_, first_high_);
      const Vec second = look_up(next, second_low_, second_high_);
      const Vec pair = hn::And(hn::And(first, second), pairs_);
      m.hex |= bits_of(hn::Ne(hn::And(first, hex_), zero_)) << i;
      m.pairs |= bits_of(hn::Ne(pair, zero_)) << i;
      m.newlines |= bits_of(hn::Eq(here, newline_)) << i;
    }
    return m;
  }

 private:
  // Looks every byte up by its halves. Bytes from 0x80 on have high halves
  // whose table entries are 0.
  HWY_INLINE Vec look_up(Vec bytes, Vec low, Vec high) const {
    const Vec nibble = hn::Set(d_, 0x0F);
    const Vec lows = hn::TableLookupBytes(low, hn::And(bytes, nibble));
    const Vec highs = hn::TableLookupBytes(high, hn::ShiftRight<4>(bytes));
    return hn::And(lows, highs);
  }

  template <class Mask>
  HWY_INLINE std::uint64_t bits_of(Mask mask) const {
    // Highway asks for eight bytes even where a mask has fewer bits.
    std::uint8_t out[8] = {};
    hn::StoreMaskBits(d_, mask, out);
    std::uint64_t bits;
    std::memcpy(&bits, out, sizeof(bits));
    return bits;
  }

  const Bytes d_;
  const Vec first_low_;
  const Vec first_high_;
  const Vec second_low_;
  const Vec second_high_;
  const Vec hex_;
  const Vec pairs_;
  const Vec newline_;
  const Vec zero_;
};

#endif  // HWY_TARGET == HWY_SCALAR

// Runs of set bits, followed through one 64-bit mask after the other: bit i of
// the n-th mask is set where a run of at least 2^n bits ends at or reaches i.
struct Runs {
  std::uint64_t one = 0;
  std::uint64_t two = 0;
  std::uint64_t four = 0;
  std::uint64_t eight = 0;
  std::uint64_t fitting = 0;  // of eight to ten bits, so far

  // `bits` moved up by `by`, with the bits of the mask before it.
  static HWY_INLINE std::uint64_t behind(std::uint64_t bits,
                                         std::uint64_t before, int by) {
    return bits << by | before >> (64 - by);
  }

  // Goes on to the next mask; returns where a fitting run has just ended.
  HWY_INLINE std::uint64_t next(std::uint64_t bits) {
    const std::uint64_t next2 = bits & behind(bits, one, 1);
    const std::uint64_t next4 = next2 & behind(next2, two, 2);
    const std::uint64_t next8 = next4 & behind(next4, four, 4);
    // Eleven and more: eight here and eight three places before.
    const std::uint64_t next_fitting = next8 & ~behind(next8, eight, 3);
    const std::uint64_t ends = behind(next_fitting, fitting, 1) & ~bits;
    *this = {bits, next2, next4, next8, next_fitting};
    return ends;
  }
};

// `blocks` blocks from `text`, which must be readable for one byte more. Bit
// 63 - i of `before` says that the i-th byte before the text is a digit.
std::size_t find_hits_in_blocks(const char* text, std::size_t blocks,
                                std::uint64_t before, Hits* hits,
                                std::uint16_t* busy) {
  const Classifier classify;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text);
  Runs runs;
  runs.next(before);
  std::uint64_t pairs = 0;
  std::uint64_t newlines = 0;
  std::size_t count = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    const Masks m = classify(bytes);
    // Eight digits behind a pair: those of a token that the pair begins, or
    // the middle of a word.
    const std::uint64_t behind_pair = Runs::behind(m.pairs, pairs, 10);
    const std::uint64_t run_ends = runs.next(m.hex) & ~behind_pair;
    hits[block] = {run_ends, m.pairs, m.newlines, newlines};
    busy[count] = static_cast<std::uint16_t>(block);
    count += (run_ends | m.pairs) != 0 ? 1 : 0;
    pairs = m.pairs;
    newlines += hwy::PopCount(m.newlines);
    bytes += kHitBytes;
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace hrscan
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hrscan {

HWY_EXPORT(find_hits_in_blocks);

std::size_t find_hits(std::string_view text, std::size_t from, std::size_t size,
                      Hits* hits, std::uint16_t* busy) {
  std::uint64_t before = 0;
  for (std::size_t i = 1; i <= std::min<std::size_t>(from, 11); ++i) {
    if (!ascii::is_hex(text[from - i])) break;
    before |= std::uint64_t{1} << (64 - i);
  }
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  const std::size_t needed = blocks * kHitBytes + 1;
  const auto run = HWY_DYNAMIC_DISPATCH(find_hits_in_blocks);
  const std::string_view rest = text.substr(from);
  if (rest.size() >= needed) {
    return run(rest.data(), blocks, before, hits, busy);
  }
  // The end of the text: copied to where more can be read.
  char padded[kMaxHitSize + 1];
  rest.copy(padded, rest.size());
  std::memset(padded + rest.size(), 0, needed - rest.size());
  return run(padded, blocks, before, hits, busy);
}

}  // namespace hrscan
#endif  // HWY_ONCE
