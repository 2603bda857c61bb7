// Windows twin of growing_file_posix.cc. The wait is a fixed one: file systems
// tell of a growing file only when it is closed or flushed.
#include "platform/growing_file.h"

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace hrscan {
namespace {

Error last_error(std::string message, std::string file) {
  const DWORD code = GetLastError();
  Error error;
  error.kind = code == ERROR_FILE_NOT_FOUND  ? Error::Kind::kNotFound
               : code == ERROR_ACCESS_DENIED ? Error::Kind::kPermission
                                             : Error::Kind::kRead;
  error.message = std::move(message);
  error.file = std::move(file);
  error.cause = std::system_category().message(static_cast<int>(code));
  return error;
}

class WindowsGrowingFile final : public GrowingFile {
 public:
  WindowsGrowingFile(HANDLE handle, std::string name,
                     const BY_HANDLE_FILE_INFORMATION& info)
      : handle_(handle),
        name_(std::move(name)),
        identity_{
            info.dwVolumeSerialNumber,
            std::uint64_t{info.nFileIndexHigh} << 32 | info.nFileIndexLow} {}
  ~WindowsGrowingFile() override { CloseHandle(handle_); }
  WindowsGrowingFile(const WindowsGrowingFile&) = delete;
  WindowsGrowingFile& operator=(const WindowsGrowingFile&) = delete;

  FileIdentity identity() const override { return identity_; }
  std::uint64_t size() const override {
    LARGE_INTEGER size = {};
    if (GetFileSizeEx(handle_, &size) == 0) return 0;
    return static_cast<std::uint64_t>(size.QuadPart);
  }
  Result<std::size_t> read(std::uint64_t offset, char* buffer,
                           std::size_t size) override {
    OVERLAPPED place = {};
    place.Offset = static_cast<DWORD>(offset);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    DWORD count = 0;
    const DWORD most = static_cast<DWORD>(std::min<std::size_t>(size, 1 << 20));
    if (ReadFile(handle_, buffer, most, &count, &place) == 0 &&
        GetLastError() != ERROR_HANDLE_EOF) {
      return last_error("cannot read", name_);
    }
    return std::size_t{count};
  }

 private:
  HANDLE handle_;
  std::string name_;
  FileIdentity identity_;
};

class PollingWatch final : public FileWatch {
 public:
  void wait() override { Sleep(kMostMilliseconds); }
};

}  // namespace

Result<std::unique_ptr<GrowingFile>> GrowingFile::open(
    const std::filesystem::path& path) {
  const HANDLE handle =
      CreateFileW(path.c_str(), GENERIC_READ,
                  FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                  nullptr, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
  if (handle == INVALID_HANDLE_VALUE) {
    return last_error("cannot open", path.string());
  }
  BY_HANDLE_FILE_INFORMATION info = {};
  if (GetFileType(handle) != FILE_TYPE_DISK ||
      GetFileInformationByHandle(handle, &info) == 0) {
    CloseHandle(handle);
    Error error;
    error.kind = Error::Kind::kUnsupported;
    error.message = "only a regular file can be followed";
    error.file = path.string();
    return error;
  }
  return std::unique_ptr<GrowingFile>(
      std::make_unique<WindowsGrowingFile>(handle, path.string(), info));
}

std::unique_ptr<FileWatch> FileWatch::of(const std::filesystem::path&) {
  return std::make_unique<PollingWatch>();
}

}  // namespace hrscan
