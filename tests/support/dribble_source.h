// A source like a pipe: no view, no size, and never as much as is asked for.
#ifndef HRSCAN_TESTS_SUPPORT_DRIBBLE_SOURCE_H_
#define HRSCAN_TESTS_SUPPORT_DRIBBLE_SOURCE_H_

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

#include "hrscan/source.h"

namespace hrscan::test {

class DribbleSource final : public Source {
 public:
  // Gives 1 to `most` bytes at a time. `text` must outlive the source.
  DribbleSource(std::string_view text, std::size_t most, unsigned seed)
      : rest_(text), random_(seed), sizes_(1, most) {}

  const std::string& name() const override { return name_; }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min({size, rest_.size(), sizes_(random_)});
    std::memcpy(buffer, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string name_ = "dribble";
  std::string_view rest_;
  std::mt19937 random_;
  std::uniform_int_distribution<std::size_t> sizes_;
};

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_DRIBBLE_SOURCE_H_
