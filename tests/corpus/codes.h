// The status codes that the corpora write.
#ifndef HRSCAN_TESTS_CORPUS_CODES_H_
#define HRSCAN_TESTS_CORPUS_CODES_H_

#include <cstdint>
#include <string_view>

#include "corpus/random.h"

namespace hrscan::corpus {

struct Code {
  std::uint32_t value;
  std::string_view symbol;
};

// One of those that logs hold, some far more often than others.
Code frequent_code(Random& random);

// One of `count` different codes, all equally likely; most have a name in the
// catalog, none has one here.
Code spread_code(Random& random, std::uint32_t count);

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_CODES_H_
