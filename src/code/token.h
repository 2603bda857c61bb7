// A token: a run of characters that may be a written status code. This is the
// definition of the forms in plain loops; match/grammar has the same forms as
// RE2 patterns, and the tests hold one against the other.
//
//   shape        example                form       digits
//   prefixed     0x80070005, 0X490      hex        8, or more when the excess
//                                                  is all F or all 0
//                                       hex-short  1 to 7
//   ampersand    &H80070005             hex-bare   8
//   bare         80070005               hex-bare   8
//   suffixed     80070005h              hex-bare   8
//   signed       -2147024891            decimal    9 or 10
//   unsigned     2147942405             decimal    10
//   small        5                      decimal    1 to 5: a Win32 error number
//
// Neither before nor behind a token stands a letter, a digit or '_'. Directly
// behind a prefixed token the C suffixes L, U, UL, LU are part of it. Digits
// behind a sign are no token without it.
#ifndef HRSCAN_CODE_TOKEN_H_
#define HRSCAN_CODE_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "hrscan/status_code.h"

namespace hrscan {

enum class Shape : std::uint8_t {
  kPrefixed,
  kAmpersand,
  kBare,
  kSuffixed,
  kSigned,
  kUnsigned,
  kSmall,
};

struct Token {
  std::uint32_t value = 0;
  std::uint32_t length = 0;  // in bytes
  Form form = Form::kHex;
  Shape shape = Shape::kPrefixed;
  // A prefixed token of more than eight digits: a status code only where the
  // words say so.
  bool wide = false;
};

// No token is longer: "0x", 16 digits and a suffix of two letters. Longer runs
// of digits are no status codes.
inline constexpr std::size_t kMaxTokenLength = 20;

// The token that starts at text[pos], if one does. Reads at most
// text[pos - 2 .. pos + kMaxTokenLength].
std::optional<Token> token_at(std::string_view text, std::size_t pos);

}  // namespace hrscan

#endif  // HRSCAN_CODE_TOKEN_H_
