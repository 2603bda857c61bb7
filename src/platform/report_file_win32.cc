// Windows twin of report_file_posix.cc.
#define NOMINMAX
#include <windows.h>

#include <algorithm>
#include <string>
#include <system_error>

#include "platform/report_file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 100;
constexpr std::size_t kMostAtOnce = 1 << 20;

Error cannot_write(const fs::path& path, DWORD fault) {
  Error error;
  error.kind = fault == ERROR_ACCESS_DENIED ? Error::Kind::kPermission
                                            : Error::Kind::kWrite;
  error.message = "cannot write";
  error.file = path.string();
  error.cause = std::system_category().message(static_cast<int>(fault));
  return error;
}

// 0, or what GetLastError() says.
DWORD write_all(HANDLE file, std::string_view text) {
  while (!text.empty()) {
    DWORD count = 0;
    const auto size = static_cast<DWORD>(std::min(text.size(), kMostAtOnce));
    if (!WriteFile(file, text.data(), size, &count, nullptr)) {
      return GetLastError();
    }
    text.remove_prefix(count);
  }
  return FlushFileBuffers(file) ? 0 : GetLastError();
}

DWORD replace(const fs::path& path, std::string_view text) {
  fs::path neighbour;
  HANDLE file = INVALID_HANDLE_VALUE;
  for (int i = 0; i < kAttempts && file == INVALID_HANDLE_VALUE; ++i) {
    neighbour = path;
    neighbour += L".hrscan-" + std::to_wstring(GetCurrentProcessId()) + L'-' +
                 std::to_wstring(i);
    file = CreateFileW(neighbour.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                       FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE && GetLastError() != ERROR_FILE_EXISTS) {
      return GetLastError();
    }
  }
  if (file == INVALID_HANDLE_VALUE) return ERROR_FILE_EXISTS;
  DWORD fault = write_all(file, text);
  CloseHandle(file);
  if (fault == 0 &&
      !MoveFileExW(neighbour.c_str(), path.c_str(),
                   MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
    fault = GetLastError();
  }
  if (fault != 0) DeleteFileW(neighbour.c_str());
  return fault;
}

}  // namespace

Result<void> write_whole(const fs::path& path, std::string_view text) {
  std::error_code ignored;
  fs::path target = fs::canonical(path, ignored);
  if (ignored) target = path;
  const DWORD fault = replace(target, text);
  if (fault != 0) return cannot_write(path, fault);
  return {};
}

}  // namespace hrscan
