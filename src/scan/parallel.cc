// A text is cut into units that end with a line, so that a unit can be matched
// without knowing what was found before it: only line numbers are missing, and
// those are added when the unit's turn comes. Threads take units in order, and
// the calling one delivers them in order and takes one, too, while it would
// have to wait; at most a few wait for it, so memory stays bounded.
//
// A line that is longer than a unit cannot be cut that way. Its first unit is
// matched by any thread like others; the units that go on within the line are
// left to the calling thread, which carries the matcher's state from one to the
// next as a single thread does.
//
// A unit that starts a line and holds a zero byte ends the scan, if so wished:
// what follows may be UTF-16 and is not for threads. So does one that is not
// clean.
//
// What the sink can do of its work ahead of time is done where the unit is
// matched.
#include "scan/parallel.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/buffer.h"
#include "base/bytes.h"
#include "scan/unit_texts.h"
#include "scan/units.h"

namespace hrscan {
namespace {

// Small enough to stay in the second-level cache until the sink is done with
// it, and for the findings of the densest text to take a few megabytes; large
// enough that handing over costs nothing, nor memory that is asked for beyond
// the unit's end.
constexpr std::size_t kPiece = 512 * 1024;

// What a worker hands over.
struct Matched {
  Unit unit;
  bool ready = false;
  // One that is set ends the scan before this unit.
  bool has_zero = false;
  bool is_unclean = false;
  std::vector<Finding> findings;
  std::unique_ptr<Prepared> prepared;
  UnitText around;
  MatchState state;  // within that
  Buffer memory;     // of the text, if it is a copy

