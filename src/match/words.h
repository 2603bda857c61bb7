// The words that mean something before a token, in one table: one look-up says
// for all patterns of the grammar whether a word can be the last one before a
// token that fits, and whether it alone is enough.
#ifndef HRSCAN_MATCH_WORDS_H_
#define HRSCAN_MATCH_WORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace hrscan {

// A set of the following.
using WordUses = std::uint16_t;

namespace word_use {
// It can be the last word in a text that fits the pattern of that name.
inline constexpr WordUses kBeforeStatus = 1 << 0;
inline constexpr WordUses kBeforeError = 1 << 1;
inline constexpr WordUses kBeforeNtstatus = 1 << 2;
inline constexpr WordUses kBeforeWin32 = 1 << 3;
inline constexpr WordUses kBeforeAddress = 1 << 4;
inline constexpr WordUses kBeforeField = 1 << 5;
// It alone, whatever stands before it, makes the pattern of that name match
// with a blank behind it, or with = or : and at most a blank on either side;
// status, error and NTSTATUS words with up to twelve simple signs.
inline constexpr WordUses kStatus = 1 << 6;
inline constexpr WordUses kError = 1 << 7;
inline constexpr WordUses kNtstatus = 1 << 8;
inline constexpr WordUses kWin32 = 1 << 9;
inline constexpr WordUses kAddress = 1 << 10;
inline constexpr WordUses kField = 1 << 11;
// It can be the last word for that pattern, but only where the word before it
// can be that, too; or, for Win32 errors, is one of kBeginsWin32.
inline constexpr WordUses kSecondStatus = 1 << 12;
inline constexpr WordUses kSecondError = 1 << 13;
inline constexpr WordUses kSecondWin32 = 1 << 14;
inline constexpr WordUses kBeginsWin32 = 1 << 15;
}  // namespace word_use

// Upper and lower case are alike. Digits at a word's end are left out on both
// sides: "win32" is kept as "win". No word has more than sixteen letters.
class Words {
 public:
  void add(std::string_view word, WordUses uses);
  // Adds `firsts`, `ends`, and every end behind every first.
  void add_compounds(std::initializer_list<std::string_view> firsts,
                     std::initializer_list<std::string_view> ends,
                     WordUses uses);

  // Of a word of letters; none for one that is not listed.
  WordUses uses(std::string_view letters) const;

  // The word that ends before text[end].
  struct Last {
    std::size_t begin = 0;
    WordUses whole = 0;
    // Of the last part of a name in camel case: for "dwError" those of "Error".
    WordUses part = 0;
  };
  // Looks back to text[stop] at most. `begin` is that of the word's letters.
  Last last(std::string_view text, std::size_t stop, std::size_t end) const;

  // 0 if no word with kBeforeStatus ends in the three bytes of `tail`, the last
  // one highest; else 1, and for some others, too. What is no letter may stand
  // before a shorter word.
  unsigned may_end_before_status(std::uint64_t tail) const {
    const std::uint64_t place = tail_place(tail);
    return static_cast<unsigned>(status_tails_[place / 64] >> place % 64 & 1);
  }

 private:
  // Sixteen letters in lower case, which end with the last byte; zero before
  // them.
  struct Letters {
    std::uint64_t last = 0;
    std::uint64_t first = 0;
    bool operator==(const Letters&) const = default;
  };
  struct Entry {
    Letters letters;
    WordUses uses = 0;
  };

  static constexpr std::size_t kSlots = 1024;  // for at most 500 words

  static constexpr std::size_t kMostLetters = 16;
  // last() in a plain loop, for where there are fewer bytes or more letters.
  Last last_by_bytes(std::string_view text, std::size_t stop,
                     std::size_t end) const;
  static Letters letters_of(std::string_view word);
  static std::size_t slot_of(const Letters& letters) {
    const std::uint64_t mixed = letters.last * 0x9E3779B97F4A7C15u ^
                                letters.first * 0xC2B2AE3D27D4EB4Fu;
    return static_cast<std::size_t>(mixed >> 54);
  }
  // Five bits tell letters apart in either case.
  static std::uint64_t tail_place(std::uint64_t tail) {
    return (tail & 0x1F1F1F) * 0x9E3779B97F4A7C15u >> 49;
  }

  WordUses find(const Letters& letters) const {
    for (std::size_t slot = slot_of(letters); slots_[slot] != 0;
         slot = (slot + 1) % kSlots) {
      const Entry& entry = entries_[slots_[slot] - 1u];
      if (entry.letters == letters) return entry.uses;
    }
    return 0;
  }

  std::vector<Entry> entries_;
  std::array<std::uint16_t, kSlots> slots_{};  // number + 1; 0: free
  std::array<std::uint64_t, 32 * 32 * 32 / 64> status_tails_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_WORDS_H_
