#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>

#include "platform/file.h"
#include "platform/report_file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 100;

Error cannot_write(const fs::path& path, int fault) {
  Error error = system_error(fault, "cannot write", path.string());
  if (error.kind == Error::Kind::kRead) error.kind = Error::Kind::kWrite;
  return error;
}

// 0, or errno.
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int write_as_it_is(const fs::path& path, std::string_view text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  const int fault = write_all(fd, text);
  const int closed = ::close(fd) == 0 ? 0 : errno;
  return fault != 0 ? fault : closed;
}

// A new file beside `path`, which nobody else has.
class Neighbour {
 public:
  explicit Neighbour(const fs::path& path) {
    for (int i = 0; i < kAttempts; ++i) {
      path_ = path;
      path_ +=
          ".hrscan-" + std::to_string(::getpid()) + '-' + std::to_string(i);
      fd_ =
          ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd_ >= 0 || errno != EEXIST) break;
    }
    fault_ = fd_ >= 0 ? 0 : errno;
  }
  ~Neighbour() {
    if (fd_ < 0) return;
    ::close(fd_);
    if (!moved_) ::unlink(path_.c_str());
  }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

  // Each step answers 0 or errno.
  int fault() const { return fault_; }
  int fill(std::string_view text, std::optional<mode_t> mode) const {
    if (const int fault = write_all(fd_, text); fault != 0) return fault;
    if (mode && ::fchmod(fd_, *mode) != 0) return errno;
    return ::fsync(fd_) == 0 ? 0 : errno;
  }
  int move_to(const fs::path& path) {
    if (::rename(path_.c_str(), path.c_str()) != 0) return errno;
    moved_ = true;
    return 0;
  }

 private:
  fs::path path_;
  int fd_ = -1;
  int fault_ = 0;
  bool moved_ = false;
};

// The name itself is safe only when its directory is.
void sync_directory_of(const fs::path& path) {
  const fs::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const int fd = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

int replace(const fs::path& path, std::string_view text,
            std::optional<mode_t> mode) {
  Neighbour neighbour(path);
  if (neighbour.fault() != 0) return neighbour.fault();
  if (const int fault = neighbour.fill(text, mode); fault != 0) return fault;
  if (const int fault = neighbour.move_to(path); fault != 0) return fault;
  sync_directory_of(path);
  return 0;
}

}  // namespace

Result<void> write_whole(const fs::path& path, std::string_view text) {
  struct stat status = {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  int fault = 0;
  if (exists && S_ISDIR(status.st_mode)) {
    fault = EISDIR;
  } else if (exists && !S_ISREG(status.st_mode)) {
    fault = write_as_it_is(path, text);
  } else if (exists) {
    std::error_code unresolved;
    const fs::path target = fs::canonical(path, unresolved);
    fault = unresolved ? unresolved.value()
                       : replace(target, text, status.st_mode & 07777);
  } else {
    fault = replace(path, text, std::nullopt);
  }
  if (fault != 0) return cannot_write(path, fault);
  return {};
}

}  // namespace hrscan
