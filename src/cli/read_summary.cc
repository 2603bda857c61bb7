#include "cli/read_summary.h"

#include <memory>

#include "hrscan/source.h"

namespace hrscan::cli {

Result<std::string> read_whole(const std::string& path) {
  constexpr std::size_t kPiece = 256 * 1024;
  std::unique_ptr<Source> source;
  if (path == "-") {
    source = open_standard_input();
  } else {
    Result<std::unique_ptr<Source>> opened = open_file(path);
    if (!opened.ok()) return opened.error();
    source = std::move(*opened);
  }
  std::string text;
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + kPiece);
    const Result<std::size_t> count =
        source->read(text.data() + before, kPiece);
    if (!count.ok()) return count.error();
    text.resize(before + *count);
    if (*count == 0) break;
  }
  const Result<void> sound = source->finish();
  if (!sound.ok()) return sound.error();
  return text;
}

}  // namespace hrscan::cli
