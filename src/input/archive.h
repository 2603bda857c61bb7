// Compressed files and archives, by libarchive: archive.cc is the only file
// that knows it.
#ifndef HRSCAN_INPUT_ARCHIVE_H_
#define HRSCAN_INPUT_ARCHIVE_H_

#include <memory>
#include <string>

#include "hrscan/result.h"
#include "hrscan/source.h"
#include "input/unpack_budget.h"

namespace hrscan {

// A file in an archive, or the text that a compressed file is.
struct Member {
  std::string path;  // within the archive; empty for a compressed file
  bool encrypted = false;
  std::unique_ptr<Source> source;
};

class Archive {
 public:
  virtual ~Archive() = default;

  // The next file; its source ends with the next call. Null at the end. After
  // an Error there is nothing more.
  virtual Result<std::unique_ptr<Member>> next() = 0;
};

// Reads what `source` is packed as; both must outlive the archive. `nested`:
// the source comes out of another archive, which has told the budget.
std::unique_ptr<Archive> open_archive(Source& source, UnpackBudget& budget,
                                      bool nested);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_ARCHIVE_H_
