// Files that are written in one go.
#ifndef HRSCAN_PLATFORM_REPORT_FILE_H_
#define HRSCAN_PLATFORM_REPORT_FILE_H_

#include <filesystem>
#include <string_view>

#include "hrscan/result.h"

namespace hrscan {

// Makes `text` the content of `path`, as a whole or not at all: a new file is
// written beside it and takes its place when all of it is on the disk. Another
// program sees the old content or the new one. A link stays and its target is
// replaced; an old file's mode stays. Pipes and devices are written to as they
// are.
Result<void> write_whole(const std::filesystem::path& path,
                         std::string_view text);

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_REPORT_FILE_H_
