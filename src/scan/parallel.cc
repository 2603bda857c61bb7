// A text is cut into units that end with a line, so that a unit can be matched
// without knowing what was found before it: only line numbers are missing, and
// those are added when the unit's turn comes. Workers take units in order, and
// the calling thread delivers them in order; at most a few wait in between, so
// memory stays bounded.
//
// A line that is longer than a unit cannot be cut that way. Its first unit is
// matched by a worker like any other; the units that go on within the line are
// left to the calling thread, which carries the matcher's state from one to the
// next as a single thread does.
//
// A unit that starts a line and holds a zero byte ends the scan, if so wished:
// what follows may be UTF-16 and is not for threads.
#include "scan/parallel.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/bytes.h"
#include "scan/units.h"

namespace hrscan {
namespace {

// Small enough that the findings of the densest text take a few megabytes,
// large enough that handing over costs nothing.
constexpr std::size_t kPiece = 512 * 1024;

// Matches text[from, to) with the state of what came before.
bool match_piece(std::string_view text, std::size_t from, std::size_t to,
                 const Matcher& matcher, Delivery& delivery, MatchState& state,
                 std::vector<Finding>& findings, std::size_t& end) {
  findings.clear();
  const std::uint64_t first_line = state.line;
  matcher.match({text, from, to}, state, findings);
  end = piece_end(to, state);
  return delivery.deliver({text, 0, from, end, state.line - first_line},
                          findings);
}

// What a worker hands over.
struct Matched {
  Unit unit;
  bool ready = false;
  bool has_zero = false;  // so that what was found does not count
  std::vector<Finding> findings;
  MatchState state;
};

class ParallelScan {
 public:
  ParallelScan(std::string_view text, const Matcher& matcher, unsigned threads,
               bool stop_at_zero, Delivery& delivery)
      : text_(text),
        matcher_(matcher),
        stop_at_zero_(stop_at_zero),
        delivery_(delivery),
        cutter_(text, kPiece),
        slots_(threads * 2 + 1) {
    for (unsigned i = 0; i < threads; ++i) {
      workers_.emplace_back([this] { work(); });
    }
  }

  ~ParallelScan() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    room_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  std::optional<std::size_t> run() {
    std::size_t pos = 0;
    while (pos < text_.size()) {
      Matched matched = next();
      if (matched.has_zero) return pos;
      const bool go_on = matched.unit.within_line ? go_on_in_line(matched)
                                                  : hand_over(matched);
      if (!go_on) return std::nullopt;
      pos = matched.unit.to;
    }
    return std::nullopt;
  }

 private:
  void work() {
    for (;;) {
      std::size_t slot = 0;
      Unit unit;
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] {
          return stop_ || taken_ - delivered_ < slots_.size();
        });
        const std::optional<Unit> next_unit =
            stop_ ? std::nullopt : cutter_.next();
        if (!next_unit) return;
        unit = *next_unit;
        slot = taken_++ % slots_.size();
      }
      Matched& matched = slots_[slot];
      matched.unit = unit;
      matched.findings.clear();
      matched.state = MatchState();
      matched.state.line_start = unit.from == 0
                                     ? first_line_start(text_)
                                     : static_cast<std::int64_t>(unit.from);
      if (!unit.within_line) {
        matcher_.match({text_, unit.from, unit.to}, matched.state,
                       matched.findings);
      }
      matched.has_zero = stop_at_zero_ && matched.state.near_zero &&
                         has_zero(text_.substr(unit.from, unit.to - unit.from));
      const std::lock_guard lock(mutex_);
      matched.ready = true;
      ready_.notify_one();
    }
  }

  // The next unit in order, once it is ready.
  Matched next() {
    std::unique_lock lock(mutex_);
    Matched& slot = slots_[delivered_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.ready; });
    Matched matched = std::move(slot);
    slot = Matched();
    ++delivered_;
    room_.notify_one();
    return matched;
  }

  bool hand_over(Matched& matched) {
    state_ = matched.state;
    const std::uint64_t base = delivery_.newlines();
    done_ = piece_end(matched.unit.to, state_);
    const bool go_on =
        delivery_.deliver({text_, 0, matched.unit.from, done_, state_.line - 1},
                          matched.findings, base);
    state_.line += base;
    return go_on;
  }

  // Pieces of a long line, after hand_over() of the unit in which it starts.
  bool go_on_in_line(const Matched& matched) {
    std::vector<Finding> findings;
    while (done_ < matched.unit.to) {
      const std::size_t to = std::min(done_ + kPiece, matched.unit.to);
      if (!match_piece(text_, done_, to, matcher_, delivery_, state_, findings,
                       done_)) {
        return false;
      }
    }
    return true;
  }

  const std::string_view text_;
  const Matcher& matcher_;
  const bool stop_at_zero_;
  Delivery& delivery_;

  // The calling thread's: state at the end of what was delivered.
  MatchState state_;
  std::size_t done_ = 0;

  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  bool stop_ = false;
  UnitCutter cutter_;  // under the mutex
  std::size_t taken_ = 0;
  std::size_t delivered_ = 0;
  std::vector<Matched> slots_;
  std::vector<std::thread> workers_;
};

}  // namespace

std::optional<std::size_t> scan_view(std::string_view text,
                                     const Matcher& matcher, unsigned threads,
                                     bool stop_at_zero, Delivery& delivery) {
  return ParallelScan(text, matcher, threads, stop_at_zero, delivery).run();
}

}  // namespace hrscan
