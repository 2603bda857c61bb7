// Text of changing encoding to UTF-8, piece by piece.
#ifndef HRSCAN_INPUT_DECODER_H_
#define HRSCAN_INPUT_DECODER_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/utf16.h"
#include "hrscan/encoding.h"

namespace hrscan {

// A stretch of input in one encoding, and the text that it became. Within a run
// either all characters are ASCII (or bytes of 8-bit text), or there are few.
struct Run {
  Encoding encoding = Encoding::kUtf8;
  std::size_t input = 0;  // bytes
  std::size_t text = 0;   // bytes
};

// Bytes of 8-bit text stay as they are, whatever they are. UTF-16 becomes
// UTF-8; no byte of it is left out: a byte order mark is U+FEFF, a lone
// surrogate and a last single byte are U+FFFD.
class Decoder {
 public:
  // At the start of the input if `first`, else of a later line. With kAuto
  // lines are judged, with another encoding all is in that.
  Decoder(Encoding encoding, bool first);

  struct Step {
    std::size_t used = 0;     // bytes of the input
    std::size_t written = 0;  // bytes of text
  };

  // Decodes from `in`, which goes on where the last step ended and ends where
  // the input ends if `last`. A step that used nothing asks for more input; all
  // is used if `last`, given the room. `room` is at least kLeastRoom.
  Step decode(std::string_view in, bool last, char* out, std::size_t room,
              std::vector<Run>& runs);

  static constexpr std::size_t kLeastRoom = utf16::kMostUtf8;

 private:
  // Each does some of the work, or none if it needs more input.
  Step step(std::string_view in, bool last, char* out, std::size_t room);
  Step eight_bit_step(std::string_view in, bool last, char* out,
                      std::size_t room);
  Step wide_step(std::string_view in, bool last, char* out, std::size_t room);
  Step ascii_step(std::string_view in, char* out, std::size_t room);

  bool judges_;
  Encoding now_;
  bool first_;
  bool line_start_ = true;
  bool passed_zero_ = false;  // the rest of a line end, at this line's start
};

}  // namespace hrscan

#endif  // HRSCAN_INPUT_DECODER_H_
