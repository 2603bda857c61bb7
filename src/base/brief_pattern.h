// A pattern for short texts that is asked a few times only. RE2 needs a million
// instructions to compile an expression of many alternatives, and answers at
// once from then on; this needs some ten thousand, and as many for an answer.
//
// RE2 is the definition: read() takes only what it gives RE2's meaning, and
// refuses what else there is. That is
//
//   (?i)         as the first of all
//   a  \.  .  \w  [a-z0]  [^a-z0]
//   ^  $         of the text
//   (?:...)  |
//   ?  *  +      behind everything but ^ and $
#ifndef HRSCAN_BASE_BRIEF_PATTERN_H_
#define HRSCAN_BASE_BRIEF_PATTERN_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hrscan {

class BriefPattern {
 public:
  // Nothing where the expression is not one of these.
  static std::optional<BriefPattern> read(std::string_view expression);

  // What RE2::PartialMatch() says, with LazyPattern's options. Takes time and
  // memory in proportion to the pattern's length times the text's.
  bool found_in(std::string_view text) const;

 private:
  class Reader;

  using Set = std::bitset<256>;

  enum class Do : std::uint8_t {
    kByte,     // goes on behind this byte
    kAnyCase,  // the same, of a text in lower case
    kSet,      // goes on behind a byte of sets_[by]
    kBegin,    // goes on at the text's beginning
    kEnd,      // goes on at the text's end
    kGo,       // goes on `by` steps from here
    kGoBoth,   // goes on with the next step, and also `by` steps from here
    kSucceeds,
  };

  struct Step {
    Do what;
    char byte;
    std::ptrdiff_t by;
  };

  struct Place {
    std::size_t step;
    std::size_t at;  // in the text
  };

  // The steps from one place on. Other ways to go are left in `todo`.
  bool follow(Place place, std::string_view text, std::vector<bool>& seen,
              std::vector<Place>& todo) const;

  std::vector<Step> steps_;
  std::vector<Set> sets_;
};

}  // namespace hrscan

#endif  // HRSCAN_BASE_BRIEF_PATTERN_H_
