// A stream's buffer that also takes bytes from where they lie, in many pieces
// at once: writev() for std::ostream.
#ifndef HRSCAN_BASE_GATHERING_BUFFER_H_
#define HRSCAN_BASE_GATHERING_BUFFER_H_

#include <ostream>
#include <span>
#include <streambuf>
#include <string_view>

namespace hrscan {

class GatheringBuffer : public std::streambuf {
 public:
  // Whether a write has an end soon: to a file it has, but the reader of a pipe
  // may sleep for hours. Only then should bytes be written from where others
  // may change them meanwhile.
  virtual bool writes_at_once() const = 0;

  // Writes all pieces, in order and behind what was written before. False if
  // that failed, be it that a piece is there no more; what was written then is
  // the beginning of it.
  virtual bool write_pieces(std::span<const std::string_view> pieces) = 0;
};

// The buffer of a stream that takes pieces and writes at once, or null.
inline GatheringBuffer* gathering_buffer(const std::ostream& out) {
  auto* const buffer = dynamic_cast<GatheringBuffer*>(out.rdbuf());
  return buffer != nullptr && buffer->writes_at_once() ? buffer : nullptr;
}

}  // namespace hrscan

#endif  // HRSCAN_BASE_GATHERING_BUFFER_H_
