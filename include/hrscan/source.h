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

  // The same where this source leaves notes of ours out of what it reads: they
  // may still stand in it. What is_clean() may be used as it is, up to the
  // first piece that is not; clean_rest() reads what comes from there on.
  virtual std::optional<std::string_view> raw_view() { return view(); }

  // Whether read() gives raw_view()[from, to) as it is. `from` starts a line; a
  // line that goes on at `to` is judged as a whole. Asked once raw_view() was,
  // by several threads.
  virtual bool is_clean(std::size_t /*from*/, std::size_t /*to*/) const {
    return true;
  }

  // What read() gives of raw_view() from `from` on, where a line starts and
  // before which all is clean. Valid as long as this source.
  virtual std::unique_ptr<Source> clean_rest(std::size_t from);

  // Copies raw_view()[from, from + size) to `to`; what is lost of a file that
  // was cut short reads as zeros, as in the view. For any thread.
  using Copier =
      std::function<void(std::size_t from, std::size_t size, char* to)>;
  // One, where copies are had faster than the pages of raw_view() are touched;
  // else empty. Asked once raw_view() was; valid as long as this source.
  virtual Copier copier() const { return {}; }

  // Whether one thread gets through view() faster than through read(), which
  // copies: a file's mapping is slow where it is made of small pages.
  virtual bool prefers_view() { return view().has_value(); }

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

// Against inputs that unpack to more than anybody wants to read.
struct UnpackLimits {
  std::uint64_t bytes = std::uint64_t{64} << 30;
  // Most that an input may grow to, as a multiple of its size; looked at once
  // `ratio_from` bytes came out. 0: any.
  std::uint64_t ratio = 1000;
  std::uint64_t ratio_from = std::uint64_t{1} << 30;
};

struct UnpackOptions {
  UnpackLimits limits;
  // Globs on the path of a member in its archive, as in WalkOptions.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  // Whether the input is wanted if it is no archive, and whether all members
  // are wanted if it is one, whatever `include` says.
  bool text = true;
  bool members = false;
  // More than one: what a packed file holds is unpacked by a thread of its own.
  // 0: one per processor.
  unsigned threads = 1;
};

// Is given a text of an input and its first bytes, 8 KiB if it has them; must
// be done with the source when it returns. `member`: it was packed, and may be
// binary. False: no more of this input.
using UnpackVisit = std::function<bool(std::unique_ptr<Source> source,
                                       std::string_view head, bool member)>;

// Gives `visit` the texts in an input. What is not packed is given as it is;
// gzip, zstd, xz, bzip2 and lz4 are uncompressed under their own name; the
// members of zip, tar, cab and 7z archives are named "bundle.zip!path/x.log".
// What is packed in an archive is unpacked as well, four layers deep. All is
// recognised by content, and read block by block.
//
// Faults go to `report`: damage, encryption, limits exceeded. What could be
// read before is given all the same.
void unpack(std::unique_ptr<Source> source, const UnpackOptions& options,
            const UnpackVisit& visit,
            const std::function<void(const Error&)>& report);

struct WalkOptions {
  bool recurse = true;
  // Globs on the path below a directory, with '/' between its parts: '*' and
  // '?' stay within a part, '**' does not. A glob without '/' is matched with
  // the file name. No `include` means every file.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  // Give also the files that no `include` matches: members of an archive may.
  bool archives = false;
};

// One file to read.
struct InputPath {
  std::filesystem::path path;  // "-" for standard input
  bool named = false;          // by the user, not found in a directory
  // By an `include`, if there are any.
  bool included = false;
};

// Expands `paths` to files: directories to the files in them, sorted, links to
// directories not followed; "-" and files as they are. Faults go to `report`,
// the rest is still walked.
std::vector<InputPath> walk(const std::vector<std::string>& paths,
                            const WalkOptions& options,
                            const std::function<void(const Error&)>& report);

}  // namespace hrscan

#endif  // HRSCAN_SOURCE_H_
