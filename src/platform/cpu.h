// Which instruction sets the processor has and the system lets programs use.
#ifndef HRSCAN_PLATFORM_CPU_H_
#define HRSCAN_PLATFORM_CPU_H_

namespace hrscan {

struct Cpu {
  bool ssse3 = false;
  bool sse4 = false;    // SSE4.1 and SSE4.2
  bool avx2 = false;    // with BMI 1 and 2, FMA and F16C, as Highway wants
  bool avx512 = false;  // F, VL, DQ, BW and CD, and all of the above

  // Asked anew at each call; some hundred nanoseconds.
  static Cpu detect();
};

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_CPU_H_
