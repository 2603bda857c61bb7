#include "match/lead.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/bytes.h"
#include "match/grammar.h"

namespace hrscan {
namespace {

constexpr std::size_t kMaxPlainGap = 12;  // as in the patterns

// How far back a letter is looked for: twelve signs of up to three bytes and a
// restated number are the most that the patterns allow.
constexpr std::size_t kMaxGap = 80;

}  // namespace

Lead read_lead(const Words& words, std::string_view text, std::size_t begin) {
  const std::size_t stop = begin - std::min(begin, kMaxGap);
  std::size_t end = begin;
  bool simple = true;
  for (; end > stop && !kLetterBytes.has(text[end - 1]); --end) {
    simple &= Grammar::is_simple_sign(text[end - 1]);
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
