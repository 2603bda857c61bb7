// Which bytes are compressed or an archive, told by how they begin.
#ifndef HRSCAN_INPUT_PACKED_H_
#define HRSCAN_INPUT_PACKED_H_

#include <string_view>

namespace hrscan {

enum class PackedFormat {
  kNone,
  kGzip,
  kArchive,      // whatever libarchive reads from its start to its end
  kSeekArchive,  // the same where it must see the whole file
};

// `head` is the beginning of an input, 512 bytes if it has so many.
PackedFormat recognise_packed(std::string_view head);

// Whether more bytes may make a packed format of `head`.
bool may_be_packed(std::string_view head);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_PACKED_H_
