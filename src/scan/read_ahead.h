// Many small files on several threads: files are read and matched ahead of
// their turn, and taken in their order.
#ifndef HRSCAN_SCAN_READ_AHEAD_H_
#define HRSCAN_SCAN_READ_AHEAD_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "hrscan/scanner.h"

namespace hrscan {

// Threads match what comes next, the calling thread among them whenever the
// file whose turn it is is not there yet. Some megabytes of files wait at most.
class ReadAhead {
 public:
  // Matches the file of this number; false if it is not for reading ahead.
  // Called from several threads.
  using Match = std::function<bool(std::size_t number, MatchedFile& to)>;

  // For the files 0 to `count` - 1, on `threads` threads with the caller's.
  ReadAhead(std::size_t count, unsigned threads, Match match);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // What became of the next file, valid until the next call; null if it is not
  // for reading ahead. To be called `count` times at most.
  MatchedFile* next();

 private:
  struct Slot {
    std::unique_ptr<MatchedFile> file;
    bool matched = false;
    bool ready = false;
  };
  using Lock = std::unique_lock<std::mutex>;

  Slot& slot_of(std::size_t number) { return slots_[number % slots_.size()]; }
  bool has_room() const;
  void match_one(Lock& lock);
  void work();
  void release_last();

  const std::size_t count_;
  const Match match_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  bool stop_ = false;
  std::size_t taken_ = 0;  // files that somebody matches or has matched
  std::size_t given_ = 0;  // of these, returned by next()
  std::size_t bytes_ = 0;  // of files that wait
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<MatchedFile>> spare_;
  std::vector<std::thread> workers_;
};

}  // namespace hrscan

#endif  // HRSCAN_SCAN_READ_AHEAD_H_
