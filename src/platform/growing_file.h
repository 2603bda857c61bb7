// A file that others write to, and the wait for what they do.
#ifndef HRSCAN_PLATFORM_GROWING_FILE_H_
#define HRSCAN_PLATFORM_GROWING_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "hrscan/result.h"

namespace hrscan {

// Which file it is, whatever its name. No other file is the same as long as one
// of them is open.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t file = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

class GrowingFile {
 public:
  virtual ~GrowingFile() = default;

  // Denies others nothing: they may write, rename and remove the file. An Error
  // of kind kUnsupported for what is no regular file.
  static Result<std::unique_ptr<GrowingFile>> open(
      const std::filesystem::path& path);

  virtual FileIdentity identity() const = 0;
  virtual std::uint64_t size() const = 0;  // as it is now
  // 0: there is no more now.
  virtual Result<std::size_t> read(std::uint64_t offset, char* buffer,
                                   std::size_t size) = 0;
};

class FileWatch {
 public:
  // The longest wait, and so the delay where the system does not tell.
  static constexpr int kMostMilliseconds = 100;

  virtual ~FileWatch() = default;

  // Always gives a watch, if only one that waits the longest.
  static std::unique_ptr<FileWatch> of(const std::filesystem::path& path);

  // Returns when the file with this name may be another one or have another
  // size, or after kMostMilliseconds.
  virtual void wait() = 0;

  // Where files are now that had the name and were renamed within their
  // directory since this was asked last, the oldest first, as far as the system
  // tells.
  virtual std::vector<std::filesystem::path> renamed() { return {}; }
};

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_GROWING_FILE_H_
