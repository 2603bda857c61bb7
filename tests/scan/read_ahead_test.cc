#include "scan/read_ahead.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "support/temporary_directory.h"

namespace hrscan {
namespace {

// Counts the findings of each input.
class Counter final : public Sink {
 public:
  void begin_input(const InputInfo&) override { counts.push_back(0); }
  bool block(const Block& block) override {
    counts.back() += block.findings.size();
    return true;
  }

  std::vector<std::size_t> counts;
};

std::string errors(std::size_t count) {
  std::string text;
  for (; count > 0; --count) text += "failed with 0x80070005\n";
  return text;
}

TEST_CASE("files come in their order, by any number of threads",
          "[read_ahead]") {
  // Large ones in between, so that the room for what waits is used up.
  constexpr std::size_t kFiles = 200;
  const test::TemporaryDirectory directory;
  std::vector<std::filesystem::path> paths;
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; i < kFiles; ++i) {
    const std::size_t count = i % 3 == 0 ? 10'000 - i : i;
    paths.push_back(directory.write(std::to_string(i), errors(count)));
    // What is empty is not read ahead.
    if (count > 0) expected.push_back(count);
  }
  const Scanner scanner(Catalog::builtin(), {});
  for (const unsigned threads : {1u, 2u, 7u}) {
    INFO(threads << " threads");
    Counter found;
    ReadAhead ahead(kFiles, threads, [&](std::size_t i, MatchedFile& to) {
      return scanner.match(paths[i], to);
    });
    for (std::size_t i = 0; i < kFiles; ++i) {
      if (MatchedFile* const file = ahead.next()) scanner.give(*file, found);
    }
    CHECK(found.counts == expected);
  }
}

TEST_CASE("each file is asked for once, and refused in its turn",
          "[read_ahead]") {
  constexpr std::size_t kFiles = 1000;
  std::vector<std::atomic<int>> asked(kFiles);
  const test::TemporaryDirectory directory;
  const std::filesystem::path path = directory.write("text", errors(1));
  const Scanner scanner(Catalog::builtin(), {});
  ReadAhead ahead(kFiles, 3, [&](std::size_t i, MatchedFile& to) {
    ++asked[i];
    return i % 2 == 0 && scanner.match(path, to);
  });
  for (std::size_t i = 0; i < kFiles; ++i) {
    CHECK((ahead.next() != nullptr) == (i % 2 == 0));
  }
  for (const auto& times : asked) CHECK(times == 1);
}

TEST_CASE("who has enough leaves the rest", "[read_ahead]") {
  constexpr std::size_t kFiles = 100'000;
  std::atomic<std::size_t> asked = 0;
  {
    ReadAhead ahead(kFiles, 4, [&](std::size_t, MatchedFile&) {
      ++asked;
      return false;
    });
    ahead.next();
  }
  CHECK(asked < kFiles);
}

}  // namespace
}  // namespace hrscan
