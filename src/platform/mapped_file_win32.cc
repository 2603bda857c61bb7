// Windows twin of mapped_file_posix.cc. A file that is mapped here cannot be
// cut short by others: SetEndOfFile() fails with ERROR_USER_MAPPED_FILE. Errors
// of the device below would still raise EXCEPTION_IN_PAGE_ERROR, so only files
// on fixed drives are mapped; the rest is read as a stream.
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>

#include "platform/mapped_file.h"

namespace hrscan {
namespace {

class WindowsMapping final : public MappedFile {
 public:
  WindowsMapping(HANDLE file, const void* data, std::size_t size)
      : file_(file), data_(data), size_(size) {}
  ~WindowsMapping() override {
    UnmapViewOfFile(data_);
    CloseHandle(file_);
  }
  WindowsMapping(const WindowsMapping&) = delete;
  WindowsMapping& operator=(const WindowsMapping&) = delete;

  std::string_view bytes() const override {
    return {static_cast<const char*>(data_), size_};
  }
  bool in_large_pages() const override { return false; }
  bool cut_short() const override { return failed_.load(); }
  void copy(std::size_t from, std::size_t size, char* to) const override {
    while (size > 0) {
      OVERLAPPED place = {};
      place.Offset = static_cast<DWORD>(from);
      place.OffsetHigh = static_cast<DWORD>(std::uint64_t{from} >> 32);
      DWORD count = 0;
      const DWORD most =
          static_cast<DWORD>(std::min<std::size_t>(size, 1 << 20));
      if (ReadFile(file_, to, most, &count, &place) == 0 || count == 0) break;
      from += count;
      to += count;
      size -= count;
    }
    if (size == 0) return;
    std::memset(to, 0, size);
    failed_.store(true);
  }

 private:
  HANDLE file_;
  const void* data_;
  std::size_t size_;
  mutable std::atomic<bool> failed_ = false;  // to copy something
};

bool on_fixed_drive(const std::filesystem::path& path) {
  std::error_code fault;
  const auto root = std::filesystem::absolute(path, fault).root_path();
  return !fault && GetDriveTypeW(root.c_str()) == DRIVE_FIXED;
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(
    const std::filesystem::path& path) {
  std::unique_ptr<MappedFile> none;
  if (!on_fixed_drive(path)) return none;
  // Log writers keep their files open: deny them nothing.
  const HANDLE file =
      CreateFileW(path.c_str(), GENERIC_READ,
                  FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                  nullptr, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
  if (file == INVALID_HANDLE_VALUE) return none;
  LARGE_INTEGER size = {};
  GetFileSizeEx(file, &size);
  const HANDLE mapping =
      size.QuadPart > 0
          ? CreateFileMappingW(file, nullptr, PAGE_READONLY, 0, 0, nullptr)
          : nullptr;
  const void* const data = mapping != nullptr
                               ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0)
                               : nullptr;
  if (mapping != nullptr) CloseHandle(mapping);
  if (data == nullptr) {
    CloseHandle(file);
    return none;
  }
  return std::unique_ptr<MappedFile>(std::make_unique<WindowsMapping>(
      file, data, static_cast<std::size_t>(size.QuadPart)));
}

}  // namespace hrscan
