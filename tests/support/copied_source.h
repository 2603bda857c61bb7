// A text in memory that is rather copied than viewed, as files in small pages
// are.
#ifndef HRSCAN_TESTS_SUPPORT_COPIED_SOURCE_H_
#define HRSCAN_TESTS_SUPPORT_COPIED_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hrscan/source.h"

namespace hrscan::test {

class CopiedSource final : public Source {
 public:
  // `text` must outlive the source.
  explicit CopiedSource(std::string_view text) : text_(text) {}

  const std::string& name() const override { return name_; }
  std::optional<std::string_view> view() override { return text_; }
  Copier copier() const override {
    return [this](std::size_t from, std::size_t size, char* to) {
      text_.copy(to, size, from);
    };
  }
  bool prefers_view() override { return false; }
  std::optional<std::uint64_t> size() const override { return text_.size(); }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t count = text_.copy(buffer, size, read_);
    read_ += count;
    return count;
  }

 private:
  std::string name_ = "copied";
  std::string_view text_;
  std::size_t read_ = 0;
};

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_COPIED_SOURCE_H_
