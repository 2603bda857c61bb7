// Source: the bytes of one input under a name. Pipes are read in blocks; files
// as well, or through a view that maps them into memory, which is what several
// threads want.
#ifndef HRSCAN_SOURCE_H_
#define HRSCAN_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/result.h"

namespace hrscan {

class Source {
 public:
  virtual ~Source() = default;

  // As shown to people and written to reports: the path as given, "-" for
  // standard input.
  virtual const std::string& name() const = 0;

  // The whole input in memory, if that can be had; else empty. The bytes are
  // valid as long as the source. When a mapped file is cut short meanwhile, the
  // lost part reads as zeros and finish() tells.
  virtual std::optional<std::string_view> view() { return std::nullopt; }

  // Whether all that view() showed so far is the input's: false once a mapped
  // file was cut short. Asked after bytes were copied out of it, it vouches for
  // the copy.
  virtual bool intact() const { return true; }

  // Reads up to `size` bytes, as many as there are now; 0 at the end. Goes on
  // where the last call ended, whatever view() was used for.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;

  // Size in bytes if it is known beforehand.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }

  // Whether all that was read was sound; to be asked after the last byte.
  virtual Result<void> finish() { return {}; }
};

// Opens a file, a named pipe or a device.
Result<std::unique_ptr<Source>> open_file(const std::filesystem::path& path);

// Standard input.
std::unique_ptr<Source> open_standard_input();

// A text in memory, for tests and for programs that have one.
std::unique_ptr<Source> open_text(std::string name, std::string_view text);

struct WalkOptions {
  bool recurse = true;
  // Globs on the path below a directory, with '/' between its parts: '*' and
  // '?' stay within a part, '**' does not. A glob without '/' is matched with
  // the file name. No `include` means every file.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

// One file to read.
struct InputPath {
  std::filesystem::path path;  // "-" for standard input
  bool named = false;          // by the user, not found in a directory
};

// Expands `paths` to files: directories to the files in them, sorted, links to
// directories not followed; "-" and files as they are. Faults go to `report`,
// the rest is still walked.
std::vector<InputPath> walk(const std::vector<std::string>& paths,
                            const WalkOptions& options,
                            const std::function<void(const Error&)>& report);

}  // namespace hrscan

#endif  // HRSCAN_SOURCE_H_
