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

// Pieces of a long line, of which no sink reads the beginning again. They begin
// at ever other places in a page: were it always the same, what is read would
// meet what is written in the processor's first-level cache (7 % of a line of 2
// GiB together, 2026-11).
constexpr std::size_t kLinePiece = 4 * kPiece + 9 * 64;

class SerialScan {
 public:
  SerialScan(std::string_view text, const Source& source,
             const Matcher& matcher, bool stop_at_zero, Delivery& delivery)
      : text_(text),
        source_(source),
        texts_(text),
        matcher_(matcher),
        stop_at_zero_(stop_at_zero),
        delivery_(delivery) {
    state_.line_start = first_line_start(text);
  }

  std::optional<Stop> run() {
    UnitCutter cutter(texts_, text_.size(), kPiece);
    while (const std::optional<Unit> unit = cutter.next()) {
      const MatchState before = state_;
      match_to(unit->to);
      if (stop_at_zero_ && state_.near_zero &&
          has_zero(text_.substr(done_, unit->to - done_))) {
        return Stop{done_, /*at_zero=*/true};
      }
      if (may_hold_note(text_, *unit, state_) &&
          !source_.is_clean(done_, unit->to)) {
        return Stop{done_};
      }
      if (!deliver_to(unit->to, before)) return std::nullopt;
      if (!goes_on(text_, *unit)) continue;
      if (!go_on_in_line()) return std::nullopt;
      cutter.skip_to(done_);
    }
    return std::nullopt;
  }

 private:
  void match_to(std::size_t to) {
    findings_.clear();
    matcher_.match({text_, done_, to}, state_, findings_);
  }

  // What was matched, beginning with `before`. False when the sink wants no
  // more.
  bool deliver_to(std::size_t to, const MatchState& before) {
    state_.near_zero = state_.near_note = false;
    const std::size_t end = piece_end(to, state_);
    delivery_.filter(findings_);
    const bool go_on = delivery_.deliver(
        {text_, 0, done_, end, state_.line - before.line}, findings_);
    done_ = end;
    return go_on;
  }

  // The rest of a long line, by pieces. Its end is looked for in the piece only
  // of which the matcher says that it is there.
  bool go_on_in_line() {
    for (bool in_line = true; in_line && done_ < text_.size();) {
      const MatchState before = state_;
      std::size_t to = std::min(done_ + kLinePiece, text_.size());
      match_to(to);
      if (state_.line != before.line) {
        to = text_.find('\n', done_) + 1;
        state_ = before;
        match_to(to);
        in_line = false;
      }
      if (!deliver_to(to, before)) return false;
    }
    return true;
  }

  const std::string_view text_;
  const Source& source_;
  const UnitTexts texts_;
  const Matcher& matcher_;
  const bool stop_at_zero_;
  Delivery& delivery_;
  MatchState state_;
  std::vector<Finding> findings_;
  std::size_t done_ = 0;  // delivered up to here
};

}  // namespace

std::optional<Stop> scan_view(std::string_view text, const Source& source,
                              const Matcher& matcher, bool stop_at_zero,
                              Delivery& delivery) {
  return SerialScan(text, source, matcher, stop_at_zero, delivery).run();
}

}  // namespace hrscan
