// Random numbers that are the same on every platform, which those of the
// standard library's distributions are not.
#ifndef HRSCAN_TESTS_CORPUS_RANDOM_H_
#define HRSCAN_TESTS_CORPUS_RANDOM_H_

#include <cstdint>

namespace hrscan::corpus {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // SplitMix64, by Sebastiano Vigna.
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }

  // A number below `limit`, which is not 0.
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>((next() >> 32) * limit >> 32);
  }

 private:
  std::uint64_t state_;
};

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_RANDOM_H_
