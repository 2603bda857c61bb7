#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "platform/terminal.h"

namespace hrscan::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kDelay = 1s;
constexpr auto kInterval = 100ms;
constexpr std::size_t kLeastBar = 10;
constexpr std::size_t kMostBar = 40;

std::string size_words(double bytes) {
  constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  while (bytes >= 1024 && unit + 1 < std::size(kUnits)) {
    bytes /= 1024;
    ++unit;
  }
  return fmt::format("{:.{}f} {}", bytes, unit == 0 ? 0 : 1, kUnits[unit]);
}

std::string time_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

// "[======>         ]"
std::string bar(double part, std::size_t width) {
  const auto filled =
      static_cast<std::size_t>(part * static_cast<double>(width));
  std::string out(width + 2, ' ');
  out.front() = '[';
  out.back() = ']';
  std::fill_n(out.begin() + 1, filled, '=');
  if (filled < width) out[filled + 1] = '>';
  return out;
}

std::string known_total(double done, double total, double rate,
                        std::size_t width) {
  const double part = total > 0 ? std::min(done / total, 1.0) : 1.0;
  const double left = rate > 0 ? std::max(total - done, 0.0) / rate : 0;
  const std::string words = fmt::format(
      " {:3.0f}%  {}/{}  {}/s  ETA {}", part * 100, size_words(done),
      size_words(total), size_words(rate), time_words(left));
  const std::size_t taken = words.size() + 3;
  const std::size_t room = width > taken ? width - taken : 0;
  if (room < kLeastBar) return words;
  return bar(part, std::min(room, kMostBar)) + words;
}

void write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress(bool shown, std::optional<std::uint64_t> total,
                   Console& console)
    : shown_(shown), total_(total), console_(console), next_(start_ + kDelay) {
  console_.set_before_message([this] {
    const std::lock_guard lock(mutex_);
    erase();
  });
}

Progress::~Progress() {
  console_.set_before_message(nullptr);
  erase();
}

void Progress::add(std::uint64_t bytes) {
  if (!shown_) return;
  const std::lock_guard lock(mutex_);
  done_ += bytes;
  const Clock::time_point now = Clock::now();
  if (now >= next_) draw(now);
}

void Progress::draw(Clock::time_point now) {
  next_ = now + kInterval;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto done = static_cast<double>(done_);
  const double rate = done / seconds;
  const std::size_t width = terminal_width(StandardStream::kError) - 1;
  // Packed inputs give more than their size.
  const bool known = total_ && done_ <= *total_;
  std::string text =
      known ? known_total(done, static_cast<double>(*total_), rate, width)
            : fmt::format("{}  {}/s", size_words(done), size_words(rate));
  text.resize(std::min(text.size(), width));
  write(fmt::format("\r{}\x1b[K", text));
}

void Progress::erase() {
  if (!drawn_) return;
  write("\r\x1b[K");
  drawn_ = false;
}

}  // namespace hrscan::cli
