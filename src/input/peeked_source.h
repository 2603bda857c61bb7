// A source whose first bytes were looked at.
#ifndef HRSCAN_INPUT_PEEKED_SOURCE_H_
#define HRSCAN_INPUT_PEEKED_SOURCE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hrscan/source.h"

namespace hrscan {

// Gives `head`, which was read from `inner`, and then the rest of `inner`.
class PeekedSource final : public Source {
 public:
  PeekedSource(std::unique_ptr<Source> inner, std::string head)
      : inner_(std::move(inner)), head_(std::move(head)) {}

  const std::string& name() const override { return inner_->name(); }
  std::optional<std::string_view> view() override { return inner_->view(); }
  Copier copier() const override { return inner_->copier(); }
  bool prefers_view() override { return inner_->prefers_view(); }
  bool intact() const override { return inner_->intact(); }
  std::optional<std::uint64_t> size() const override { return inner_->size(); }
  Result<void> finish() override { return inner_->finish(); }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (given_ == head_.size()) return inner_->read(buffer, size);
    const std::size_t count =
        std::string_view(head_).copy(buffer, size, given_);
    given_ += count;
    return count;
  }

  std::string_view head() const { return head_; }

 private:
  std::unique_ptr<Source> inner_;
  std::string head_;
  std::size_t given_ = 0;
};

}  // namespace hrscan

#endif  // HRSCAN_INPUT_PEEKED_SOURCE_H_
