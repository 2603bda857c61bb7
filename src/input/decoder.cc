#include "input/decoder.h"

#include <algorithm>
#include <cstring>

#include "base/bytes.h"
#include "input/line_encoding.h"
#include "input/narrow.h"

namespace hrscan {
namespace {

// Characters beyond ASCII, and what ASCII stands between them, are decoded one
// by one, so many in a run.
constexpr std::size_t kMostCharacters = 64;
// So many ASCII characters in a row, and vectors are faster again.
constexpr std::size_t kAsciiAgain = 8;

std::size_t copy(std::string_view in, std::size_t size, char* out) {
  std::memcpy(out, in.data(), size);
  return size;
}

}  // namespace

Decoder::Decoder(Encoding encoding, bool first)
    : judges_(encoding == Encoding::kAuto),
      now_(judges_ ? Encoding::kUtf8 : encoding),
      first_(first) {}

Decoder::Step Decoder::decode(std::string_view in, bool last, char* out,
                              std::size_t room, std::vector<Run>& runs) {
  Step all;
  while (all.used < in.size() && room - all.written >= kLeastRoom) {
    const Step done =
        step(in.substr(all.used), last, out + all.written, room - all.written);
    if (done.used == 0) break;
    runs.push_back({now_, done.used, done.written});
    all.used += done.used;
    all.written += done.written;
  }
  return all;
}

Decoder::Step Decoder::step(std::string_view in, bool last, char* out,
                            std::size_t room) {
  if (judges_ && now_ == Encoding::kUtf8 && line_start_ &&
      (first_ || passed_zero_ || in.front() != '\0')) {
    const std::optional<Encoding> judged = judge_after_narrow(in, last, first_);
    if (!judged) return {};
    now_ = *judged;
    first_ = false;
    passed_zero_ = false;
    line_start_ = false;
  }
  if (now_ == Encoding::kUtf8) return eight_bit_step(in, last, out, room);
  const Step ascii = ascii_step(in, out, room);
  return ascii.used > 0 ? ascii : wide_step(in, last, out, room);
}

// Up to the end of the line, or of the last line before a zero.
Decoder::Step Decoder::eight_bit_step(std::string_view in, bool, char* out,
                                      std::size_t room) {
  // A zero that starts a line is what is left of a line end in UTF-16LE, of
  // which the other half ended the line before.
  if (line_start_) {
    passed_zero_ = true;
    return {1, copy(in, 1, out)};
  }
  const std::string_view here = in.substr(0, room);
  const std::string_view sound = here.substr(0, here.find('\0'));
  std::size_t newline = find_last(sound, '\n');
  if (newline == std::string_view::npos) newline = here.find('\n');
  line_start_ = newline != std::string_view::npos;
  const std::size_t size = line_start_ ? newline + 1 : here.size();
  return {size, copy(in, size, out)};
}

Decoder::Step Decoder::ascii_step(std::string_view in, char* out,
                                  std::size_t room) {
  const std::size_t count =
      narrow_ascii(in.data(), std::min(in.size() / 2, room),
                   now_ == Encoding::kUtf16Be, out);
  if (count > 0) line_start_ = out[count - 1] == '\n';
  return {count * 2, count};
}

Decoder::Step Decoder::wide_step(std::string_view in, bool last, char* out,
                                 std::size_t room) {
  const bool big_endian = now_ == Encoding::kUtf16Be;
  Step done;
  std::size_t ascii = 0;
  for (std::size_t i = 0; i < kMostCharacters && ascii < kAsciiAgain; ++i) {
    const std::string_view rest = in.substr(done.used);
    if (rest.empty() || room - done.written < kLeastRoom) break;
    const utf16::Character c = utf16::decode(rest, big_endian);
    if (c.code >= 0x80) {
      // A surrogate may have its other half yet to come.
      if (!last && rest.size() < 4) break;
      if (judges_) {
        const std::optional<Encoding> judged =
            judge_after_wide(rest, last, line_start_, now_);
        if (!judged) break;
        if (*judged != now_) {
          if (done.used > 0) break;
          now_ = *judged;
          line_start_ = false;
          return step(in, last, out, room);
        }
      }
    }
    char* const end = utf16::Utf8::encode(c.code, out + done.written);
    done.written = static_cast<std::size_t>(end - out);
    done.used += c.bytes;
    line_start_ = c.code == '\n';
    ascii = c.code < 0x80 ? ascii + 1 : 0;
  }
  return done;
}

}  // namespace hrscan
