#include "platform/cpu.h"

#if defined(_M_X64) || defined(_M_IX86)
#include <immintrin.h>
#include <intrin.h>
#endif

namespace hrscan {

// The bits are those of the CPUID and XGETBV instructions in Intel's Software
// Developer's Manual, volume 2A.
Cpu Cpu::detect() {
  Cpu cpu;
#if defined(_M_X64) || defined(_M_IX86)
  const auto bit = [](int word, int number) {
    return (word >> number & 1) != 0;
  };
  int basic[4];
  int extended[4] = {};
  __cpuid(basic, 0);
  const int last = basic[0];
  __cpuid(basic, 1);
  if (last >= 7) __cpuidex(extended, 7, 0);
  const bool has_xgetbv = bit(basic[2], 27);
  const auto saved = has_xgetbv ? _xgetbv(0) : 0;
  const bool saves_ymm = (saved & 0x06) == 0x06;
  const bool saves_zmm = (saved & 0xE6) == 0xE6;
  cpu.ssse3 = bit(basic[2], 9);
  cpu.sse4 = cpu.ssse3 && bit(basic[2], 19) && bit(basic[2], 20);
  cpu.avx2 = cpu.sse4 && saves_ymm && bit(extended[1], 5) &&
             bit(basic[2], 12) && bit(basic[2], 29) && bit(extended[1], 3) &&
             bit(extended[1], 8);
  cpu.avx512 = cpu.avx2 && saves_zmm && bit(extended[1], 16) &&
               bit(extended[1], 17) && bit(extended[1], 28) &&
               bit(extended[1], 30) && bit(extended[1], 31);
#endif
  return cpu;
}

}  // namespace hrscan
