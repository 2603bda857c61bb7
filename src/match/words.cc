#include "match/words.h"

#include <algorithm>
#include <bit>
#include <string>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"

namespace hrscan {
namespace {

// Of these letters, by their top bits, the small ones.
constexpr std::uint64_t small(std::uint64_t letters, std::uint64_t bytes) {
  return letters & bytes << 2;
}

// How many of the last bytes are the last part of a name in camel case: those
// from a capital behind a small letter on, as near to the end as there is one;
// nine if there is none. `before` has its top bit set in its lowest byte if the
// byte before these eight is a small letter.
constexpr int last_part(std::uint64_t letters, std::uint64_t bytes,
                        std::uint64_t before) {
  const std::uint64_t smalls = small(letters, bytes);
  const std::uint64_t capitals = letters & ~smalls & (smalls << 8 | before);
  return capitals == 0 ? 9 : std::countl_zero(capitals) / 8 + 1;
}

}  // namespace

Words::Letters Words::letters_of(std::string_view word) {
  std::string padded(kMostLetters, '\0');
  const std::size_t size = std::min(word.size(), padded.size());
  ascii::lower(word.substr(word.size() - size))
      .copy(padded.data() + padded.size() - size, size);
  return {eight::load(padded.data() + 8), eight::load(padded.data())};
}

void Words::add(std::string_view word, WordUses uses) {
  while (!word.empty() && ascii::is_digit(word.back())) word.remove_suffix(1);
  // A longer one is never looked for.
  if (word.size() > kMostLetters) return;
  const Letters letters = letters_of(word);
  std::size_t slot = slot_of(letters);
  while (slots_[slot] != 0 && entries_[slots_[slot] - 1u].letters != letters) {
    slot = (slot + 1) % kSlots;
  }
  if (slots_[slot] == 0) {
    entries_.push_back({letters, 0});
    slots_[slot] = static_cast<std::uint16_t>(entries_.size());
  }
  entries_[slots_[slot] - 1u].uses |= uses;

  if ((uses & word_use::kBeforeStatus) == 0) return;
  // Anything may stand before a shorter word.
  const int known = static_cast<int>(std::min<std::size_t>(word.size(), 3));
  const std::uint64_t tail = letters.last >> 40 & 0x1F1F1F;
  for (std::uint64_t other = 0; other < 1u << 5 * (3 - known); ++other) {
    const std::uint64_t place =
        tail_place(tail | (other & 0x1F) | (other >> 5 & 0x1F) << 8);
    status_tails_[place / 64] |= std::uint64_t{1} << place % 64;
  }
}

void Words::add_compounds(std::initializer_list<std::string_view> firsts,
                          std::initializer_list<std::string_view> ends,
                          WordUses uses) {
  for (const std::string_view first : firsts) add(first, uses);
  for (const std::string_view end : ends) {
    add(end, uses);
    for (const std::string_view first : firsts) {
      add(std::string(first) + std::string(end), uses);
    }
  }
}

WordUses Words::uses(std::string_view letters) const {
  return last(letters, 0, letters.size()).whole;
}

Words::Last Words::last(std::string_view text, std::size_t stop,
                        std::size_t end) const {
  if (end - stop < kMostLetters) return last_by_bytes(text, stop, end);
  const std::uint64_t last = eight::load(text.data() + end - 8);
  const std::uint64_t last_letters = eight::letters(last);
  const int last_count = eight::last_in_row(last_letters);
  constexpr std::uint64_t kCase = eight::kOnes * 0x20;
  Last word;
  if (last_count < 8) {
    word.begin = end - static_cast<std::size_t>(last_count);
    word.whole = find({eight::keep_last(last | kCase, last_count), 0});
    const int part = last_part(last_letters, last, 0);
    if (part <= last_count) {
      word.part = find({eight::keep_last(last | kCase, part), 0});
    }
    return word;
  }
  const std::uint64_t first = eight::load(text.data() + end - 16);
  const std::uint64_t first_letters = eight::letters(first);
  const int first_count = eight::last_in_row(first_letters);
  if (first_count == 8) return last_by_bytes(text, stop, end);
  word.begin = end - static_cast<std::size_t>(last_count + first_count);
  word.whole = find({eight::keep_last(last | kCase, last_count),
                     eight::keep_last(first | kCase, first_count)});
  const std::uint64_t first_small = small(first_letters, first);
  if (const int part = last_part(last_letters, last, first_small >> 56);
      part <= 8) {
    word.part = find({eight::keep_last(last | kCase, part), 0});
  } else if (const int before = last_part(first_letters, first, 0);
             before <= first_count) {
    word.part = find({last | kCase, eight::keep_last(first | kCase, before)});
  }
  return word;
}

Words::Last Words::last_by_bytes(std::string_view text, std::size_t stop,
                                 std::size_t end) const {
  Last word;
  std::size_t part = end;
  std::size_t i = end;
  for (; i > stop && kLetterBytes.has(text[i - 1]); --i) {
    if (part == end && i < end && ascii::is_lower(text[i - 1]) &&
        ascii::is_upper(text[i])) {
      part = i;
    }
  }
  word.begin = i;
  if (end - i <= kMostLetters) {
    word.whole = find(letters_of(text.substr(i, end - i)));
  }
  if (end - part <= kMostLetters && part != end) {
    word.part = find(letters_of(text.substr(part, end - part)));
  }
  return word;
}

}  // namespace hrscan
