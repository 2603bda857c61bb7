// A regular file mapped into memory for reading.
//
// A file that another process cuts short leaves pages behind its new end that
// cannot be read; touching one raises SIGBUS (POSIX) or an in-page error
// (Windows). A mapped file survives that: what is lost reads as zeros, and
// cut_short() says so, at the cost of a system call.
#ifndef HRSCAN_PLATFORM_MAPPED_FILE_H_
#define HRSCAN_PLATFORM_MAPPED_FILE_H_

#include <filesystem>
#include <memory>
#include <string_view>

#include "hrscan/result.h"

namespace hrscan {

class MappedFile {
 public:
  virtual ~MappedFile() = default;

  // Null if the file is no regular file, is empty, or cannot be mapped for
  // another reason than a failure to open it: read it as a stream then.
  static Result<std::unique_ptr<MappedFile>> open(
      const std::filesystem::path& path);

  virtual std::string_view bytes() const = 0;
  // Whether the system maps megabytes at a time, so that to touch all bytes
  // costs nearly nothing; judged from a few places. False if that is not known.
  virtual bool in_large_pages() const = 0;
  virtual bool cut_short() const = 0;

  // Copies bytes()[from, from + size) to `to` through the system, without
  // touching the mapping's pages: faster where those are small. Thread-safe.
  virtual void copy(std::size_t from, std::size_t size, char* to) const = 0;
};

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_MAPPED_FILE_H_
