#include "scan/read_ahead.h"

#include <utility>

namespace hrscan {
namespace {

// Enough that nobody waits for a slow file; with the findings of the densest
// text some ten megabytes.
constexpr std::size_t kMostWaiting = 64;
constexpr std::size_t kMostBytes = 2 * 1024 * 1024;

// Fewer files are done before a thread has started.
constexpr std::size_t kLeastFiles = 8;

}  // namespace

ReadAhead::ReadAhead(std::size_t count, unsigned threads, Match match)
    : count_(count), match_(std::move(match)), slots_(kMostWaiting) {
  if (count < kLeastFiles) return;
  for (unsigned i = 1; i < threads; ++i) {
    workers_.emplace_back([this] { work(); });
  }
}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  room_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

bool ReadAhead::has_room() const {
  return taken_ < count_ && taken_ - given_ < slots_.size() - 1 &&
         bytes_ < kMostBytes;
}

// The next that nobody has taken; without the lock while it lasts.
void ReadAhead::match_one(Lock& lock) {
  const std::size_t number = taken_++;
  std::unique_ptr<MatchedFile> file;
  if (!spare_.empty()) {
    file = std::move(spare_.back());
    spare_.pop_back();
  }
  lock.unlock();
  if (file == nullptr) file = std::make_unique<MatchedFile>();
  const bool matched = match_(number, *file);
  lock.lock();
  if (matched) bytes_ += file->size();
  slot_of(number) = {std::move(file), matched, true};
  if (number == given_) ready_.notify_one();
}

void ReadAhead::work() {
  Lock lock(mutex_);
  for (;;) {
    room_.wait(lock, [this] { return stop_ || has_room(); });
    if (stop_) return;
    match_one(lock);
  }
}

// What next() returned last serves for another file.
void ReadAhead::release_last() {
  if (given_ == 0) return;
  Slot& slot = slot_of(given_ - 1);
  if (slot.matched) bytes_ -= slot.file->size();
  spare_.push_back(std::move(slot.file));
  slot = Slot();
  // Whoever waits for room is woken for more than one file.
  if (bytes_ <= kMostBytes / 2 && taken_ - given_ <= slots_.size() / 2) {
    room_.notify_all();
  }
}

MatchedFile* ReadAhead::next() {
  Lock lock(mutex_);
  release_last();
  Slot& slot = slot_of(given_);
  while (!slot.ready) {
    if (taken_ == given_ || has_room()) {
      match_one(lock);
    } else {
      ready_.wait(lock);
    }
  }
  ++given_;
  return slot.matched ? slot.file.get() : nullptr;
}

}  // namespace hrscan
