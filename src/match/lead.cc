#include "match/lead.h"

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"
#include "match/grammar.h"

namespace hrscan {
namespace {

constexpr std::size_t kMaxPlainGap = 12;  // as in the patterns

// How far back a letter is looked for: twelve signs of up to three bytes and a
// restated number are the most that the patterns allow.
constexpr std::size_t kMaxGap = 80;

// Behind the last letter of text[stop, begin), or `stop`. There is one among
// the last eight bytes, mostly.
std::size_t last_letter_end(std::string_view text, std::size_t stop,
                            std::size_t begin) {
  std::size_t end = begin;
  if (end - stop >= 8) {
    const std::uint64_t letters =
        eight::letters(eight::load(text.data() + end - 8));
    if (letters != 0) {
      return end - static_cast<std::size_t>(std::countl_zero(letters)) / 8;
    }
    end -= 8;
  }
  while (end > stop && !kLetterBytes.has(text[end - 1])) --end;
  return end;
}

}  // namespace

Lead read_lead(const Words& words, std::string_view text, std::size_t begin) {
  const std::size_t stop = begin - std::min(begin, kMaxGap);
  const std::size_t end = last_letter_end(text, stop, begin);
  bool simple = true;
  for (std::size_t i = end; i < begin; ++i) {
    simple &= Grammar::is_simple_sign(text[i]);
  }
  const Words::Last word = words.last(text, stop, end);

  WordUses allowed = 0;
  const std::size_t gap = begin - end;
  if (simple && gap > 0 && gap <= kMaxPlainGap) {
    allowed |= word_use::kStatus | word_use::kError;
  }
  if (gap == 1) {
    const char sign = text[end];
    const bool equals = sign == '=' || sign == ':';
    if (equals) allowed |= word_use::kWin32;
    if (equals || sign == ' ') allowed |= word_use::kField;
  }
  const bool bounded =
      word.begin == 0 ||
      (word.begin > stop && !ascii::is_digit(text[word.begin - 1]));
  if (!bounded) allowed = 0;

  Lead lead;
  lead.to_begin = static_cast<std::uint16_t>(begin - word.begin);
  lead.to_end = static_cast<std::uint16_t>(gap);
  // No name in camel case says NTSTATUS.
  lead.may = static_cast<WordUses>(word.whole |
                                   (word.part & ~word_use::kBeforeNtstatus));
  lead.plain = static_cast<WordUses>(word.whole & allowed);
  return lead;
}

}  // namespace hrscan
