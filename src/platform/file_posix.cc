#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/buffer.h"
#include "base/gathering_buffer.h"
#include "platform/file.h"
#include "platform/write_pieces.h"

namespace hrscan {

Error system_error(int code, std::string message, std::string file) {
  Error error;
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      error.kind = Error::Kind::kNotFound;
      break;
    case EACCES:
    case EPERM:
      error.kind = Error::Kind::kPermission;
      break;
    default:
      error.kind = Error::Kind::kRead;
  }
  error.message = std::move(message);
  error.file = std::move(file);
  error.cause = std::generic_category().message(code);
  return error;
}

namespace {

class PosixInput final : public InputFile {
 public:
  // `status` is that of `fd`, or all zeros.
  PosixInput(int fd, const struct stat& status, std::string name, bool owned)
      : fd_(fd), name_(std::move(name)), owned_(owned) {
    if (!S_ISREG(status.st_mode)) return;
    size_ = static_cast<std::uint64_t>(status.st_size);
    if (*size_ >= kWorthAdvice) {
      posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
  }
  ~PosixInput() override {
    if (owned_) close(fd_);
  }
  PosixInput(const PosixInput&) = delete;
  PosixInput& operator=(const PosixInput&) = delete;

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t count = ::read(fd_, buffer, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return system_error(errno, "cannot read", name_);
    }
  }

  std::optional<std::uint64_t> regular_size() const override { return size_; }

 private:
  // What the system reads ahead of itself.
  static constexpr std::uint64_t kWorthAdvice = 128 * 1024;

  int fd_;
  std::string name_;
  bool owned_;
  std::optional<std::uint64_t> size_;
};

// A stream buffer over a file descriptor.
class OutputBuffer final : public GatheringBuffer {
 public:
  explicit OutputBuffer(int fd) : fd_(fd), buffer_(kSize) { reset(); }
  ~OutputBuffer() override { flush(); }

  bool writes_at_once() const override {
    struct stat status = {};
    return fstat(fd_, &status) == 0 &&
           (S_ISREG(status.st_mode) ||
            (S_ISCHR(status.st_mode) && isatty(fd_) == 0));
  }
  bool write_pieces(std::span<const std::string_view> pieces) override {
    return flush() && hrscan::write_pieces(fd_, pieces);
  }

 protected:
  int_type overflow(int_type c) override {
    if (!flush()) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
      *pptr() = traits_type::to_char_type(c);
      pbump(1);
    }
    return traits_type::not_eof(c);
  }
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    if (size > epptr() - pptr()) {
      if (!flush()) return 0;
      if (size >= static_cast<std::streamsize>(kSize)) {
        return write_all({data, static_cast<std::size_t>(size)}) ? size : 0;
      }
    }
    std::memcpy(pptr(), data, static_cast<std::size_t>(size));
    pbump(static_cast<int>(size));
    return size;
  }
  int sync() override { return flush() ? 0 : -1; }

 private:
  static constexpr std::size_t kSize = 64 * 1024;

  void reset() { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

  bool flush() {
    const bool written =
        write_all({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    reset();
    return written;
  }
  bool write_all(std::string_view bytes) {
    return hrscan::write_pieces(fd_, {&bytes, 1});
  }

  int fd_;
  Buffer buffer_;
};

class OutputStream final : public std::ostream {
 public:
  explicit OutputStream(int fd) : std::ostream(nullptr), buffer_(fd) {
    rdbuf(&buffer_);
  }
  ~OutputStream() override { rdbuf(nullptr); }

 private:
  OutputBuffer buffer_;
};

}  // namespace

Result<std::unique_ptr<InputFile>> InputFile::open(
    const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return system_error(errno, "cannot open", path.string());
  struct stat status = {};
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    close(fd);
    return system_error(EISDIR, "cannot read", path.string());
  }
  return std::unique_ptr<InputFile>(
      std::make_unique<PosixInput>(fd, status, path.string(), /*owned=*/true));
}

std::unique_ptr<InputFile> InputFile::standard_input() {
  struct stat status = {};
  if (fstat(STDIN_FILENO, &status) != 0) status = {};
  return std::make_unique<PosixInput>(STDIN_FILENO, status, "-",
                                      /*owned=*/false);
}

std::unique_ptr<std::ostream> open_stdout() {
  return std::make_unique<OutputStream>(STDOUT_FILENO);
}

}  // namespace hrscan
