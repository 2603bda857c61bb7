#include "platform/simd.h"

#include <atomic>

#include "platform/cpu.h"

namespace hrscan::simd {
namespace {

std::atomic<std::int64_t> allowed{~std::int64_t{0}};

std::int64_t detect() {
  const Cpu cpu = Cpu::detect();
  std::int64_t targets = HWY_NEON;  // compiled only where it is there
  if (cpu.ssse3) targets |= HWY_SSSE3;
  if (cpu.sse4) targets |= HWY_SSE4;
  if (cpu.avx2) targets |= HWY_AVX2;
  if (cpu.avx512) targets |= HWY_AVX3;
  return targets;
}

}  // namespace

std::int64_t supported() {
  static const std::int64_t targets = detect();
  return targets & allowed.load(std::memory_order_relaxed);
}

void use_only(std::int64_t targets) {
  allowed.store(targets == 0 ? ~std::int64_t{0} : targets);
}

}  // namespace hrscan::simd
