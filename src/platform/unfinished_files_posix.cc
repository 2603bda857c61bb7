#include "platform/unfinished_files_posix.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <ctime>

#include "platform/replace_file.h"

namespace hrscan {
namespace unfinished {
namespace {

// A signal handler may take no lock, so this is a fixed table of atomics.
constexpr std::size_t kMost = 16;
std::array<File, kMost> files;
std::atomic<bool> ending{false};

}  // namespace

File* take(const std::string& path) {
  for (File& file : files) {
    Stage expected = Stage::kFree;
    if (path.size() >= sizeof file.path ||
        !file.stage.compare_exchange_strong(expected, Stage::kTaken)) {
      continue;
    }
    std::memcpy(file.path, path.c_str(), path.size() + 1);
    return &file;
  }
  return nullptr;
}

Creating::Creating(File* file) : file_(file) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before_);
  set(Stage::kCreating);
  while (ending.load()) {  // the process is about to go
    set(Stage::kTaken);
    pause();
  }
}

Creating::~Creating() {
  set(created_ ? Stage::kCreated : Stage::kTaken);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Creating::set(Stage stage) {
  if (file_ != nullptr) file_->stage.store(stage);
}

}  // namespace unfinished

void remove_unfinished_files() noexcept {
  using unfinished::Stage;
  unfinished::ending.store(true);
  for (unfinished::File& file : unfinished::files) {
    while (file.stage.load() == Stage::kCreating) {
      const timespec moment = {0, 1'000'000};
      nanosleep(&moment, nullptr);
    }
    if (file.stage.load() == Stage::kCreated) unlink(file.path);
  }
}

}  // namespace hrscan
