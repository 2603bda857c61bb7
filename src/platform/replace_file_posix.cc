#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <system_error>
#include <utility>

#include "platform/file.h"
#include "platform/file_metadata_posix.h"
#include "platform/replace_file.h"
#include "platform/unfinished_files_posix.h"
#include "platform/write_pieces.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNewSuffix = ".hrscan-new";
constexpr std::string_view kOldSuffix = ".hrscan-old";

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
  }

 private:
  int fd_;
};

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

timespec modified(const struct stat& status) {
#ifdef __APPLE__
  return status.st_mtimespec;
#else
  return status.st_mtim;
#endif
}

bool same_state(const struct stat& a, const struct stat& b) {
  const timespec x = modified(a);
  const timespec y = modified(b);
  return same_file(a, b) && a.st_size == b.st_size && x.tv_sec == y.tv_sec &&
         x.tv_nsec == y.tv_nsec;
}

// Whether another process has the file open for writing. A read lease is
// granted only where nobody has; it is given back at once. Some file systems
// know no leases, and those of other users' files are not granted: false then.
bool open_for_writing(int fd) {
#ifdef __linux__
  // The signal for a writer that comes just now; this one is ignored by
  // default, the usual one ends the process.
  fcntl(fd, F_SETSIG, SIGURG);
  if (fcntl(fd, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
  fcntl(fd, F_SETLEASE, F_UNLCK);
#else
  (void)fd;
#endif
  return false;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

Error error_of(Error::Kind kind, std::string message, const fs::path& file) {
  Error error;
  error.kind = kind;
  error.message = std::move(message);
  error.file = file.string();
  return error;
}

Error write_error(int code, std::string message, const fs::path& file) {
  Error error = system_error(code, std::move(message), file.string());
  if (error.kind == Error::Kind::kRead) error.kind = Error::Kind::kWrite;
  return error;
}

// ".NAME.hrscan-new" beside NAME; a name too long for that is cut.
fs::path beside(const fs::path& target, std::string_view suffix) {
  std::string name = "." + target.filename().string();
  name.resize(std::min<std::size_t>(name.size(), NAME_MAX - suffix.size()));
  return target.parent_path() / name.append(suffix);
}

class PosixReplacement final : public FileReplacement {
 public:
  PosixReplacement(fs::path shown, fs::path target, ReplaceOptions options)
      : shown_(std::move(shown)),
        target_(std::move(target)),
        temporary_(beside(target_, kNewSuffix)),
        options_(std::move(options)) {}
  ~PosixReplacement() override {
    if (new_.get() >= 0) unlink(temporary_.c_str());
    if (slot_ != nullptr) slot_->stage.store(unfinished::Stage::kFree);
  }

  const fs::path& target() const override { return target_; }
  std::uint64_t size() const override {
    return static_cast<std::uint64_t>(status_.st_size);
  }
  const std::vector<std::string>& notices() const override { return notices_; }

  Result<void> open_target() {
    old_.reset(::open(target_.c_str(),
                      O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (old_.get() < 0 || fstat(old_.get(), &status_) != 0) {
      return system_error(errno, "cannot open", shown_.string());
    }
    if (!S_ISREG(status_.st_mode)) {
      return error_of(Error::Kind::kUnsupported,
                      "only a regular file can be changed in place", shown_);
    }
    if ((status_.st_mode & 0222) == 0 ||
        faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) {
      return error_of(Error::Kind::kPermission, "the file is read-only",
                      shown_);
    }
    if (!may_replace()) {
      return error_of(Error::Kind::kPermission,
                      "only its owner may replace a file in this directory",
                      shown_);
    }
    if (!options_.break_links && other_links() > 0) {
      return error_of(
          Error::Kind::kUnsupported,
          "the file has other names (hard links), which would keep the old "
          "content; --break-links allows that",
          shown_);
    }
    if (open_for_writing(old_.get())) {
      return error_of(Error::Kind::kChanged,
                      "another process has the file open for writing; use "
                      "--follow, or write to another file",
                      shown_);
    }
    return {};
  }

  Result<std::size_t> read_old(std::uint64_t offset, char* buffer,
                               std::size_t size) override {
    for (;;) {
      const ssize_t count =
          pread(old_.get(), buffer, size, static_cast<off_t>(offset));
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) {
        return system_error(errno, "cannot read", shown_.string());
      }
    }
  }

  Result<void> write_pieces(std::span<const std::string_view> pieces) override {
    if (new_.get() < 0) {
      Result<void> created = create();
      if (!created.ok()) return created;
    }
    if (!hrscan::write_pieces(new_.get(), pieces)) {
      return write_error(errno, "cannot write the new content", shown_);
    }
    for (const std::string_view piece : pieces) {
      written_ += static_cast<off_t>(piece.size());
    }
    begin_to_sync();
    return {};
  }

  Result<void> commit() override {
    if (new_.get() < 0) {
      if (Result<void> empty = write({}); !empty.ok()) return empty;
    }
    const std::vector<std::string> lost = copy_metadata(old_.get(), new_.get());
    if (fsync(new_.get()) != 0) {
      return write_error(errno, "cannot write the new content", shown_);
    }
    if (Result<void> same = check_unchanged(); !same.ok()) return same;
    if (Result<void> kept = keep_old(); !kept.ok()) return kept;
    if (rename(temporary_.c_str(), target_.c_str()) != 0) {
      const int code = errno;
      if (backup_made_) unlink(backup().c_str());
      return write_error(code, "cannot replace the file", shown_);
    }
    new_.reset();  // it is the target now, not to be removed
    if (!lost.empty()) {
      notices_.push_back(shown_.string() + ": could not keep " + joined(lost));
    }
    return sync_directory();
  }

 private:
  fs::path backup() const {
    return target_.parent_path() /
           (target_.filename().string() + options_.backup_suffix);
  }

  // A sticky directory, such as /tmp, lets nobody rename over the files of
  // others, nor take back a name that was given to them.
  bool may_replace() const {
    struct stat directory = {};
    const uid_t user = geteuid();
    return stat(target_.parent_path().c_str(), &directory) != 0 ||
           (directory.st_mode & S_ISVTX) == 0 || user == 0 ||
           user == directory.st_uid || user == status_.st_uid;
  }

  // A backup that a killed run has made already is no name that matters.
  nlink_t other_links() const {
    struct stat status = {};
    const bool by_backup = !options_.backup_suffix.empty() &&
                           lstat(backup().c_str(), &status) == 0 &&
                           same_file(status, status_);
    return status_.st_nlink - 1 - (by_backup ? 1 : 0);
  }

  // The disk works while the rest is made, and the sync at the end has less to
  // wait for.
  void begin_to_sync() {
#ifdef __linux__
    constexpr off_t kStep = 8 * 1024 * 1024;
    if (written_ - begun_ < kStep) return;
    sync_file_range(new_.get(), begun_, written_ - begun_,
                    SYNC_FILE_RANGE_WRITE);
    begun_ = written_;
#endif
  }

  Result<void> create() {
    if (slot_ == nullptr) slot_ = unfinished::take(temporary_.string());
    constexpr int kTries = 3;
    for (int i = 0; i < kTries; ++i) {
      int code = 0;
      {
        unfinished::Creating creating(slot_);
        // Readable for its owner only until it is complete.
        new_.reset(::open(temporary_.c_str(),
                          O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                          0600));
        if (new_.get() < 0) code = errno;
        if (new_.get() >= 0 && is_ours()) {
          creating.done();
          return {};
        }
      }
      new_.reset();
      if (code == EEXIST) {
        Result<void> gone = remove_stale();
        if (!gone.ok()) return gone;
      } else if (code != 0) {
        return write_error(
            code, "cannot make a temporary file in its directory", shown_);
      }
    }
    return in_use();
  }

  // Locked, and not taken away before it was. The lock cannot be had on some
  // file systems; then the name alone has to do.
  bool is_ours() const {
    if (flock(new_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      return false;
    }
    struct stat by_name = {};
    struct stat by_descriptor = {};
    return lstat(temporary_.c_str(), &by_name) == 0 &&
           fstat(new_.get(), &by_descriptor) == 0 &&
           same_file(by_name, by_descriptor);
  }

  Error in_use() const {
    return error_of(Error::Kind::kChanged,
                    "another hrscan is at work on this file: " +
                        temporary_.string() + " is in use",
                    shown_);
  }

  // Only who holds the lock may remove the file.
  Result<void> remove_stale() {
    const Descriptor stale(::open(
        temporary_.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (stale.get() < 0 && errno == ENOENT) return {};
    struct stat by_name = {};
    struct stat by_descriptor = {};
    if (stale.get() < 0 || fstat(stale.get(), &by_descriptor) != 0 ||
        !S_ISREG(by_descriptor.st_mode)) {
      return in_the_way();
    }
    if (flock(stale.get(), LOCK_EX | LOCK_NB) != 0) {
      return errno == EWOULDBLOCK ? in_use() : in_the_way();
    }
    if (lstat(temporary_.c_str(), &by_name) != 0 ||
        !same_file(by_name, by_descriptor)) {
      return {};
    }
    if (unlink(temporary_.c_str()) != 0) return in_the_way();
    notices_.push_back(temporary_.string() +
                       ": removed; an earlier run that was killed left it");
    return {};
  }

  Error in_the_way() const {
    return error_of(
        Error::Kind::kWrite,
        temporary_.string() +
            " is in the way; remove it if no other hrscan is at work",
        shown_);
  }

  Result<void> check_unchanged() const {
    struct stat now = {};
    if (lstat(target_.c_str(), &now) != 0) {
      return errno == ENOENT
                 ? error_of(Error::Kind::kChanged,
                            "the file was removed while it was read", shown_)
                 : system_error(errno, "cannot look at the file",
                                shown_.string());
    }
    if (!same_state(now, status_)) {
      return error_of(Error::Kind::kChanged,
                      "the file changed while it was read; it is left alone",
                      shown_);
    }
    if (open_for_writing(old_.get())) {
      return error_of(Error::Kind::kChanged,
                      "another process opened the file for writing while it "
                      "was read; it is left alone",
                      shown_);
    }
    return {};
  }

  // The old file gets a second name, so that the backup is the file itself with
  // all that belongs to it.
  Result<void> keep_old() {
    if (options_.backup_suffix.empty()) return {};
    const fs::path link_name = beside(target_, kOldSuffix);
    unlink(link_name.c_str());
    if (link(target_.c_str(), link_name.c_str()) == 0) {
      struct stat before = {};
      const bool is_there =
          lstat(backup().c_str(), &before) == 0 && same_file(before, status_);
      if (rename(link_name.c_str(), backup().c_str()) == 0) {
        backup_made_ = !is_there;
        unlink(link_name.c_str());  // stays where both were the same file
        return {};
      }
    }
    const int code = errno;
    unlink(link_name.c_str());
    return write_error(code, "cannot make the backup " + backup().string(),
                       shown_);
  }

  Result<void> sync_directory() {
    const Descriptor directory(::open(target_.parent_path().c_str(),
                                      O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot sync directories.
    if (directory.get() >= 0 &&
        (fsync(directory.get()) == 0 || errno == EINVAL)) {
      return {};
    }
    return write_error(errno,
                       "the file was changed, but its directory could not be "
                       "synced: a loss of power may undo it",
                       shown_);
  }

  const fs::path shown_;
  const fs::path target_;
  const fs::path temporary_;
  const ReplaceOptions options_;
  Descriptor old_;
  struct stat status_ = {};  // of the target when it was opened
  Descriptor new_;           // open while the temporary file exists
  off_t written_ = 0;
  [[maybe_unused]] off_t begun_ = 0;  // of that, on its way to the disk
  unfinished::File* slot_ = nullptr;
  bool backup_made_ = false;
  std::vector<std::string> notices_;
};

}  // namespace

Result<std::unique_ptr<FileReplacement>> FileReplacement::open(
    const fs::path& path, const ReplaceOptions& options) {
  std::error_code fault;
  fs::path target = fs::canonical(path, fault);
  if (fault) return system_error(fault.value(), "cannot open", path.string());
  auto replacement =
      std::make_unique<PosixReplacement>(path, std::move(target), options);
  const Result<void> opened = replacement->open_target();
  if (!opened.ok()) return opened.error();
  return std::unique_ptr<FileReplacement>(std::move(replacement));
}

bool is_temporary_name(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') &&
         (name.ends_with(kNewSuffix) || name.ends_with(kOldSuffix));
}

}  // namespace hrscan
