#include "summary/code_key.h"

#include "base/ascii.h"

namespace hrscan {

std::string code_key(StatusCode code, CodeKind kind) {
  return to_hex(code) + '/' + std::string(to_string(kind));
}

std::optional<StatusCode> parse_hex(std::string_view text) {
  if (text.size() != 10 || !text.starts_with("0x")) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(2)) {
    if (!ascii::is_hex(c) || ascii::is_lower(c)) return std::nullopt;
    value = value << 4 | ascii::hex_value(c);
  }
  return StatusCode(value);
}

std::optional<CodeKey> parse_code_key(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<StatusCode> code = parse_hex(text.substr(0, slash));
  const std::optional<CodeKind> kind = parse_code_kind(text.substr(slash + 1));
  if (!code || !kind) return std::nullopt;
  return CodeKey{*code, *kind};
}

}  // namespace hrscan
