// Choosing, at run time, among the instruction sets for which a file with
// Highway was compiled. Highway's own library chooses as well, but it measures
// the speed of the machine's clock whenever it is loaded (version 1.0.3): 3.5
// ms of every run of the program, which is more than all else that happens
// before the first byte is read.
#ifndef HRSCAN_PLATFORM_SIMD_H_
#define HRSCAN_PLATFORM_SIMD_H_

#include <hwy/detect_targets.h>

#include <cstdint>
#include <vector>

namespace hrscan::simd {

// Bits of Highway's targets (HWY_AVX2 ...) that this machine can run. A target
// that is compiled in whatever the machine is not among them.
std::int64_t supported();

// For tests: lets choose() use these targets only; 0 takes that back.
void use_only(std::int64_t targets);

template <typename Function>
struct Choice {
  std::int64_t target;
  Function* function;  // null where it was not compiled
};

// The first of `choices` that the machine can run; the last one always can.
template <typename Function, std::size_t N>
Function* choose(const Choice<Function> (&choices)[N]) {
  const std::int64_t targets = supported();
  for (std::size_t i = 0; i + 1 < N; ++i) {
    if (choices[i].function != nullptr && (choices[i].target & targets) != 0) {
      return choices[i].function;
    }
  }
  return choices[N - 1].function;
}

// Choices of a function in HWY_NAMESPACE, the best first; for the part of a
// file that is compiled once (HWY_ONCE).
#define HRSCAN_SIMD_CHOICES(FUNCTION)                  \
  {                                                    \
    {HWY_AVX3, HWY_CHOOSE_AVX3(FUNCTION)},             \
        {HWY_AVX2, HWY_CHOOSE_AVX2(FUNCTION)},         \
        {HWY_SSE4, HWY_CHOOSE_SSE4(FUNCTION)},         \
        {HWY_SSSE3, HWY_CHOOSE_SSSE3(FUNCTION)},       \
        {HWY_NEON, HWY_CHOOSE_NEON(FUNCTION)}, {       \
      HWY_STATIC_TARGET, HWY_CHOOSE_FALLBACK(FUNCTION) \
    }                                                  \
  }

}  // namespace hrscan::simd

#endif  // HRSCAN_PLATFORM_SIMD_H_
