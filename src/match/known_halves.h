// The upper halves of status codes that can be a finding without a word that
// introduces them, which is of failure codes only: 4 KiB that stay in the
// first-level cache, where the catalog's index does not. Of random numbers with
// the failure bit one in a hundred is left.
#ifndef HRSCAN_MATCH_KNOWN_HALVES_H_
#define HRSCAN_MATCH_KNOWN_HALVES_H_

#include <cstdint>

#include "catalog/table.h"
#include "hrscan/catalog.h"

namespace hrscan {

class KnownHalves {
 public:
  // `catalog` must outlive this.
  explicit KnownHalves(const Catalog& catalog)
      : words_(catalog.reader().failure_halves().data()) {}

  // 0 if no failure code with this upper half, which has its top bit set, is
  // known to the catalog or shaped like one of a known facility; else 1. For
  // other numbers up to 0xFFFF either.
  unsigned has(std::uint64_t half) const {
    return static_cast<unsigned>(
        words_[half / 64 % table::kFailureHalfWords] >> half % 64 & 1);
  }

 private:
  const std::uint64_t* words_;
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_KNOWN_HALVES_H_
