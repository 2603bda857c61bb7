// A source over a pipe, or over a file that cannot be mapped.
#ifndef HRSCAN_INPUT_STREAM_SOURCE_H_
#define HRSCAN_INPUT_STREAM_SOURCE_H_

#include <memory>
#include <string>

#include "hrscan/source.h"
#include "platform/file.h"

namespace hrscan {

std::unique_ptr<Source> make_stream_source(std::string name,
                                           std::unique_ptr<InputFile> file);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_STREAM_SOURCE_H_
