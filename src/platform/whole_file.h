// A file that is written whole or not at all: to a temporary file beside it,
// which then takes its name.
#ifndef HRSCAN_PLATFORM_WHOLE_FILE_H_
#define HRSCAN_PLATFORM_WHOLE_FILE_H_

#include <filesystem>
#include <string_view>

#include "hrscan/result.h"

namespace hrscan {

// Makes `content` the content of the file at `path`. A file that is there keeps
// its mode; a symbolic link stays one, and its target is written. What is no
// regular file, such as a pipe or a terminal, is written to as it is.
Result<void> write_whole_file(const std::filesystem::path& path,
                              std::string_view content);

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_WHOLE_FILE_H_
