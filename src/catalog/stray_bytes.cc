#include "catalog/stray_bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace hrscan {
namespace {

// Walks over a file as TOML means it, from string to comment to string.
class StrayBytes {
 public:
  explicit StrayBytes(std::string_view text) : text_(text) {}

  std::optional<Place> find() {
    if (text_.starts_with("\xEF\xBB\xBF")) pos_ = 3;
    for (; pos_ < text_.size(); ++pos_) {
      const char c = text_[pos_];
      if (c == '#') {
        pos_ = std::min(text_.find('\n', pos_), text_.size());
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        return place();
      }
    }
    return std::nullopt;
  }

 private:
  // From the opening quote to the last closing one.
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool many_lines = text_.substr(pos_).starts_with(three);
    for (pos_ += many_lines ? 3 : 1; pos_ < text_.size(); ++pos_) {
      const char c = text_[pos_];
      if (c == '\\' && quote == '"') {
        ++pos_;
      } else if (!many_lines && (c == quote || c == '\n')) {
        return;
      } else if (many_lines && text_.substr(pos_).starts_with(three)) {
        pos_ += 2;
        // Quotes right before the closing three belong to the text.
        while (pos_ + 1 < text_.size() && text_[pos_ + 1] == quote) ++pos_;
        return;
      }
    }
  }

  Place place() const {
    const std::string_view before = text_.substr(0, pos_);
    const std::size_t newline = before.rfind('\n');
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column =
        newline == std::string_view::npos ? pos_ + 1 : pos_ - newline;
    return {static_cast<std::uint32_t>(line),
            static_cast<std::uint32_t>(column)};
  }

  std::string_view text_;
  std::size_t pos_ = 0;
};

}  // namespace

std::optional<Place> find_stray_byte(std::string_view text) {
  return StrayBytes(text).find();
}

}  // namespace hrscan
