// The upper halves of status codes that can be a finding without a word that
// introduces them: 8 KiB that stay in the first-level cache, where the
// catalog's index does not. Of random numbers with the failure bit one in a
// hundred is left.
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

  // False if no failure code with this upper half is known to the catalog or
  // shaped like one of a known facility.
  // A number, 0 or 1.
  unsigned has(std::uint64_t half) const {
    return static_cast<unsigned>(halves_[half / 64] >> half % 64 & 1);
  }

 private:
  void set(std::uint32_t half) {
    halves_[half / 64] |= std::uint64_t{1} << half % 64;
  }

  std::array<std::uint64_t, 0x10000 / 64> halves_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_KNOWN_HALVES_H_
