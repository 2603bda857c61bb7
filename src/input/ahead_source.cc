#include "input/ahead_source.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace hrscan {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::size_t kPieces = 4;
// Smaller inputs end before a thread has begun.
constexpr std::uint64_t kWorthThread = 512 * 1024;

class AheadSource final : public Source {
 public:
  explicit AheadSource(std::unique_ptr<Source> inner)
      : inner_(std::move(inner)) {}

  ~AheadSource() override { stop(); }
  AheadSource(const AheadSource&) = delete;
  AheadSource& operator=(const AheadSource&) = delete;

  const std::string& name() const override { return inner_->name(); }
  std::optional<std::uint64_t> size() const override { return inner_->size(); }
  bool intact() const override { return inner_->intact(); }
  Result<void> finish() override {
    stop();
    return inner_->finish();
  }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (read_ < kWorthThread) {
      const Result<std::size_t> count = inner_->read(buffer, size);
      if (count.ok()) read_ += *count;
      return count;
    }
    if (!reader_.joinable() && !stop_) {
      for (Piece& piece : pieces_) piece.bytes.resize(kPiece);
      reader_ = std::thread([this] { work(); });
    }
    return take(buffer, size);
  }

 private:
  struct Piece {
    std::vector<char> bytes;
    std::size_t size = 0;  // 0 at the end
    std::optional<Error> error;
  };

  // The oldest piece stays until it is given as a whole; an end stays for good.
  Result<std::size_t> take(char* buffer, std::size_t size) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return taken_ < made_ || stop_; });
    if (taken_ == made_) return std::size_t{0};
    Piece& piece = pieces_[taken_ % kPieces];
    lock.unlock();
    if (piece.error) return *piece.error;
    const std::size_t count = std::min(size, piece.size - given_);
    std::memcpy(buffer, piece.bytes.data() + given_, count);
    given_ += count;
    if (given_ == piece.size && piece.size > 0) {
      given_ = 0;
      lock.lock();
      ++taken_;
      emptied_.notify_one();
    }
    return count;
  }

  void work() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        emptied_.wait(lock,
                      [this] { return made_ - taken_ < kPieces || stop_; });
        if (stop_) return;
      }
      Piece& piece = pieces_[made_ % kPieces];
      fill(piece);
      const std::lock_guard lock(mutex_);
      ++made_;
      filled_.notify_one();
      if (piece.size == 0) return;
    }
  }

  // As much as there is room for: handing over costs as much as a small read.
  void fill(Piece& piece) {
    piece.size = 0;
    while (piece.size < piece.bytes.size() && !ended_) {
      const Result<std::size_t> count = inner_->read(
          piece.bytes.data() + piece.size, piece.bytes.size() - piece.size);
      if (!count.ok()) end_ = count.error();
      ended_ = !count.ok() || *count == 0;
      if (count.ok()) piece.size += *count;
    }
    if (piece.size == 0) piece.error = end_;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    emptied_.notify_one();
    if (reader_.joinable()) reader_.join();
  }

  const std::unique_ptr<Source> inner_;
  std::uint64_t read_ = 0;  // before the thread

  // The thread's.
  bool ended_ = false;
  std::optional<Error> end_;

  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable emptied_;
  bool stop_ = false;
  std::array<Piece, kPieces> pieces_;
  std::size_t made_ = 0;   // written by the thread, under the mutex
  std::size_t taken_ = 0;  // written by the caller, under the mutex
  std::size_t given_ = 0;  // of the oldest piece
  std::thread reader_;
};

}  // namespace

std::unique_ptr<Source> read_ahead(std::unique_ptr<Source> inner) {
  return std::make_unique<AheadSource>(std::move(inner));
}

}  // namespace hrscan
