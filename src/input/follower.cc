// A thread watches the name and opens every file that gets it, so that none is
// missed while the reader is busy, or waits for its own output. The reader goes
// from one file to the next.
#include "hrscan/follower.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "platform/growing_file.h"

namespace hrscan {
namespace {

constexpr std::chrono::milliseconds kMostWait(FileWatch::kMostMilliseconds);
constexpr std::chrono::milliseconds kLeastWait(1);

}  // namespace

// The files that have or had the name, from the one that is read to the newest.
class Follower::Files {
 public:
  Files(std::filesystem::path path, std::unique_ptr<GrowingFile> first,
        std::function<bool()> stop)
      : path_(std::move(path)),
        name_(path_.string()),
        stop_(std::move(stop)),
        watch_(FileWatch::of(path_)) {
    files_.push_back({std::move(first)});
    watcher_ = std::thread([this] { watch(); });
  }
  ~Files() {
    done_.store(true);
    watcher_.join();
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  const std::string& name() const { return name_; }

  // Goes on to the next file, or to the beginning of one that was cut short.
  // False when it is to stop.
  bool next() {
    const std::lock_guard lock(mutex_);
    if (stop_() || end_ == End::kNone) return false;
    if (end_ == End::kReplaced) {
      past_.push_back({std::move(files_.front().file), looks_});
      files_.pop_front();
    }
    files_.front().cut_short = false;
    end_ = End::kNone;
    place_ = 0;
    return true;
  }

  // Waits for the first byte; 0 where the file ends for good.
  Result<std::size_t> read(char* buffer, std::size_t size) {
    bool last_look = false;
    while (end_ == End::kNone && !stop_()) {
      const std::uint64_t looks = looks_so_far();
      if (is_cut_short()) {
        end_ = End::kCutShort;
        break;
      }
      const Result<std::size_t> count = current().read(place_, buffer, size);
      if (!count.ok()) return count;
      place_ += *count;
      if (*count > 0) return count;
      if (last_look) {
        end_ = End::kReplaced;
      } else {
        // What was written before the next file had anything in it is there
        // now.
        last_look = next_has_begun();
        if (!last_look) wait_for_look(looks);
      }
    }
    return std::size_t{0};
  }

 private:
  // Why there is nothing more to read.
  enum class End { kNone, kNotBegun, kReplaced, kCutShort };

  struct File {
    std::unique_ptr<GrowingFile> file;
    std::uint64_t size = 0;  // the most that was seen since it was cut short
    bool cut_short = false;
  };

  // A file that was read to its end stays open until the news that it was
  // renamed must have come; it would be taken for a new one.
  struct Past {
    std::unique_ptr<GrowingFile> file;
    std::uint64_t looks = 0;
  };
  static constexpr std::uint64_t kLooksKept = 2;

  GrowingFile& current() {
    const std::lock_guard lock(mutex_);
    return *files_.front().file;
  }

  // Under the mutex.
  static void look_at_size(File& file) {
    const std::uint64_t size = file.file->size();
    if (size < file.size) file.cut_short = true;
    file.size = size;
  }

  bool is_cut_short() {
    const std::lock_guard lock(mutex_);
    File& file = files_.front();
    file.size = std::max(file.size, place_);
    look_at_size(file);
    return file.cut_short;
  }

  // A writer that has not opened the new file yet goes on with the old one.
  bool next_has_begun() {
    const std::lock_guard lock(mutex_);
    return files_.size() > 2 ||
           (files_.size() == 2 && files_.back().file->size() > 0);
  }

  std::uint64_t looks_so_far() {
    const std::lock_guard lock(mutex_);
    return looks_;
  }

  void wait_for_look(std::uint64_t before) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kMostWait, [&] { return looks_ != before; });
  }

  void watch() {
    while (!done_.load()) {
      watch_->wait();
      look();
      // A file that is written to all the time is not looked at all the time.
      std::this_thread::sleep_for(kLeastWait);
    }
  }

  void look() {
    Result<std::unique_ptr<GrowingFile>> now = GrowingFile::open(path_);
    // Asked for after that: whoever had the name before is among them.
    const std::vector<std::filesystem::path> renamed = watch_->renamed();
    for (const std::filesystem::path& path : renamed) {
      take(GrowingFile::open(path));
    }
    take(std::move(now));

    const std::lock_guard lock(mutex_);
    for (File& known : files_) look_at_size(known);
    ++looks_;
    while (!past_.empty() && past_.front().looks + kLooksKept < looks_) {
      past_.pop_front();
    }
    changed_.notify_one();
  }

  // A file of another identity is another one: all that are known are open.
  void take(Result<std::unique_ptr<GrowingFile>> file) {
    if (!file.ok()) return;
    const FileIdentity identity = (*file)->identity();
    const auto is_it = [&](const auto& known) {
      return known.file->identity() == identity;
    };
    const std::lock_guard lock(mutex_);
    if (std::none_of(files_.begin(), files_.end(), is_it) &&
        std::none_of(past_.begin(), past_.end(), is_it)) {
      files_.push_back({std::move(*file)});
    }
  }

  const std::filesystem::path path_;
  const std::string name_;
  const std::function<bool()> stop_;
  const std::unique_ptr<FileWatch> watch_;

  // The reader's.
  End end_ = End::kNotBegun;
  std::uint64_t place_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<File> files_;  // never empty
  std::deque<Past> past_;
  std::uint64_t looks_ = 0;  // how often was looked
  std::atomic<bool> done_ = false;
  std::thread watcher_;
};

class Follower::FollowedSource final : public Source {
 public:
  explicit FollowedSource(Files& files) : files_(files) {}

  const std::string& name() const override { return files_.name(); }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    return files_.read(buffer, size);
  }

 private:
  Files& files_;
};

Follower::Follower(std::unique_ptr<Files> files) : files_(std::move(files)) {}
Follower::~Follower() = default;

Result<std::unique_ptr<Follower>> Follower::open(
    const std::filesystem::path& path, std::function<bool()> stop) {
  Result<std::unique_ptr<GrowingFile>> first = GrowingFile::open(path);
  if (!first.ok()) return first.error();
  return std::unique_ptr<Follower>(new Follower(
      std::make_unique<Files>(path, std::move(*first), std::move(stop))));
}

std::unique_ptr<Source> Follower::next() {
  if (!files_->next()) return nullptr;
  return std::make_unique<FollowedSource>(*files_);
}

}  // namespace hrscan
