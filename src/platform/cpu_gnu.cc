#include "platform/cpu.h"

namespace hrscan {

Cpu Cpu::detect() {
  Cpu cpu;
#if defined(__x86_64__) || defined(__i386__)
  // These also ask whether the system saves the wide registers.
  __builtin_cpu_init();
  cpu.ssse3 = __builtin_cpu_supports("ssse3");
  cpu.sse4 = cpu.ssse3 && __builtin_cpu_supports("sse4.1") &&
             __builtin_cpu_supports("sse4.2");
  cpu.avx2 = cpu.sse4 && __builtin_cpu_supports("avx2") &&
             __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2");
  cpu.avx512 = cpu.avx2 && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd");
#endif
  return cpu;
}

}  // namespace hrscan
