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

// Whether a word alone is enough with this behind it for any pattern: a blank,
// or = or : with at most a blank on either side.
bool is_plain(std::string_view gap) {
  if (gap == " ") return true;
  if (gap.starts_with(' ')) gap.remove_prefix(1);
  if (gap.ends_with(' ')) gap.remove_suffix(1);
  return gap == "=" || gap == ":";
}

// The same with the number in another notation before the token: "=1603 (".
bool is_plain_and_restated(std::string_view gap) {
  const auto skip_blanks = [&](std::size_t most) {
    for (; most > 0 && gap.ends_with(' '); --most) gap.remove_suffix(1);
  };
  constexpr std::size_t kMostDigits = 10;  // as in the patterns
  skip_blanks(2);
  if (gap.empty() ||
      std::string_view("([/=").find(gap.back()) == std::string_view::npos) {
    return false;
  }
  gap.remove_suffix(1);
  skip_blanks(2);
  const std::size_t size = gap.size();
  while (!gap.empty() && ascii::is_digit(gap.back())) gap.remove_suffix(1);
  const std::size_t digits = size - gap.size();
  if (digits == 0 || digits > kMostDigits) return false;
  if (gap.ends_with('-')) gap.remove_suffix(1);
  return is_plain(gap);
}

// The commonest of the words that are two: whether text[0, end) ends with
// "win32 error".
bool ends_with_win32_error(std::string_view text, std::size_t end) {
  constexpr std::string_view kWords = "win32 error";
  static constexpr ByteSet kAlphanumeric(
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  if (end < kWords.size()) return false;
  const std::size_t begin = end - kWords.size();
  return ascii::equal_ignoring_case(text.substr(begin, kWords.size()),
                                    kWords) &&
         (begin == 0 || !kAlphanumeric.has(text[begin - 1]));
}

// What `word` can be the last word for, as far as the word before it tells;
// `first` becomes the first byte that was looked at, if that was before it.
WordUses possible(const Words& words, std::string_view text,
                  const Words::Last& word, std::size_t& first) {
  using namespace word_use;
  // No name in camel case says NTSTATUS.
  if (word.part != 0) {
    return static_cast<WordUses>(word.whole | (word.part & ~kBeforeNtstatus));
  }
  if ((word.whole & (kSecondStatus | kSecondError | kSecondWin32)) == 0) {
    return word.whole;
  }
  const std::size_t stop = word.begin - std::min(word.begin, kMaxGap);
  const Words::Last before =
      words.last(text, stop, last_letter_end(text, stop, word.begin));
  first = before.begin - std::min<std::size_t>(before.begin, 1);
  const WordUses other = before.whole | before.part;
  // Or one word, with digits in it.
  static constexpr ByteSet kJoints(" _-0123456789");
  const bool joined = word.begin > 0 && kJoints.has(text[word.begin - 1]);
  WordUses uses = word.whole;
  if ((uses & kSecondStatus) != 0 && (other & kBeforeStatus) == 0) {
    uses &= static_cast<WordUses>(~kBeforeStatus);
  }
  // "error code" is two words that are one; "error: number" are not.
  const bool filler = (uses & kSecondStatus) != 0;
  if ((uses & kSecondError) != 0 &&
      ((other & kBeforeError) == 0 || !(joined || filler))) {
    uses &= static_cast<WordUses>(~kBeforeError);
  }
  const bool may_follow =
      (other & kBeginsWin32) != 0 ? joined : (other & kBeforeWin32) != 0;
  if ((uses & kSecondWin32) != 0 && !may_follow) {
    uses &= static_cast<WordUses>(~kBeforeWin32);
  }
  return uses;
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
  const std::string_view gap = text.substr(end, begin - end);
  if (simple && !gap.empty() && gap.size() <= kMaxPlainGap) {
    allowed |= word_use::kStatus | word_use::kError | word_use::kNtstatus;
  }
  if (is_plain(gap)) {
    allowed |= word_use::kWin32 | word_use::kAddress | word_use::kField;
  } else if (gap.starts_with("()") && is_plain(gap.substr(2))) {
    allowed |= word_use::kWin32;
  } else if (is_plain_and_restated(gap)) {
    allowed |= word_use::kStatus | word_use::kError | word_use::kNtstatus;
  }
  const bool bounded =
      word.begin == 0 ||
      (word.begin > stop && !ascii::is_digit(text[word.begin - 1]));
  if (!bounded) allowed = 0;

  Lead lead;
  // What bounds a word is looked at, too.
  std::size_t first = word.begin - std::min<std::size_t>(word.begin, 1);
  lead.to_begin = static_cast<std::uint16_t>(begin - word.begin);
  lead.to_end = static_cast<std::uint16_t>(gap.size());
  lead.may = possible(words, text, word, first);
  lead.plain = static_cast<WordUses>(word.whole & allowed);
  if ((allowed & word_use::kWin32) != 0 &&
      (word.whole & word_use::kSecondWin32) != 0 &&
      ends_with_win32_error(text, end)) {
    lead.plain |= word_use::kWin32;
  }
  lead.reach = static_cast<std::uint16_t>(begin - first);
  return lead;
}

}  // namespace hrscan
