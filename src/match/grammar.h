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

#include "base/bytes.h"
#include "base/lazy_pattern.h"
#include "match/words.h"

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

  // What can stand before a token.
  Words words;
  // The sign that may stand, repeated, between a status word and its token;
  // some others need another one beside them.
  static bool is_simple_sign(char c) {
    static constexpr ByteSet kSigns(" \t\r\f\"'`=:[({<>#,|*!?)]");
    return kSigns.has(c);
  }

  // The pattern documented under this name.
  const LazyPattern& pattern(std::string_view name) const;

  static const Grammar& get();
};

// Documentation of every left and right pattern, for the tests and docs.
std::span<const PatternDoc> pattern_docs();

}  // namespace hrscan

#endif  // HRSCAN_MATCH_GRAMMAR_H_
