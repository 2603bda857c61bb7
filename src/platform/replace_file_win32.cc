// Windows twin of replace_file_posix.cc. ReplaceFileW() keeps attributes,
// access control lists and alternate streams, and makes the backup; the
// temporary file is open without sharing while it is written, which is the
// lock, and asks to be removed when the process ends.
#include "platform/replace_file.h"

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace hrscan {
namespace {

namespace fs = std::filesystem;

Error error_of(Error::Kind kind, std::string message, const fs::path& file) {
  Error error;
  error.kind = kind;
  error.message = std::move(message);
  error.file = file.string();
  return error;
}

Error last_error(Error::Kind kind, std::string message, const fs::path& file) {
  Error error = error_of(kind, std::move(message), file);
  error.cause =
      std::system_category().message(static_cast<int>(GetLastError()));
  return error;
}

class Handle {
 public:
  explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : handle_(handle) {}
  ~Handle() { reset(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  HANDLE get() const { return handle_; }
  bool valid() const { return handle_ != INVALID_HANDLE_VALUE; }
  void reset(HANDLE handle = INVALID_HANDLE_VALUE) {
    if (valid()) CloseHandle(handle_);
    handle_ = handle;
  }

 private:
  HANDLE handle_;
};

bool same_state(const BY_HANDLE_FILE_INFORMATION& a,
                const BY_HANDLE_FILE_INFORMATION& b) {
  return a.dwVolumeSerialNumber == b.dwVolumeSerialNumber &&
         a.nFileIndexHigh == b.nFileIndexHigh &&
         a.nFileIndexLow == b.nFileIndexLow &&
         a.nFileSizeHigh == b.nFileSizeHigh &&
         a.nFileSizeLow == b.nFileSizeLow &&
         CompareFileTime(&a.ftLastWriteTime, &b.ftLastWriteTime) == 0;
}

class WindowsReplacement final : public FileReplacement {
 public:
  WindowsReplacement(fs::path shown, fs::path target, ReplaceOptions options)
      : shown_(std::move(shown)),
        target_(std::move(target)),
        temporary_(target_.parent_path() /
                   (L"." + target_.filename().wstring() + L".hrscan-new")),
        options_(std::move(options)) {}
  ~WindowsReplacement() override {
    if (!new_.valid()) return;
    new_.reset();
    DeleteFileW(temporary_.c_str());
  }

  const fs::path& target() const override { return target_; }
  std::uint64_t size() const override {
    return std::uint64_t{status_.nFileSizeHigh} << 32 | status_.nFileSizeLow;
  }
  const std::vector<std::string>& notices() const override { return notices_; }

  // Opening without FILE_SHARE_WRITE fails while another process writes.
  Result<void> open_target() {
    old_.reset(CreateFileW(target_.c_str(), GENERIC_READ,
                           FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                           OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
    if (!old_.valid() && GetLastError() == ERROR_SHARING_VIOLATION) {
      return error_of(Error::Kind::kChanged,
                      "another process has the file open for writing; use "
                      "--follow, or write to another file",
                      shown_);
    }
    if (!old_.valid() ||
        GetFileInformationByHandle(old_.get(), &status_) == 0) {
      return last_error(Error::Kind::kRead, "cannot open", shown_);
    }
    if ((status_.dwFileAttributes & FILE_ATTRIBUTE_READONLY) != 0) {
      return error_of(Error::Kind::kPermission, "the file is read-only",
                      shown_);
    }
    if (!options_.break_links && status_.nNumberOfLinks > 1) {
      return error_of(
          Error::Kind::kUnsupported,
          "the file has other names (hard links), which would keep the old "
          "content; --break-links allows that",
          shown_);
    }
    return {};
  }

  Result<std::size_t> read_old(std::uint64_t offset, char* buffer,
                               std::size_t size) override {
    OVERLAPPED place = {};
    place.Offset = static_cast<DWORD>(offset);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    DWORD count = 0;
    const DWORD most = static_cast<DWORD>(std::min<std::size_t>(size, 1 << 20));
    if (ReadFile(old_.get(), buffer, most, &count, &place) == 0 &&
        GetLastError() != ERROR_HANDLE_EOF) {
      return last_error(Error::Kind::kRead, "cannot read", shown_);
    }
    return std::size_t{count};
  }

  // Joined: here each piece would be a call of the system.
  Result<void> write_pieces(std::span<const std::string_view> pieces) override {
    if (pieces.size() == 1) return write_all(pieces.front());
    joined_.clear();
    for (const std::string_view piece : pieces) joined_ += piece;
    return write_all(joined_);
  }

  Result<void> commit() override {
    if (Result<void> made = write({}); !made.ok()) return made;
    if (FlushFileBuffers(new_.get()) == 0) {
      return last_error(Error::Kind::kWrite, "cannot write the new content",
                        shown_);
    }
    BY_HANDLE_FILE_INFORMATION now = {};
    if (GetFileInformationByHandle(old_.get(), &now) == 0 ||
        !same_state(now, status_)) {
      return error_of(Error::Kind::kChanged,
                      "the file changed while it was read; it is left alone",
                      shown_);
    }
    set_removal(false);
    new_.reset();
    old_.reset();
    const std::wstring backup =
        options_.backup_suffix.empty()
            ? std::wstring()
            : target_.wstring() + fs::path(options_.backup_suffix).wstring();
    if (ReplaceFileW(target_.c_str(), temporary_.c_str(),
                     backup.empty() ? nullptr : backup.c_str(), 0, nullptr,
                     nullptr) == 0) {
      const Error error =
          last_error(Error::Kind::kWrite, "cannot replace the file", shown_);
      DeleteFileW(temporary_.c_str());
      return error;
    }
    return {};
  }

 private:
  Result<void> write_all(std::string_view bytes) {
    if (!new_.valid()) {
      new_.reset(CreateFileW(temporary_.c_str(), GENERIC_WRITE | DELETE, 0,
                             nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_HIDDEN,
                             nullptr));
      if (!new_.valid()) {
        return last_error(Error::Kind::kWrite,
                          "cannot make a temporary file in its directory",
                          shown_);
      }
      set_removal(true);
    }
    while (!bytes.empty()) {
      DWORD count = 0;
      const DWORD most =
          static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1 << 20));
      if (WriteFile(new_.get(), bytes.data(), most, &count, nullptr) == 0) {
        return last_error(Error::Kind::kWrite, "cannot write the new content",
                          shown_);
      }
      bytes.remove_prefix(count);
    }
    return {};
  }

  // While set, the file goes when its handle is closed, also when the process
  // is killed.
  void set_removal(bool remove) {
    FILE_DISPOSITION_INFO info = {};
    info.DeleteFile = remove ? TRUE : FALSE;
    SetFileInformationByHandle(new_.get(), FileDispositionInfo, &info,
                               sizeof info);
  }

  const fs::path shown_;
  const fs::path target_;
  const fs::path temporary_;
  const ReplaceOptions options_;
  Handle old_;
  BY_HANDLE_FILE_INFORMATION status_ = {};
  Handle new_;
  std::string joined_;
  std::vector<std::string> notices_;
};

}  // namespace

Result<std::unique_ptr<FileReplacement>> FileReplacement::open(
    const fs::path& path, const ReplaceOptions& options) {
  std::error_code fault;
  fs::path target = fs::canonical(path, fault);
  if (fault) {
    Error error = error_of(Error::Kind::kNotFound, "cannot open", path);
    error.cause = fault.message();
    return error;
  }
  auto replacement =
      std::make_unique<WindowsReplacement>(path, std::move(target), options);
  const Result<void> opened = replacement->open_target();
  if (!opened.ok()) return opened.error();
  return std::unique_ptr<FileReplacement>(std::move(replacement));
}

bool is_temporary_name(const fs::path& path) {
  const std::wstring name = path.filename().wstring();
  return name.starts_with(L'.') && name.ends_with(L".hrscan-new");
}

// The system removes them: see set_removal().
void remove_unfinished_files() noexcept {}

}  // namespace hrscan
