// Progress: a bar on standard error while a scan takes its time.
#ifndef HRSCAN_CLI_PROGRESS_H_
#define HRSCAN_CLI_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

#include "cli/console.h"

namespace hrscan::cli {

// Drawn from the first second on, ten times a second at most, and erased at
// the end and before each message of the console.
class Progress {
 public:
  // `total`: bytes to be read, if known. Nothing is drawn unless `shown`.
  Progress(bool shown, std::optional<std::uint64_t> total, Console& console);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // More bytes are done. From any thread.
  void add(std::uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;
  void draw(Clock::time_point now);
  void erase();

  const bool shown_;
  const std::optional<std::uint64_t> total_;
  Console& console_;
  const Clock::time_point start_ = Clock::now();

  std::mutex mutex_;  // for all below
  std::uint64_t done_ = 0;
  Clock::time_point next_;
  bool drawn_ = false;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_PROGRESS_H_
