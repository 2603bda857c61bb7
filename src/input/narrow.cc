// Written once with Highway and compiled for every instruction set that the
// compiler knows; the best one that the machine has is chosen at the first
// call.
#include "input/narrow.h"

#include <bit>
#include <cstdint>

#include "platform/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "input/narrow.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace hrscan {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

// A vector of one unit gains nothing.
template <bool kBigEndian>
HWY_INLINE std::size_t narrow_vectors(const char*, std::size_t, char*) {
  return 0;
}

#else

using Units = hn::ScalableTag<std::uint16_t>;
using Signed = hn::RebindToSigned<Units>;
using Bytes = hn::Rebind<std::uint8_t, Units>;
using Vec = hn::Vec<Units>;

// The units in the machine's order.
template <bool kSwap>
HWY_INLINE Vec load(const char* in) {
  const Units d;
  const Vec raw =
      hn::BitCast(d, hn::LoadU(hn::Repartition<std::uint8_t, Units>(),
                               reinterpret_cast<const std::uint8_t*>(in)));
  if (!kSwap) return raw;
  return hn::Or(hn::ShiftLeft<8>(raw), hn::ShiftRight<8>(raw));
}

HWY_INLINE bool all_ascii(Vec units) {
  const Units d;
  return hn::AllTrue(d,
                     hn::Eq(hn::And(units, hn::Set(d, 0xFF80)), hn::Zero(d)));
}

HWY_INLINE void store(Vec units, char* out) {
  hn::StoreU(hn::DemoteTo(Bytes(), hn::BitCast(Signed(), units)), Bytes(),
             reinterpret_cast<std::uint8_t*>(out));
}

// All whole vectors up to the first that is not ASCII.
template <bool kBigEndian>
HWY_INLINE std::size_t narrow_vectors(const char* in, std::size_t units,
                                      char* out) {
  constexpr bool kSwap =
      kBigEndian != (std::endian::native == std::endian::big);
  const std::size_t lanes = hn::Lanes(Units());
  std::size_t done = 0;
  for (; done + 4 * lanes <= units; done += 4 * lanes) {
    const char* from = in + 2 * done;
    const Vec a = load<kSwap>(from);
    const Vec b = load<kSwap>(from + 2 * lanes);
    const Vec c = load<kSwap>(from + 4 * lanes);
    const Vec d = load<kSwap>(from + 6 * lanes);
    if (!all_ascii(hn::Or(hn::Or(a, b), hn::Or(c, d)))) break;
    store(a, out + done);
    store(b, out + done + lanes);
    store(c, out + done + 2 * lanes);
    store(d, out + done + 3 * lanes);
  }
  for (; done + lanes <= units; done += lanes) {
    const Vec a = load<kSwap>(in + 2 * done);
    if (!all_ascii(a)) break;
    store(a, out + done);
  }
  return done;
}

#endif  // HWY_TARGET == HWY_SCALAR

template <bool kBigEndian>
HWY_INLINE std::size_t narrow(const char* in, std::size_t units, char* out) {
  constexpr std::size_t kHigh = kBigEndian ? 0 : 1;
  std::size_t done = narrow_vectors<kBigEndian>(in, units, out);
  for (; done < units; ++done) {
    const char high = in[2 * done + kHigh];
    const char low = in[2 * done + 1 - kHigh];
    if (high != 0 || (low & 0x80) != 0) break;
    out[done] = low;
  }
  return done;
}

std::size_t narrow_le(const char* in, std::size_t units, char* out) {
  return narrow<false>(in, units, out);
}
std::size_t narrow_be(const char* in, std::size_t units, char* out) {
  return narrow<true>(in, units, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace hrscan
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hrscan {

std::size_t narrow_ascii(const char* in, std::size_t units, bool big_endian,
                         char* out) {
  using Run = std::size_t(const char*, std::size_t, char*);
  static constexpr simd::Choice<Run> kLittle[] = HRSCAN_SIMD_CHOICES(narrow_le);
  static constexpr simd::Choice<Run> kBig[] = HRSCAN_SIMD_CHOICES(narrow_be);
  return simd::choose(big_endian ? kBig : kLittle)(in, units, out);
}

}  // namespace hrscan
#endif  // HWY_ONCE
