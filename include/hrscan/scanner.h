// Scanner: drives one source to a sink.
//
//   hrscan::Scanner scanner(hrscan::Catalog::builtin(), {});
//   auto source = hrscan::open_file("CBS.log");
//   if (source.ok()) scanner.scan(**source, sink);
#ifndef HRSCAN_SCANNER_H_
#define HRSCAN_SCANNER_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/encoding.h"
#include "hrscan/finding.h"
#include "hrscan/result.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"

namespace hrscan {

class Matcher;

enum class Engine : std::uint8_t {
  kAuto,  // the fast path
  kRe2,   // RE2 alone; gives the same findings
};

// "auto" or "re2".
std::string_view to_string(Engine engine);

struct ScanOptions {
  Engine engine = Engine::kAuto;
  unsigned threads = 0;  // 0: one for each processor
  Encoding encoding = Encoding::kAuto;
  // An input that is no text is refused unless this is set.
  bool binary = false;
  // Findings for which this says false are left out. Called from several
  // threads.
  std::function<bool(const Finding&)> keep;
  // Called from time to time with the bytes done since the last call.
  std::function<void(std::uint64_t)> progress;
};

// A small file that was read whole and matched, before anybody is told. Serves
// for one file after the other.
class MatchedFile {
 public:
  std::size_t size() const { return size_; }

 private:
  friend class Scanner;

  std::string name_;
  std::unique_ptr<char[]> text_;
  std::size_t size_ = 0;
  std::uint64_t newlines_ = 0;
  std::vector<Finding> findings_;
};

// Immutable; one scanner may scan several sources at once.
class Scanner {
 public:
  // `catalog` must outlive the scanner.
  Scanner(const Catalog& catalog, ScanOptions options);
  ~Scanner();

  // How many it uses.
  unsigned threads() const;

  // Reads `source` to its end. Findings come in the order of the input whatever
  // the number of threads. Memory is bounded by the number of threads, not by
  // the input or its lines. An Error of kind kBinary or kUnsupported says that
  // the input is no text that can be read; nothing was given to the sink then.
  Result<void> scan(Source& source, Sink& sink) const;

  // For many small files, the two halves of scan(): match() may be called ahead
  // of the file's turn on another thread, and give() tells the sink, in the
  // same calls and with the same findings. False for what is not a regular file
  // of at most kSmallFile bytes, cannot be read, is packed or binary, or holds
  // zero bytes: it is for open_file(), unpack() and scan(). A named pipe would
  // be opened, and what was written to it lost.
  bool match(const std::filesystem::path& path, MatchedFile& to) const;
  void give(MatchedFile& file, Sink& sink) const;
  static constexpr std::size_t kSmallFile = 256 * 1024;

 private:
  const Catalog& catalog_;
  ScanOptions options_;
  std::unique_ptr<Matcher> matcher_;
};

}  // namespace hrscan

#endif  // HRSCAN_SCANNER_H_