  // Keeps all memory.
  void clear() {
    std::vector<Finding> no_findings = std::move(findings);
    no_findings.clear();
    Buffer kept = std::move(memory);
    *this = Matched();
    findings = std::move(no_findings);
    memory = std::move(kept);
  }
};

class ParallelScan {
 public:
  ParallelScan(std::string_view text, const Source& source,
               const Matcher& matcher, unsigned threads, bool stop_at_zero,
               Delivery& delivery)
      : texts_(text, source.copier()),
        size_(text.size()),
        source_(source),
        matcher_(matcher),
        stop_at_zero_(stop_at_zero),
        delivery_(delivery),
        cutter_(texts_, size_, kPiece),
        slots_(threads * 2 + 1) {
    for (unsigned i = 1; i < threads; ++i) {
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

  std::optional<Stop> run() {
    std::size_t pos = 0;
    while (pos < size_) {
      Matched& matched = next();
      if (matched.has_zero || matched.is_unclean) {
        return Stop{pos, matched.has_zero};
      }
      const bool go_on = matched.unit.within_line ? go_on_in_line(matched)
                                                  : hand_over(matched);
      if (!go_on) return std::nullopt;
      pos = matched.unit.to;
    }
    return std::nullopt;
  }

 private:
  using Lock = std::unique_lock<std::mutex>;

  void work() {
    Lock lock(mutex_);
    while (!stop_ && !all_taken_) {
      if (!match_one(lock)) room_.wait(lock);
    }
  }

  // Matches the next unit that nobody has taken. False if there is none, or no
  // room for what is found in it.
  bool match_one(Lock& lock) {
    if (all_taken_ || taken_ - delivered_ == slots_.size()) return false;
    const std::optional<Unit> unit = cutter_.next();
    if (!unit) {
      all_taken_ = true;
      return false;
    }
    const std::size_t slot = taken_++ % slots_.size();
    lock.unlock();
    Matched& matched = slots_[slot];
    matched.unit = *unit;
    if (!unit->within_line) match(matched);
    lock.lock();
    matched.ready = true;
    if (slot == delivered_ % slots_.size()) ready_.notify_one();
    return true;
  }

  // A unit that starts a line.
  void match(Matched& matched) const {
    const Unit& unit = matched.unit;
    matched.around = texts_.around(unit.from, unit.to, matched.memory);
    const auto [text, offset] = matched.around;
    const Unit here = {unit.from - offset, unit.to - offset};
    MatchState& state = matched.state;
    state.line_start = unit.from == 0 ? first_line_start(text)
                                      : static_cast<std::int64_t>(here.from);
    matcher_.match({text, here.from, here.to}, state, matched.findings);
    matched.has_zero = stop_at_zero_ && state.near_zero &&
                       has_zero(text.substr(here.from, here.to - here.from));
    if (matched.has_zero) return;
    matched.is_unclean = may_hold_note(text, here, state) &&
                         !source_.is_clean(unit.from, unit.to);
    if (matched.is_unclean) return;
    delivery_.filter(matched.findings);
    Delivery::place(offset, matched.findings);
    matched.prepared = delivery_.prepare(piece(matched), matched.findings);
  }

  static Piece piece(const Matched& matched) {
    const auto [text, offset] = matched.around;
    return {text, offset, matched.unit.from - offset,
            piece_end(matched.unit.to - offset, matched.state),
            matched.state.line - 1};
  }

  // The next unit in order, once it is ready; until then this thread is a
  // worker, too.
  Matched& next() {
    Lock lock(mutex_);
    Matched& slot = slots_[delivered_ % slots_.size()];
    while (!slot.ready) {
      if (!match_one(lock)) ready_.wait(lock);
    }
    std::swap(turn_, slot);
    slot.clear();
    ++delivered_;
    lock.unlock();
    room_.notify_one();
    return turn_;
  }

  bool hand_over(Matched& matched) {
    state_ = matched.state;
    state_offset_ = matched.around.offset;
    const std::uint64_t base = delivery_.newlines();
    const Piece whole = piece(matched);
    done_ = state_offset_ + whole.to;
    const bool go_on = delivery_.deliver(whole, matched.findings, base,
                                         matched.prepared.get());
    matched.prepared.reset();  // so that its memory is used again
    state_.line += base;
    return go_on;
  }

  // Pieces of a long line, after hand_over() of the unit in which it starts.
  bool go_on_in_line(const Matched& matched) {
    std::vector<Finding> findings;
    while (done_ < matched.unit.to) {
      const std::size_t to = std::min(done_ + kPiece, matched.unit.to);
      if (!match_on(to, findings)) return false;
    }
    return true;
  }

  // From where it is done up to `to`, with the state of what came before.
  bool match_on(std::size_t to, std::vector<Finding>& findings) {
    const auto [text, offset] = texts_.around(done_, to, turn_.memory);
    state_.shift(offset - state_offset_);
    state_offset_ = offset;
    const std::size_t from = done_ - offset;
    const std::uint64_t first_line = state_.line;
    findings.clear();
    matcher_.match({text, from, to - offset}, state_, findings);
    const std::size_t end = piece_end(to - offset, state_);
    done_ = offset + end;
    delivery_.filter(findings);
    Delivery::place(offset, findings);
    return delivery_.deliver(
        {text, offset, from, end, state_.line - first_line}, findings);
  }

  const UnitTexts texts_;
  const std::size_t size_;  // of the text
  const Source& source_;
  const Matcher& matcher_;
  const bool stop_at_zero_;
  Delivery& delivery_;

  // The calling thread's: the unit whose turn it is, and the state at the end
  // of what was delivered.
  Matched turn_;
  MatchState state_;
  std::size_t state_offset_ = 0;  // of the text that its places are in
  std::size_t done_ = 0;

  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  bool stop_ = false;
  bool all_taken_ = false;
  UnitCutter cutter_;  // under the mutex
  std::size_t taken_ = 0;
  std::size_t delivered_ = 0;
  std::vector<Matched> slots_;
  std::vector<std::thread> workers_;
};

}  // namespace

std::optional<Stop> scan_view(std::string_view text, const Source& source,
                              const Matcher& matcher, unsigned threads,
                              bool stop_at_zero, Delivery& delivery) {
  return ParallelScan(text, source, matcher, threads, stop_at_zero, delivery)
      .run();
}

}  // namespace hrscan
