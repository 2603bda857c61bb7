#include "input/line_encoding.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace hrscan {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMarkLe = "\xFF\xFE"sv;
constexpr std::string_view kMarkBe = "\xFE\xFF"sv;
constexpr std::string_view kMarkUtf8 = "\xEF\xBB\xBF"sv;

// Where a line is judged by its beginning, this is how much of it.
constexpr std::size_t kJudged = 128;

// So many bytes that could be ASCII are no ideographs: each pair of them has
// less than one chance in four even where all text is Chinese.
constexpr std::size_t kSure = 24;
// With the input's end behind them.
constexpr std::size_t kSureAtEnd = 8;

std::optional<Encoding> marked(std::string_view bytes) {
  if (bytes.starts_with(kMarkLe)) return Encoding::kUtf16Le;
  if (bytes.starts_with(kMarkBe)) return Encoding::kUtf16Be;
  return std::nullopt;
}

// ASCII that is UTF-16 has a zero in every second byte, of little-endian text
// at odd places.
Encoding wide_with_zero_at(std::size_t place) {
  return place % 2 == 1 ? Encoding::kUtf16Le : Encoding::kUtf16Be;
}

// Whether `bytes` are ASCII of the other byte order, or of this one after a
// byte too many, which is the same: four characters in a row, with zeros where
// `current` has none. nullopt: too few to tell.
std::optional<bool> other_order(std::string_view bytes, bool last,
                                Encoding current) {
  constexpr std::size_t kEnough = 8;
  const std::size_t zeros = current == Encoding::kUtf16Le ? 0 : 1;
  const std::size_t end = std::min(bytes.size(), kEnough);
  for (std::size_t i = 0; i < end; ++i) {
    const bool zero = i % 2 == zeros;
    const bool ascii = bytes[i] >= ' ' && bytes[i] <= '~';
    if (zero ? bytes[i] != '\0' : !ascii) return false;
  }
  if (end == kEnough) return true;
  if (last) return false;
  return std::nullopt;
}

bool is_part_of(std::string_view bytes, std::string_view mark) {
  return bytes.size() < mark.size() && mark.starts_with(bytes);
}

}  // namespace

std::optional<Encoding> judge_after_narrow(std::string_view bytes, bool last,
                                           bool first) {
  if (first) {
    if (const auto mark = marked(bytes)) return mark;
    if (!last && (is_part_of(bytes, kMarkLe) || is_part_of(bytes, kMarkBe))) {
      return std::nullopt;
    }
  }
  std::optional<std::size_t> zero;  // the last one
  const std::size_t end = std::min(bytes.size(), kJudged);
  for (std::size_t i = 0; i < end; ++i) {
    if (bytes[i] == '\0') {
      if (const auto mark = marked(bytes)) return mark;
      if (zero && *zero + 2 == i) return wide_with_zero_at(i);
      if (zero && (i - *zero) % 2 == 1) return Encoding::kUtf8;
      zero = i;
    } else if (bytes[i] == '\n') {
      // The second half of a line end in UTF-16LE has its own zero yet to come.
      if (!zero || *zero + 1 != i || *zero % 2 == 0) return Encoding::kUtf8;
      if (i + 1 == bytes.size()) break;
      if (bytes[i + 1] != '\0') return Encoding::kUtf8;
    }
  }
  if (end < kJudged && !last) return std::nullopt;
  return Encoding::kUtf8;
}

std::optional<Encoding> judge_after_wide(std::string_view bytes, bool last,
                                         bool line_start, Encoding current) {
  if (line_start) {
    if (bytes.starts_with(kMarkUtf8)) return Encoding::kUtf8;
    if (!last && is_part_of(bytes, kMarkUtf8)) return std::nullopt;
    if (const auto mark = marked(bytes)) return mark;
  }
  const std::optional<bool> other = other_order(bytes, last, current);
  if (!other) return std::nullopt;
  if (*other) {
    return current == Encoding::kUtf16Le ? Encoding::kUtf16Be
                                         : Encoding::kUtf16Le;
  }
  std::size_t high = 0;  // bytes beyond ASCII
  std::size_t seen = 0;
  const auto sure = [&] { return high * 4 <= seen; };
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool after_return = seen > 0 && bytes[seen - 1] == '\r';
    if (after_return && c != '\n') return current;
    if (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') return current;
    if (byte >= 0x7F) ++high;
    ++seen;
    if (after_return && line_start && sure()) return Encoding::kUtf8;
    if (seen == kSure) return sure() ? Encoding::kUtf8 : current;
  }
  if (!last) return std::nullopt;
  return seen >= kSureAtEnd && sure() ? Encoding::kUtf8 : current;
}

}  // namespace hrscan
