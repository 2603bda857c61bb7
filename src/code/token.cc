#include "code/token.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"

namespace hrscan {
namespace {

using ascii::is_digit;
using ascii::is_hex;

bool is_word(char c) { return kWordBytes.has(c); }

constexpr std::size_t kMaxHexDigits = 16;

template <typename Predicate>
std::size_t run_length(std::string_view text, std::size_t pos, std::size_t most,
                       Predicate in_run) {
  const std::size_t end = std::min(text.size(), pos + most);
  std::size_t i = pos;
  while (i < end && in_run(text[i])) ++i;
  return i - pos;
}

bool ends_at(std::string_view text, std::size_t pos) {
  return pos >= text.size() || !is_word(text[pos]);
}

std::uint64_t decimal_number(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Length of the C suffix at `pos`: L, U, UL or LU in either case, or none.
std::size_t suffix_length(std::string_view text, std::size_t pos) {
  const auto lower_at = [&](std::size_t i) {
    return i < text.size() ? ascii::to_lower(text[i]) : '\0';
  };
  const char first = lower_at(pos);
  if (first != 'l' && first != 'u') return 0;
  const char second = lower_at(pos + 1);
  const bool two = (second == 'l' || second == 'u') && second != first;
  return two ? 2 : 1;
}

// Hexadecimal digits from `pos` on, one more than can be used at most.
struct HexRun {
  std::size_t count = 0;
  std::uint64_t value = 0;  // of the first sixteen
};

HexRun hex_run(std::string_view text, std::size_t pos) {
  HexRun run;
  const std::size_t end = std::min(text.size(), pos + kMaxHexDigits);
  for (; pos < end; ++pos) {
    const int digit = hex_value_or_negative(text[pos]);
    if (digit < 0) return run;
    run.value = run.value << 4 | static_cast<unsigned>(digit);
    ++run.count;
  }
  if (pos < text.size() && is_hex(text[pos])) ++run.count;
  return run;
}

std::optional<Token> prefixed_at(std::string_view text, std::size_t pos) {
  // Eight digits and nothing more: most of all tokens.
  if (pos + 10 < text.size() && !is_word(text[pos + 10])) {
    if (const std::int64_t value =
            eight::hex_number(eight::load(text.data() + pos + 2));
        value >= 0) {
      return Token{static_cast<std::uint32_t>(value), 10, Form::kHex,
                   Shape::kPrefixed};
    }
  }
  const HexRun run = hex_run(text, pos + 2);
  if (run.count == 0 || run.count > kMaxHexDigits) return std::nullopt;
  const std::size_t digits_end = pos + 2 + run.count;
  const std::size_t suffix = suffix_length(text, digits_end);
  if (!ends_at(text, digits_end + suffix)) return std::nullopt;

  Token token;
  token.shape = Shape::kPrefixed;
  token.length = static_cast<std::uint32_t>(2 + run.count + suffix);
  token.form = run.count < 8 ? Form::kHexShort : Form::kHex;
  token.value = static_cast<std::uint32_t>(run.value);
  if (run.count > 8) {
    const std::uint64_t excess = run.value >> 32;
    const std::uint64_t all_f = (std::uint64_t{1} << 4 * (run.count - 8)) - 1;
    if (excess != 0 && excess != all_f) return std::nullopt;
    token.wide = true;
  }
  return token;
}

std::optional<Token> ampersand_at(std::string_view text, std::size_t pos) {
  const HexRun run = hex_run(text, pos + 2);
  if (run.count != 8 || !ends_at(text, pos + 10)) return std::nullopt;
  return Token{static_cast<std::uint32_t>(run.value), 10, Form::kHexBare,
               Shape::kAmpersand};
}

std::optional<Token> signed_at(std::string_view text, std::size_t pos) {
  const std::size_t count = run_length(text, pos + 1, 11, is_digit);
  if (count != 9 && count != 10) return std::nullopt;
  if (text[pos + 1] == '0' || !ends_at(text, pos + 1 + count)) {
    return std::nullopt;
  }
  const std::uint64_t magnitude = decimal_number(text.substr(pos + 1, count));
  if (magnitude > 0x8000'0000u) return std::nullopt;
  return Token{static_cast<std::uint32_t>(0u - magnitude),
               static_cast<std::uint32_t>(1 + count), Form::kDecimal,
               Shape::kSigned};
}

// Whether the number at `pos` has a sign in front, rather than a hyphen.
bool has_sign(std::string_view text, std::size_t pos) {
  return pos > 0 && text[pos - 1] == '-' &&
         (pos == 1 || !is_word(text[pos - 2]));
}

// Eight hexadecimal digits without a prefix, or with an h behind them.
std::optional<Token> bare_at(std::string_view text, std::size_t pos,
                             const HexRun& run) {
  const auto value = static_cast<std::uint32_t>(run.value);
  if (ends_at(text, pos + 8)) {
    return Token{value, 8, Form::kHexBare, Shape::kBare};
  }
  if (ascii::to_lower(text[pos + 8]) == 'h' && ends_at(text, pos + 9)) {
    return Token{value, 9, Form::kHexBare, Shape::kSuffixed};
  }
  return std::nullopt;
}

std::optional<Token> unsigned_at(std::string_view text, std::size_t pos) {
  const std::size_t length = run_length(text, pos, 11, is_digit);
  if ((length > 5 && length != 10) || text[pos] == '0' ||
      !ends_at(text, pos + length)) {
    return std::nullopt;
  }
  const std::uint64_t value = decimal_number(text.substr(pos, length));
  if (value > (length == 10 ? 0xFFFF'FFFFu : 0xFFFFu)) return std::nullopt;
  return Token{static_cast<std::uint32_t>(value),
               static_cast<std::uint32_t>(length), Form::kDecimal,
               length == 10 ? Shape::kUnsigned : Shape::kSmall};
}

// Tokens without a prefix: bare and suffixed hexadecimal, unsigned decimal.
std::optional<Token> plain_at(std::string_view text, std::size_t pos) {
  if (has_sign(text, pos)) {
    const std::size_t digits = run_length(text, pos, 11, is_digit);
    if (ends_at(text, pos + digits)) return std::nullopt;
  }
  const HexRun run = hex_run(text, pos);
  if (run.count == 8) return bare_at(text, pos, run);
  return is_digit(text[pos]) ? unsigned_at(text, pos) : std::nullopt;
}

}  // namespace

std::optional<Token> token_at(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return std::nullopt;
  if (pos > 0 && is_word(text[pos - 1])) return std::nullopt;
  const char next = pos + 1 < text.size() ? text[pos + 1] : '\0';
  switch (text[pos]) {
    case '&':
      if (next != 'h' && next != 'H') return std::nullopt;
      return ampersand_at(text, pos);
    case '-':
      return is_digit(next) ? signed_at(text, pos) : std::nullopt;
    case '0':
      if (next == 'x' || next == 'X') return prefixed_at(text, pos);
      return plain_at(text, pos);
    default:
      return is_hex(text[pos]) ? plain_at(text, pos) : std::nullopt;
  }
}

}  // namespace hrscan
