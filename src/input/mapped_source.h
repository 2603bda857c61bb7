// A source over a mapped file.
#ifndef HRSCAN_INPUT_MAPPED_SOURCE_H_
#define HRSCAN_INPUT_MAPPED_SOURCE_H_

#include <memory>
#include <string>

#include "hrscan/source.h"
#include "platform/mapped_file.h"

namespace hrscan {

std::unique_ptr<Source> make_mapped_source(std::string name,
                                           std::unique_ptr<MappedFile> file);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_MAPPED_SOURCE_H_
