// The text around a unit: a part of the source's view, or a copy of it where
// copies are had faster.
#ifndef HRSCAN_SCAN_UNIT_TEXTS_H_
#define HRSCAN_SCAN_UNIT_TEXTS_H_

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/buffer.h"
#include "base/bytes.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"
#include "match/matcher.h"

namespace hrscan {

struct UnitText {
  std::string_view text;
  std::size_t offset = 0;  // of text[0] in the view
};

class UnitTexts {
 public:
  explicit UnitTexts(std::string_view view, Source::Copier copy = {})
      : view_(view), copy_(std::move(copy)) {}

  bool copies() const { return copy_ != nullptr; }

  // view[from, to) with all that the matcher and the sinks may ask about on
  // both sides. A copy goes to `memory`, where it is valid until the next one.
  UnitText around(std::size_t from, std::size_t to, Buffer& memory) const {
    if (!copies()) return {view_, 0};
    const std::size_t begin = from - std::min(from, kMargin);
    const std::size_t size = std::min(to + kMargin, view_.size()) - begin;
    if (memory.size() < size) memory = Buffer(size);
    copy_(begin, size, memory.data());
    return {{memory.data(), size}, begin};
  }

  // Where the first newline in view[from, to) is, or npos.
  std::size_t find_newline(std::size_t from, std::size_t to) const {
    if (!copies()) {
      const std::size_t at = view_.substr(from, to - from).find('\n');
      return at == std::string_view::npos ? at : from + at;
    }
    char piece[kLongLine];
    for (std::size_t most = kUsualLine; from < to; most = kLongLine) {
      const std::size_t size = std::min(most, to - from);
      copy_(from, size, piece);
      const std::size_t at = std::string_view(piece, size).find('\n');
      if (at != std::string_view::npos) return from + at;
      from += size;
    }
    return std::string_view::npos;
  }

  // Where a newline will be looked for next: asked for now, it is there by
  // then.
  void prefetch(std::size_t from) const {
    if (copies() || view_.size() < from + kUsualLine) return;
    hrscan::prefetch(view_.substr(from, kUsualLine));
  }

 private:
  static constexpr std::size_t kMargin = Block::kLineWindow + kContext;
  static constexpr std::size_t kUsualLine = 384;  // or shorter
  // Each copy is a call of the system: of a line without end there are few.
  static constexpr std::size_t kLongLine = 16 * 1024;

  const std::string_view view_;
  const Source::Copier copy_;
};

}  // namespace hrscan

#endif  // HRSCAN_SCAN_UNIT_TEXTS_H_
