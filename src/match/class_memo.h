// What the catalog said of the codes asked for last: a log has few of them, and
// their records lie far apart in memory.
#ifndef HRSCAN_MATCH_CLASS_MEMO_H_
#define HRSCAN_MATCH_CLASS_MEMO_H_

#include <array>
#include <cstdint>

#include "catalog/table.h"
#include "hrscan/catalog.h"

namespace hrscan {

// Catalog::classify() for one thread and one catalog.
class ClassMemo {
 public:
  const Classification& classify(const Catalog& catalog, StatusCode code) {
    Entry& entry = entries_[table::hash_code(code.value()) % entries_.size()];
    if (entry.code != code || !entry.filled) {
      entry = {code, catalog.classify(code), true};
    }
    return entry.classification;
  }

 private:
  struct Entry {
    StatusCode code;
    Classification classification;
    bool filled = false;
  };

  std::array<Entry, 256> entries_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_CLASS_MEMO_H_
