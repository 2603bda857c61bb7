#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/growing_file.h"
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "platform/file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

class PosixGrowingFile final : public GrowingFile {
 public:
  PosixGrowingFile(int fd, std::string name, const struct stat& status)
      : fd_(fd),
        name_(std::move(name)),
        identity_{static_cast<std::uint64_t>(status.st_dev),
                  static_cast<std::uint64_t>(status.st_ino)} {}
  ~PosixGrowingFile() override { close(fd_); }
  PosixGrowingFile(const PosixGrowingFile&) = delete;
  PosixGrowingFile& operator=(const PosixGrowingFile&) = delete;

  FileIdentity identity() const override { return identity_; }
  std::uint64_t size() const override {
    struct stat status = {};
    if (fstat(fd_, &status) != 0) return 0;
    return static_cast<std::uint64_t>(status.st_size);
  }
  Result<std::size_t> read(std::uint64_t offset, char* buffer,
                           std::size_t size) override {
    for (;;) {
      const ssize_t count =
          pread(fd_, buffer, size, static_cast<off_t>(offset));
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return system_error(errno, "cannot read", name_);
    }
  }

 private:
  int fd_;
  std::string name_;
  FileIdentity identity_;
};

class PollingWatch final : public FileWatch {
 public:
  void wait() override { poll(nullptr, 0, kMostMilliseconds); }
};

#ifdef __linux__
// One watch on the directory tells of the file that has the name now. What
// happens to others there is passed over; so is a file that a symbolic link
// leads to elsewhere, which the time limit serves.
class NotifiedWatch final : public FileWatch {
 public:
  NotifiedWatch(int fd, fs::path path)
      : fd_(fd), path_(std::move(path)), name_(path_.filename().string()) {}
  ~NotifiedWatch() override { close(fd_); }
  NotifiedWatch(const NotifiedWatch&) = delete;
  NotifiedWatch& operator=(const NotifiedWatch&) = delete;

  static std::unique_ptr<FileWatch> of(const fs::path& path) {
    const int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (fd < 0) return nullptr;
    const fs::path parent = path.parent_path();
    if (inotify_add_watch(fd, parent.empty() ? "." : parent.c_str(),
                          IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM |
                              IN_DELETE) < 0) {
      close(fd);
      return nullptr;
    }
    return std::make_unique<NotifiedWatch>(fd, path);
  }

  void wait() override {
    pollfd descriptor = {fd_, POLLIN, 0};
    while (poll(&descriptor, 1, kMostMilliseconds) > 0) {
      if (take_events()) return;
    }
  }

  std::vector<fs::path> renamed() override {
    take_events();
    std::vector<fs::path> paths;
    for (const std::string& name : std::exchange(renamed_, {})) {
      paths.push_back(path_.parent_path() / name);
    }
    return paths;
  }

 private:
  // True if one of them was about the name, or if some were lost.
  bool take_events() {
    alignas(inotify_event) char buffer[16 * 1024];
    bool ours = false;
    for (;;) {
      const ssize_t size = ::read(fd_, buffer, sizeof buffer);
      if (size <= 0) return ours;
      for (ssize_t at = 0; at < size;) {
        const auto* const event =
            reinterpret_cast<const inotify_event*>(buffer + at);
        ours = take_event(*event) || ours;
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
    }
  }

  bool take_event(const inotify_event& event) {
    if (event.len == 0) return (event.mask & IN_Q_OVERFLOW) != 0;
    const std::string_view name(event.name);
    if ((event.mask & IN_MOVED_FROM) != 0) {
      old_name_ = name;
      cookie_ = event.cookie;
    } else if ((event.mask & IN_MOVED_TO) != 0) {
      std::erase(renamed_, name);  // it is replaced
      if (event.cookie == cookie_) moved(old_name_, name);
    }
    return name == name_;
  }

  void moved(const std::string& from, std::string_view to) {
    if (from == name_) {
      renamed_.emplace_back(to);
    } else {
      std::replace(renamed_.begin(), renamed_.end(), from, std::string(to));
    }
  }

  int fd_;
  const fs::path path_;
  const std::string name_;
  // The first half of a renaming; the second one follows it.
  std::string old_name_;
  std::uint32_t cookie_ = 0;
  std::vector<std::string> renamed_;
};
#endif

}  // namespace

Result<std::unique_ptr<GrowingFile>> GrowingFile::open(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return system_error(errno, "cannot open", path.string());
  struct stat status = {};
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(fd);
    Error error;
    error.kind = Error::Kind::kUnsupported;
    error.message = "only a regular file can be followed";
    error.file = path.string();
    return error;
  }
  return std::unique_ptr<GrowingFile>(
      std::make_unique<PosixGrowingFile>(fd, path.string(), status));
}

std::unique_ptr<FileWatch> FileWatch::of(const fs::path& path) {
#ifdef __linux__
  if (auto watch = NotifiedWatch::of(path)) return watch;
#else
  (void)path;
#endif
  return std::make_unique<PollingWatch>();
}

}  // namespace hrscan
