#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "platform/file.h"
#include "platform/whole_file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

Error write_error(int code, const fs::path& path) {
  Error error = system_error(code, "cannot write", path.string());
  if (error.kind == Error::Kind::kRead) error.kind = Error::Kind::kWrite;
  return error;
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  // 0, or errno: some file systems report a failed write only here.
  int finish() {
    const int fd = fd_;
    fd_ = -1;
    return close(fd) == 0 ? 0 : errno;
  }

 private:
  int fd_;
};

// 0, or errno.
int write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

Result<void> write_through(const fs::path& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  int fault = file.get() < 0 ? errno : write_all(file.get(), content);
  if (fault == 0) fault = file.finish();
  if (fault != 0) return write_error(fault, path);
  return {};
}

// Gone at the end, unless it was given its name.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& beside)
      : name_((beside.parent_path() /
               ("." + beside.filename().string() + ".hrscan-XXXXXX"))
                  .string()),
        fd_(mkostemp(name_.data(), O_CLOEXEC)),
        exists_(fd_.get() >= 0) {}
  ~TemporaryFile() {
    if (exists_) unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool exists() const { return exists_; }

  // 0, or errno.
  int fill(std::string_view content, mode_t mode) {
    if (const int fault = write_all(fd_.get(), content)) return fault;
    if (fchmod(fd_.get(), mode) != 0 || fsync(fd_.get()) != 0) return errno;
    return fd_.finish();
  }
  int rename_to(const fs::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) return errno;
    exists_ = false;
    return 0;
  }

 private:
  std::string name_;
  Descriptor fd_;
  bool exists_;
};

// What open() would give a new file.
mode_t new_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// So that the name outlives a loss of power; not all file systems can.
void sync_directory(const fs::path& path) {
  const fs::path parent = path.parent_path().empty() ? "." : path.parent_path();
  const Descriptor directory(
      ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0) fsync(directory.get());
}

}  // namespace

Result<void> write_whole_file(const fs::path& path, std::string_view content) {
  struct stat status = {};
  const bool there = stat(path.c_str(), &status) == 0;
  if (there && !S_ISREG(status.st_mode)) return write_through(path, content);
  // Renaming asks for rights to the directory only.
  if (there && access(path.c_str(), W_OK) != 0) return write_error(errno, path);
  std::error_code fault;
  const fs::path target = there ? fs::canonical(path, fault) : path;
  if (fault) return write_error(fault.value(), path);

  TemporaryFile temporary(target);
  if (!temporary.exists()) return write_error(errno, path);
  if (const int failed = temporary.fill(
          content, there ? status.st_mode & 07777 : new_mode())) {
    return write_error(failed, path);
  }
  if (const int failed = temporary.rename_to(target)) {
    return write_error(failed, path);
  }
  sync_directory(target);
  return {};
}

}  // namespace hrscan
