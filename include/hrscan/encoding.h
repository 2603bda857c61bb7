// How the bytes of a text stand for characters.
#ifndef HRSCAN_ENCODING_H_
#define HRSCAN_ENCODING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hrscan {

enum class Encoding : std::uint8_t {
  kAuto,  // find out
  kUtf8,  // and any other in which ASCII stands for itself
  kUtf16Le,
  kUtf16Be,
  kLatin1,  // 8-bit, passed through byte for byte
};

// "auto", "utf-8", "utf-16le", "utf-16be", "latin-1".
std::string_view to_string(Encoding encoding);
std::optional<Encoding> parse_encoding(std::string_view text);

// UTF-8 as it is written in `encoding`, without a byte order mark. Only UTF-16
// makes a difference.
std::string encode(std::string_view text, Encoding encoding);

struct Detected {
  Encoding encoding = Encoding::kUtf8;  // at the beginning
  bool binary = false;                  // no text at all
};

// Judges the beginning of an input; 8 KiB are enough. Lines may be of different
// encodings. UTF-16 is told by a byte order mark, or by characters that are
// ASCII in it; what has zero characters for all that is binary.
Detected detect_encoding(std::string_view head);

}  // namespace hrscan

#endif  // HRSCAN_ENCODING_H_
