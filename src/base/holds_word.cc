// With Highway, for every instruction set that the compiler knows: a line is
// searched for several words, and most lines hold none of them.
#include "base/holds_word.h"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/ascii.h"
#include "platform/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "base/holds_word.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace hrscan {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<std::uint8_t, 64>;

// The next place from `at` on where two bytes may be these, which are in lower
// case, or the place before the last byte, where nothing was looked for. There
// are more bytes than a vector has.
std::size_t next_pair(const char* text, std::size_t size, std::size_t at,
                      char first, char second) {
  const Bytes d;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
  const auto small = hn::Set(d, 0x20);
  const auto wanted = hn::Set(d, static_cast<std::uint8_t>(first | 0x20));
  const auto next = hn::Set(d, static_cast<std::uint8_t>(second | 0x20));
  const std::size_t last = size - 1;
  while (at < last) {
    // The last vector begins earlier, and what it has again is left out.
    const std::size_t from = HWY_MIN(at, last - hn::Lanes(d));
    const auto here = hn::Or(hn::LoadU(d, bytes + from), small);
    const auto behind = hn::Or(hn::LoadU(d, bytes + from + 1), small);
    const auto found = hn::And(hn::Eq(here, wanted), hn::Eq(behind, next));
    std::uint8_t out[8] = {};
    hn::StoreMaskBits(d, found, out);
    std::uint64_t bits = 0;
    for (int i = 7; i >= 0; --i) bits = bits << 8 | out[i];
    bits = bits >> (at - from) << (at - from);
    if (bits != 0) {
      return from + static_cast<std::size_t>(std::countr_zero(bits));
    }
    at = from + hn::Lanes(d);
  }
  return last;
}

}  // namespace HWY_NAMESPACE
}  // namespace hrscan
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hrscan {
namespace {

bool is_edge(char c) { return !ascii::is_word(c) && c >= 0; }

bool is_word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > 0 && !is_edge(text[at - 1])) return false;
  const std::string_view rest = text.substr(at);
  return rest.size() >= word.size() &&
         (rest.size() == word.size() || is_edge(rest[word.size()])) &&
         ascii::equal_ignoring_case(rest.substr(0, word.size()), word);
}

}  // namespace

bool holds_word(std::string_view text, std::string_view word) {
  if (word.empty()) return false;
  std::size_t at = 0;
  constexpr std::size_t kVector = 64;
  if (word.size() > 1 && text.size() > kVector) {
    using Next = std::size_t(const char*, std::size_t, std::size_t, char, char);
    static constexpr simd::Choice<Next> kChoices[] =
        HRSCAN_SIMD_CHOICES(next_pair);
    Next* const next = simd::choose(kChoices);
    const auto go_on = [&] {
      at = next(text.data(), text.size(), at, word[0], word[1]);
      return at + word.size() <= text.size();
    };
    for (; go_on(); ++at) {
      if (is_word_at(text, at, word)) return true;
    }
    return false;
  }
  const char first = ascii::to_lower(word[0]);
  for (; at + word.size() <= text.size(); ++at) {
    if (ascii::to_lower(text[at]) != first) continue;
    if (is_word_at(text, at, word)) return true;
  }
  return false;
}

}  // namespace hrscan
#endif  // HWY_ONCE
