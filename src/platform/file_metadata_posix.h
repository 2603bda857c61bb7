// What a file is besides its content.
#ifndef HRSCAN_PLATFORM_FILE_METADATA_POSIX_H_
#define HRSCAN_PLATFORM_FILE_METADATA_POSIX_H_

#include <string>
#include <vector>

namespace hrscan {

// Gives `to` the owner, group, attributes and mode of `from`, all open
// descriptors; returns what
// could not be kept. Nobody may get more rights than he had: a mode that was
// meant for another owner or group is cut down.
std::vector<std::string> copy_metadata(int from, int to);

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_FILE_METADATA_POSIX_H_
