#include "hrscan/encoding.h"

#include <vector>

#include "base/bytes.h"
#include "base/name_table.h"
#include "base/utf16.h"
#include "input/decoder.h"

namespace hrscan {
namespace {

constexpr std::string_view kNames[] = {"auto", "utf-8", "utf-16le", "utf-16be",
                                       "latin-1"};

}  // namespace

std::string_view to_string(Encoding encoding) {
  return name_of(kNames, encoding);
}
std::optional<Encoding> parse_encoding(std::string_view text) {
  return value_of<Encoding>(kNames, text);
}

std::string encode(std::string_view text, Encoding encoding) {
  if (encoding != Encoding::kUtf16Le && encoding != Encoding::kUtf16Be) {
    return std::string(text);
  }
  std::string out;
  utf16::append(text, encoding == Encoding::kUtf16Be, out);
  return out;
}

Detected detect_encoding(std::string_view head) {
  // Most logs: no byte of it can be of UTF-16.
  if (!has_zero(head) && !head.starts_with("\xFF\xFE") &&
      !head.starts_with("\xFE\xFF")) {
    return {Encoding::kUtf8, false};
  }
  Decoder decoder(Encoding::kAuto, /*first=*/true);
  std::vector<Run> runs;
  std::vector<char> text(2 * head.size() + Decoder::kLeastRoom);
  const Decoder::Step step =
      decoder.decode(head, /*last=*/true, text.data(), text.size(), runs);
  if (has_zero({text.data(), step.written})) return {Encoding::kUtf8, true};
  return {runs.empty() ? Encoding::kUtf8 : runs.front().encoding, false};
}

}  // namespace hrscan
