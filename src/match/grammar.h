// What surrounds a status code in a log: the words and signs that speak for or
// against a token, as RE2 patterns. This is the one place where they stand.
// Every pattern carries examples and counter-examples, which the tests run.
//
// Patterns for what stands before a token are matched against the text from the
// line's start (at most kLeftWindow bytes) up to the token, and end there;
// patterns for what stands behind it begin at the token's end. RE2 runs a
// pattern that ends at the text's end backwards from there, so that a text
// which does not fit costs a few steps only.
//
// All patterns read bytes (Latin-1), so that no encoding error of a log can
// break them; bytes above 0x7F are letters of some language.
#ifndef HRSCAN_MATCH_GRAMMAR_H_
#define HRSCAN_MATCH_GRAMMAR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/lazy_pattern.h"

namespace hrscan {

inline constexpr std::size_t kLeftWindow = 192;
inline constexpr std::size_t kUrlWindow = 1024;  // URLs are longer than words
inline constexpr std::size_t kRightWindow = 160;

// How a pattern is documented and tested: texts that it must match and texts
// that it must not, '|' marking the token's start (left patterns) or end (right
// patterns).
struct PatternDoc {
  std::string_view name;
  std::string_view about;
  std::vector<std::string_view> examples;
  std::vector<std::string_view> counter_examples;
};

// A fixed set of words, upper and lower case alike. Digits at a word's end are
// left out on both sides: "win32" is kept as "win".
class WordSet {
 public:
  void add(std::string_view word);
  // Adds every one of `ends`, alone and behind each word of the set.
  void add_compounds(std::initializer_list<std::string_view> ends);
  bool contains(std::string_view letters) const;
  // False if no word of the set ends in the last three letters of `letters`.
  bool may_have_tail(std::string_view letters) const {
    const unsigned number = tail(letters);
    return (tails_[number / 64] >> number % 64 & 1) != 0;
  }
  // The same for words that also count at the end of camel-case names: for
  // "dwError" it is asked whether "Error" is in the set.
  bool may_end(std::string_view letters) const;

 private:
  bool is_listed(std::string_view letters) const;
  static std::uint8_t hash(std::string_view letters);
  // The last three letters of a word as a number; 0 for those it lacks.
  static unsigned tail(std::string_view letters) {
    // Five bits tell letters apart in either case.
    const auto five_bits = [&](std::size_t back) {
      return letters.size() < back
                 ? 0u
                 : static_cast<unsigned>(letters[letters.size() - back]) & 31;
    };
    return (five_bits(3) * 32 + five_bits(2)) * 32 + five_bits(1);
  }

  // Says no to most words at once.
  std::array<std::uint64_t, 32 * 32 * 32 / 64> tails_{};
  std::vector<std::string> words_;         // at most 200
  std::array<std::uint8_t, 256> slots_{};  // number + 1 of a word; 0: free
};

struct Grammar {
  Grammar();

  // A token of any form; see code/token.h. Group 0 is the token.
  LazyPattern token;

  // Before a token.
  LazyPattern status;  // a status word introduces it
  LazyPattern
      error;  // the status word says error: small numbers are Win32 errors
  LazyPattern ntstatus;     // the word says NTSTATUS
  LazyPattern win32;        // the words say Win32 error number
  LazyPattern address;      // an address word, register or sign
  LazyPattern field;        // a field of identity: id=, hash:, a register
  LazyPattern measure;      // a field of size, count, time and the like
  LazyPattern label;        // a label in any language: "Fehler: ", "Ergebnis="
  LazyPattern bracket;      // an opening bracket or quote
  LazyPattern url;          // inside a URL
  LazyPattern iis;          // the status fields of a W3C log line
  LazyPattern name_before;  // a symbol; group 1

  // Behind a token.
  LazyPattern bracket_end;  // the closing bracket or quote
  LazyPattern name_after;   // a symbol; group 1
  LazyPattern extend;       // "-0x4001E"; group 1 are the digits
  LazyPattern remap;        // "] -> [0xC19001DF"; group 1 are the digits
  LazyPattern annotation;   // an annotation of ours

  // Between two tokens of one status.
  LazyPattern same_place;

  // Words of letters that alone, whatever stands before them, make the pattern
  // of that name match: behind status and error words with up to twelve simple
  // signs, behind the others with one = or :, behind field words also a blank.
  WordSet status_words;
  WordSet error_words;
  WordSet win32_words;
  WordSet field_words;
  // Whether `c` is a simple sign.
  static bool is_simple_sign(char c);

  // Every word that can be the last one before a token in a text that fits the
  // pattern of that name.
  WordSet before_status;
  WordSet before_error;
  WordSet before_ntstatus;
  WordSet before_win32;
  WordSet before_address;
  WordSet before_field;

  // The pattern documented under this name.
  const LazyPattern& pattern(std::string_view name) const;

  static const Grammar& get();
};

// Documentation of every left and right pattern, for the tests and docs.
std::span<const PatternDoc> pattern_docs();

}  // namespace hrscan

#endif  // HRSCAN_MATCH_GRAMMAR_H_
