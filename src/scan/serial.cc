#include "scan/serial.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "scan/units.h"

namespace hrscan {
namespace {

// Small enough that the sink finds in the second-level cache what the matcher
// has read.
constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

std::optional<Stop> scan_view(std::string_view text, const Source& source,
                              const Matcher& matcher, bool stop_at_zero,
                              Delivery& delivery) {
  UnitCutter cutter(text, kPiece);
  MatchState state;
  state.line_start = first_line_start(text);
  std::vector<Finding> findings;
  std::size_t done = 0;
  while (const std::optional<Unit> unit = cutter.next()) {
    // The last finding of a long line may have ended beyond this piece of it.
    if (unit->to <= done) continue;
    const std::uint64_t first_line = state.line;
    findings.clear();
    matcher.match({text, done, unit->to}, state, findings);
    if (state.near_zero) {
      const std::string_view piece = text.substr(done, unit->to - done);
      if (stop_at_zero && !unit->within_line && has_zero(piece)) {
        return Stop{done, /*at_zero=*/true};
      }
    }
    if (!unit->within_line && may_hold_note(text, *unit, state) &&
        !source.is_clean(done, unit->to)) {
      return Stop{done};
    }
    state.near_zero = state.near_note = false;
    const std::size_t end = piece_end(unit->to, state);
    delivery.filter(findings);
    if (!delivery.deliver({text, 0, done, end, state.line - first_line},
                          findings)) {
      return std::nullopt;
    }
    done = end;
  }
  return std::nullopt;
}

}  // namespace hrscan
