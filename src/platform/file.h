// Plain files and pipes: blocks in, blocks out, and the system's errors as
// ours.
#ifndef HRSCAN_PLATFORM_FILE_H_
#define HRSCAN_PLATFORM_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "hrscan/result.h"

namespace hrscan {

// An Error out of errno (POSIX) or GetLastError() (Windows).
Error system_error(int code, std::string message, std::string file);

// Bytes of a file or a pipe, in order.
class InputFile {
 public:
  virtual ~InputFile() = default;

  static Result<std::unique_ptr<InputFile>> open(
      const std::filesystem::path& path);
  static std::unique_ptr<InputFile> standard_input();

  // The size in bytes when it was opened, if it is a regular file.
  virtual std::optional<std::uint64_t> regular_size() const = 0;

  // What can be had now, at most `size` bytes; waits for the first one. 0 at
  // the end.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
};

// Standard output, with a buffer of its own; large writes bypass it. A failed
// write sets badbit; errno keeps the cause until the next system call.
std::unique_ptr<std::ostream> open_stdout();

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_FILE_H_
