// A source out of a gzip file.
//
// libarchive could read these, too, but checks no checksum and gives up the
// last 64 KiB before the place where a file is cut short: of most rotated logs
// that is all.
#ifndef HRSCAN_INPUT_GZIP_SOURCE_H_
#define HRSCAN_INPUT_GZIP_SOURCE_H_

#include <memory>

#include "hrscan/source.h"
#include "input/unpack_budget.h"

namespace hrscan {

// The text of `packed`, several gzip files in a row included; what stands
// behind them is ignored, as gzip does. Named like `packed`. Both arguments
// must outlive the source; `nested` says that another has told the budget what
// was read.
std::unique_ptr<Source> open_gzip(Source& packed, UnpackBudget& budget,
                                  bool nested);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_GZIP_SOURCE_H_
