// A source over a regular file.
#ifndef HRSCAN_INPUT_FILE_SOURCE_H_
#define HRSCAN_INPUT_FILE_SOURCE_H_

#include <filesystem>
#include <memory>

#include "hrscan/source.h"
#include "platform/file.h"

namespace hrscan {

std::unique_ptr<Source> make_file_source(const std::filesystem::path& path,
                                         std::unique_ptr<InputFile> file);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_FILE_SOURCE_H_
