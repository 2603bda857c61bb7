// How a text is cut into units that end with a line. A line that is longer than
// two pieces is cut within.
#ifndef HRSCAN_SCAN_UNITS_H_
#define HRSCAN_SCAN_UNITS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "match/matcher.h"
#include "scan/unit_texts.h"

namespace hrscan {

struct Unit {
  std::size_t from = 0;
  std::size_t to = 0;
  bool within_line = false;  // starts within a line that is longer than a unit
};

// Gives the units of a text in order, each of one to two pieces but for the
// rest of a long line, which is a unit of its own.
class UnitCutter {
 public:
  UnitCutter(const UnitTexts& texts, std::size_t size, std::size_t piece)
      : texts_(texts), size_(size), piece_(piece) {}

  std::optional<Unit> next() {
    if (at_ >= size_) return std::nullopt;
    Unit unit;
    unit.from = at_;
    unit.within_line = within_line_;
    const std::size_t nominal =
        unit.within_line ? unit.from + 1 : std::min(unit.from + piece_, size_);
    const std::size_t most = std::min(unit.from + 2 * piece_, size_);
    const std::size_t newline = texts_.find_newline(nominal - 1, most);
    within_line_ = newline == std::string_view::npos;
    unit.to = within_line_ ? most : newline + 1;
    at_ = unit.to;
    texts_.prefetch(at_ + piece_);
    return unit;
  }

  // Goes on at `at`, where a line starts: for who gets through the rest of a
  // long line without its units.
  void skip_to(std::size_t at) {
    at_ = at;
    within_line_ = false;
  }

 private:
  const UnitTexts& texts_;
  const std::size_t size_;  // of the text
  const std::size_t piece_;
  std::size_t at_ = 0;
  bool within_line_ = false;
};

// Whether the last line of a unit goes on behind it.
inline bool goes_on(std::string_view text, const Unit& unit) {
  return unit.to < text.size() && text[unit.to - 1] != '\n';
}

// Whether Source::is_clean() must be asked of a unit that starts a line and was
// matched: what sources leave out are notes of ours.
inline bool may_hold_note(std::string_view text, const Unit& unit,
                          const MatchState& state) {
  // Of a line that goes on not all was matched; notes in UTF-16 have zeros.
  return state.near_note || state.near_zero || goes_on(text, unit);
}

// Where the scan of a text ended early: at the start of a line, and all before
// it was delivered.
struct Stop {
  std::size_t at = 0;
  bool at_zero = false;  // a zero byte follows in the line or soon behind it
};

// Where the first line of `text` starts, a byte order mark left out.
inline std::int64_t first_line_start(std::string_view text) {
  return text.starts_with(kUtf8Mark)
             ? static_cast<std::int64_t>(kUtf8Mark.size())
             : 0;
}

}  // namespace hrscan

#endif  // HRSCAN_SCAN_UNITS_H_
