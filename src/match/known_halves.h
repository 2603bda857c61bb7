// The upper halves of status codes that can be a finding without a word that
// introduces them, which is of failure codes only: 4 KiB that stay in the
// first-level cache, where the catalog's index does not. Of random numbers with
// the failure bit one in a hundred is left.
#ifndef HRSCAN_MATCH_KNOWN_HALVES_H_
#define HRSCAN_MATCH_KNOWN_HALVES_H_

#include <array>
#include <cstdint>

#include "hrscan/catalog.h"

namespace hrscan {

class KnownHalves {
 public:
  // Linear in the catalog: some ten microseconds.
  explicit KnownHalves(const Catalog& catalog);

  // 0 if no failure code with this upper half, which has its top bit set, is
  // known to the catalog or shaped like one of a known facility; else 1. For
  // other numbers up to 0xFFFF either.
  unsigned has(std::uint64_t half) const {
    return static_cast<unsigned>(
        halves_[half / 64 % halves_.size()] >> half % 64 & 1);
  }

 private:
  void set(std::uint32_t half) {
    if (half < kFailures) return;
    halves_[half / 64 % halves_.size()] |= std::uint64_t{1} << half % 64;
  }

  static constexpr std::uint32_t kFailures = 0x8000;

  std::array<std::uint64_t, kFailures / 64> halves_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_KNOWN_HALVES_H_
