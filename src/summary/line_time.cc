#include "summary/line_time.h"

#include <algorithm>

#include "base/bytes.h"

namespace hrscan {
namespace {

constexpr std::size_t kHead = 40;  // no time at a line's start is longer
constexpr std::size_t kLookBack = 2048;
// After so many lines in a log without any time, nobody looks before them.
constexpr unsigned kMostMisses = 100;

// Such a line has its time at its end, or a long word before it.
bool tells_by_more_than_head(std::string_view head) {
  return head.starts_with('<') || head.starts_with('>');
}

}  // namespace

std::optional<Timestamp> last_time_in(std::string_view text, bool from_start) {
  while (!text.empty()) {
    if (text.back() == '\n') text.remove_suffix(1);
    const std::size_t newline = find_last(text, '\n');
    if (newline == std::string_view::npos) {
      return from_start ? parse_timestamp(text) : std::nullopt;
    }
    if (const auto stamp = parse_timestamp(text.substr(newline + 1))) {
      return stamp;
    }
    text = text.substr(0, newline + 1);
  }
  return std::nullopt;
}

bool LineTime::set(std::optional<Timestamp> stamp, bool own) {
  const bool same = own == own_ && stamp == stamp_;
  own_ = own;
  if (same) return false;
  stamp_ = stamp;
  ++serial_;
  return true;
}

bool LineTime::move_to_line(const Block& block, const Finding& finding) {
  const std::string_view head = block.line_head(finding, kHead);
  const std::uint64_t begin = finding.offset - (finding.column - 1);
  const std::uint64_t known_to = offset_;
  line_ = finding.line;
  offset_ = begin;
  if (const Timestamp* const stamp = clock_.read(head)) {
    if (own_ && by_clock_ && stamp_->ms == stamp->ms) return false;
    head_.clear();
    by_clock_ = true;
    return set(*stamp, true);
  }
  by_clock_ = false;
  if (own_ && !head.empty() && head == head_ &&
      !tells_by_more_than_head(head)) {
    return false;
  }
  head_ = head;
  if (!head.empty()) {
    if (const auto stamp = parse_timestamp(block.line(finding).text)) {
      clock_.learn(head, *stamp);
      return set(stamp, true);
    }
  }
  // Back to the line of the last finding, whose time is known.
  const std::uint64_t reach = begin - std::min<std::uint64_t>(begin, kLookBack);
  const std::uint64_t from = std::max({known_to, reach, block.context_offset});
  if (from >= begin || misses_ >= kMostMisses) return set(stamp_, false);
  const std::string_view between = block.context.substr(
      static_cast<std::size_t>(from - block.context_offset),
      static_cast<std::size_t>(begin - from));
  const auto stamp = last_time_in(between, from == 0 || from == known_to);
  if (!stamp && !stamp_) ++misses_;
  return set(stamp ? stamp : stamp_, false);
}

void LogSpan::look_at(const Block& block) {
  for (std::string_view text = block.bytes;
       !first_ && seen_ < kReach && !text.empty();) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    first_ = parse_timestamp(text.substr(0, end));
    seen_ += end;
    text.remove_prefix(end);
  }
  // Most blocks are not the end.
  const std::uint64_t end = block.offset + block.bytes.size();
  if (block.decoded_from == nullptr && end + kReach < size_) return;
  if (block.bytes.size() >= kReach) tail_.clear();
  tail_.append(block.bytes.substr(block.bytes.size() -
                                  std::min(kReach, block.bytes.size())));
  if (tail_.size() > 2 * kReach) tail_.erase(0, tail_.size() - kReach);
}

std::optional<Timestamp> LogSpan::first(const LineTime& time) const {
  return first_ ? first_ : time.stamp();
}

std::optional<Timestamp> LogSpan::last(const LineTime& time) const {
  const bool all = tail_.size() < kReach;
  const std::string_view tail(tail_);
  const auto stamp =
      last_time_in(tail.substr(all ? 0 : tail.size() - kReach), all);
  if (stamp) return stamp;
  return time.stamp() ? time.stamp() : first_;
}

}  // namespace hrscan
