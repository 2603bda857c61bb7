// The temporary files that replace_file_posix.cc has under way, so that a
// signal handler can remove them: see remove_unfinished_files() in
// replace_file.h.
#ifndef HRSCAN_PLATFORM_UNFINISHED_FILES_POSIX_H_
#define HRSCAN_PLATFORM_UNFINISHED_FILES_POSIX_H_

#include <atomic>
#include <climits>
#include <csignal>
#include <string>

namespace hrscan::unfinished {

enum class Stage { kFree, kTaken, kCreating, kCreated };

struct File {
  std::atomic<Stage> stage{Stage::kFree};
  char path[PATH_MAX] = {};
};

// A place for a file of this name, or null: a file that finds no room is
// written all the same. Given back by setting the stage to kFree.
File* take(const std::string& path);

// While a file is created and not yet known as ours, no handler runs on this
// thread, and one on another thread waits. `file` may be null.
class Creating {
 public:
  explicit Creating(File* file);
  ~Creating();
  Creating(const Creating&) = delete;
  Creating& operator=(const Creating&) = delete;

  void done() { created_ = true; }

 private:
  void set(Stage stage);

  File* file_;
  sigset_t before_;
  bool created_ = false;
};

}  // namespace hrscan::unfinished

#endif  // HRSCAN_PLATFORM_UNFINISHED_FILES_POSIX_H_
