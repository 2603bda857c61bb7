// All that a source gives, and how it ended.
#ifndef HRSCAN_TESTS_SUPPORT_READ_ALL_H_
#define HRSCAN_TESTS_SUPPORT_READ_ALL_H_

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "hrscan/source.h"

namespace hrscan::test {

struct ReadAll {
  std::string text;
  std::string error;  // empty: it ended well
};

inline ReadAll read_all(Source& source, std::size_t piece = 1000) {
  ReadAll all;
  std::vector<char> buffer(piece);
  for (;;) {
    const auto count = source.read(buffer.data(), buffer.size());
    if (!count.ok()) {
      all.error = count.error().message;
      // It stays so.
      CHECK_FALSE(source.read(buffer.data(), buffer.size()).ok());
      return all;
    }
    if (*count == 0) return all;
    all.text.append(buffer.data(), *count);
  }
}

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_READ_ALL_H_
