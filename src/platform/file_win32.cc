// Windows twin of file_posix.cc. Uses the C runtime's descriptors in binary
// mode, which is all that streams need.
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "platform/file.h"

namespace hrscan {

Error system_error(int code, std::string message, std::string file) {
  Error error;
  error.kind = code == ENOENT   ? Error::Kind::kNotFound
               : code == EACCES ? Error::Kind::kPermission
                                : Error::Kind::kRead;
  error.message = std::move(message);
  error.file = std::move(file);
  error.cause = std::generic_category().message(code);
  return error;
}

namespace {

class CrtInput final : public InputFile {
 public:
  CrtInput(int fd, std::string name, bool owned)
      : fd_(fd), name_(std::move(name)), owned_(owned) {}
  ~CrtInput() override {
    if (owned_) _close(fd_);
  }
  CrtInput(const CrtInput&) = delete;
  CrtInput& operator=(const CrtInput&) = delete;

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const int count = _read(
        fd_, buffer, static_cast<unsigned>(size > 1 << 20 ? 1 << 20 : size));
    if (count < 0) return system_error(errno, "cannot read", name_);
    return static_cast<std::size_t>(count);
  }
  std::optional<std::uint64_t> regular_size() const override {
    struct _stat64 status = {};
    if (_fstat64(fd_, &status) != 0 || (status.st_mode & _S_IFREG) == 0) {
      return std::nullopt;
    }
    return static_cast<std::uint64_t>(status.st_size);
  }

 private:
  int fd_;
  std::string name_;
  bool owned_;
};

}  // namespace

Result<std::unique_ptr<InputFile>> InputFile::open(
    const std::filesystem::path& path) {
  const int fd = _wopen(path.c_str(), _O_RDONLY | _O_BINARY);
  if (fd < 0) return system_error(errno, "cannot open", path.string());
  return std::unique_ptr<InputFile>(
      std::make_unique<CrtInput>(fd, path.string(), /*owned=*/true));
}

std::unique_ptr<InputFile> InputFile::standard_input() {
  _setmode(_fileno(stdin), _O_BINARY);
  return std::make_unique<CrtInput>(_fileno(stdin), "-", /*owned=*/false);
}

std::unique_ptr<std::ostream> open_stdout() {
  _setmode(_fileno(stdout), _O_BINARY);
  return std::make_unique<std::ofstream>(stdout);
}

}  // namespace hrscan
