// Runs a test once for each instruction set that the machine has.
#ifndef HRSCAN_TESTS_SUPPORT_SIMD_TARGETS_H_
#define HRSCAN_TESTS_SUPPORT_SIMD_TARGETS_H_

#include <catch2/catch.hpp>
#include <cstdint>

#include "platform/simd.h"

namespace hrscan::test {

template <typename Test>
void for_each_target(Test test) {
  for (const std::int64_t target :
       {std::int64_t{HWY_AVX3}, std::int64_t{HWY_AVX2}, std::int64_t{HWY_SSE4},
        std::int64_t{HWY_SSSE3}, std::int64_t{HWY_NEON},
        std::int64_t{HWY_SCALAR}}) {
    INFO("target " << target);
    simd::use_only(target);
    test();
  }
  simd::use_only(0);
}

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_SIMD_TARGETS_H_
