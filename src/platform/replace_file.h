// A file that is replaced as a whole or not at all, whatever happens: the new
// content goes to a temporary file beside it, which is synced and then renamed
// over it.
//
//   CBS.log                  the target
//   .CBS.log.hrscan-new      the temporary file, removed unless all went well
//
// There is one temporary file for a target, locked by the process that writes
// it. One that nobody has locked was left by a process that was killed, and
// goes.
#ifndef HRSCAN_PLATFORM_REPLACE_FILE_H_
#define HRSCAN_PLATFORM_REPLACE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/result.h"

namespace hrscan {

struct ReplaceOptions {
  // What is appended to the target's name for the old file; empty: none is
  // kept.
  std::string backup_suffix;
  // Replace one name of a file that has several: the others keep the old
  // content.
  bool break_links = false;
};

class FileReplacement {
 public:
  // Follows symbolic links. Refused: what is no regular file, is read-only, has
  // other hard links, or is open for writing elsewhere (as far as the system
  // tells). Nothing is written yet.
  static Result<std::unique_ptr<FileReplacement>> open(
      const std::filesystem::path& path, const ReplaceOptions& options);

  // Removes the temporary file unless commit() has made it the target.
  virtual ~FileReplacement() = default;

  // The file itself, without symbolic links.
  virtual const std::filesystem::path& target() const = 0;
  virtual std::uint64_t size() const = 0;

  // Bytes of the old content from `offset` on; 0 at its end.
  virtual Result<std::size_t> read_old(std::uint64_t offset, char* buffer,
                                       std::size_t size) = 0;

  // Appends to the new content. The first call makes the temporary file.
  virtual Result<void> write_pieces(
      std::span<const std::string_view> pieces) = 0;
  Result<void> write(std::string_view bytes) {
    return write_pieces({&bytes, 1});
  }

  // Gives the new content the target's name, owner, mode and attributes, unless
  // the target is no longer what it was when it was opened.
  virtual Result<void> commit() = 0;

  // What went differently than it should, one line each, after commit(): what
  // could not be kept, what an earlier run had left.
  virtual const std::vector<std::string>& notices() const = 0;
};

// Whether a file of this name is, or was, one that a replacement needs for the
// moment: it is no input.
bool is_temporary_name(const std::filesystem::path& path);

// Removes the temporary files of all replacements under way, and lets no new
// ones be made. For a process that is about to end by a signal: may be called
// from a signal handler.
void remove_unfinished_files() noexcept;

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_REPLACE_FILE_H_
