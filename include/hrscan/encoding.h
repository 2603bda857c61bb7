// How the bytes of a text stand for characters.
#ifndef HRSCAN_ENCODING_H_
#define HRSCAN_ENCODING_H_

#include <cstdint>
#include <optional>
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

struct Detected {
  Encoding encoding = Encoding::kUtf8;
  bool binary = false;  // no text at all
};

// Judges the beginning of an input; 8 KiB are enough. A byte order mark
// decides; without one, text whose every second byte is mostly zero is UTF-16,
// and other text with zero bytes is binary.
Detected detect_encoding(std::string_view head);

}  // namespace hrscan

#endif  // HRSCAN_ENCODING_H_
