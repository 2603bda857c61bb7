#include "platform/whole_file.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <algorithm>
#include <string>

#include "platform/file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

Error write_error(const fs::path& path) {
  Error error = system_error(static_cast<int>(GetLastError()), "cannot write",
                             path.string());
  if (error.kind == Error::Kind::kRead) error.kind = Error::Kind::kWrite;
  return error;
}

bool write_all(HANDLE file, std::string_view content) {
  constexpr std::size_t kMost = 1 << 30;
  while (!content.empty()) {
    DWORD count = 0;
    const auto size = static_cast<DWORD>(std::min(content.size(), kMost));
    if (WriteFile(file, content.data(), size, &count, nullptr) == 0) {
      return false;
    }
    content.remove_prefix(count);
  }
  return true;
}

}  // namespace

Result<void> write_whole_file(const fs::path& path, std::string_view content) {
  std::error_code ignored;
  const bool special =
      fs::exists(path, ignored) && !fs::is_regular_file(path, ignored);
  fs::path written = path;
  if (!special) {
    written += L".hrscan-" + std::to_wstring(GetCurrentProcessId());
  }
  const HANDLE file = CreateFileW(written.c_str(), GENERIC_WRITE, 0, nullptr,
                                  special ? OPEN_EXISTING : CREATE_ALWAYS,
                                  FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return write_error(path);
  bool done = write_all(file, content);
  if (done && !special) done = FlushFileBuffers(file) != 0;
  if (!done) {
    const Error error = write_error(path);
    CloseHandle(file);
    if (!special) DeleteFileW(written.c_str());
    return error;
  }
  CloseHandle(file);
  if (special ||
      MoveFileExW(written.c_str(), path.c_str(),
                  MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0) {
    return {};
  }
  const Error error = write_error(path);
  DeleteFileW(written.c_str());
  return error;
}

}  // namespace hrscan
