// Text made by rules: each has some ways of being written, of which one is
// drawn each time, and a way may name other rules.
#ifndef HRSCAN_TESTS_CORPUS_GRAMMAR_H_
#define HRSCAN_TESTS_CORPUS_GRAMMAR_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/clock.h"
#include "corpus/codes.h"
#include "corpus/random.h"

namespace hrscan::corpus {

// One way of writing a rule, drawn in proportion to its weight. In its text
// "{name}" is another rule or one of these, "{{" and "}}" are braces:
//   {hex:8} {HEX:8}        that many hexadecimal digits, up to 64
//   {dec:5} {dec:1-5}      a number of that many decimal digits, up to 18
//   {guid} {GUID}          without braces
//   {code:x} {code:X}      the line's code with eight hexadecimal digits
//   {code:d} {code:u}      the same in decimal, signed and unsigned
//   {symbol}               the code's name
//   {draw}                 nothing; the line's code is another from here on
//   {count}                a number that grows by one, eight hexadecimal digits
//   {year} {month} {day} {hour} {minute} {second} {ms}   the time of the line
struct Production {
  std::string_view rule;
  std::string_view text;
  unsigned weight = 1;
};

using Productions = std::span<const Production>;

// What changes from line to line.
struct GrammarState {
  Random random;
  Clock clock;
  std::uint32_t distinct_codes = 0;  // 0: those that logs hold
  std::uint32_t count = 0;
  Code code{};

  void draw() {
    code = distinct_codes == 0 ? frequent_code(random)
                               : spread_code(random, distinct_codes);
  }
};

class Grammar {
 public:
  // The texts of `lists` are not copied. Throws std::logic_error for rules that
  // nobody wrote.
  explicit Grammar(std::initializer_list<Productions> lists);

  // The number of a rule, for append().
  std::size_t rule(std::string_view name) const;

  void append(std::size_t rule, GrammarState& state, std::string& out) const;

 private:
  enum class Kind : std::uint8_t {
    kText,
    kRule,
    kHex,
    kHexUpper,
    kDecimal,
    kGuid,
    kGuidUpper,
    kCodeHex,
    kCodeHexUpper,
    kCodeSigned,
    kCodeUnsigned,
    kSymbol,
    kDraw,
    kCount,
    kTime,
  };

  struct Piece {
    Kind kind = Kind::kText;
    std::size_t first = 0;  // a rule, a part of the time or a number of digits
    std::size_t last = 0;
    std::string_view text;
  };

  using Pieces = std::vector<Piece>;

  Pieces parse(std::string_view text) const;
  Piece parse_field(std::string_view field) const;
  void append(const Piece& piece, GrammarState& state, std::string& out) const;

  std::map<std::string_view, std::size_t> rules_;
  std::vector<Pieces> ways_;
  std::vector<std::vector<std::size_t>> draws_;  // of a rule, by weight
};

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_GRAMMAR_H_
