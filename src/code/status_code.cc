#include "hrscan/status_code.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ascii.h"
#include "base/name_table.h"
#include "code/token.h"

namespace hrscan {
namespace {

constexpr std::string_view kKindNames[] = {"hresult", "ntstatus", "win32",
                                           "other"};
constexpr std::string_view kFormNames[] = {"hex", "hex-short", "hex-bare",
                                           "decimal"};

}  // namespace

std::string_view to_string(CodeKind kind) { return name_of(kKindNames, kind); }
std::optional<CodeKind> parse_code_kind(std::string_view text) {
  return value_of<CodeKind>(kKindNames, text);
}
std::string_view to_string(Form form) { return name_of(kFormNames, form); }
std::optional<Form> parse_form(std::string_view text) {
  return value_of<Form>(kFormNames, text);
}

std::string to_hex(StatusCode code) {
  return fmt::format("0x{:08X}", code.value());
}

std::string_view severity_name(StatusCode code, CodeKind kind) {
  constexpr std::string_view kNtNames[] = {"success", "informational",
                                           "warning", "failure"};
  if (kind == CodeKind::kNtstatus) return kNtNames[code.nt_severity()];
  return is_failure(code, kind) ? "failure" : "success";
}

bool is_failure(StatusCode code, CodeKind kind) {
  if (kind == CodeKind::kWin32) return code.value() != 0;
  return code.failed();
}

std::optional<WrittenCode> parse_status_code(std::string_view text) {
  const std::optional<Token> token = token_at(text, 0);
  if (token && token->length == text.size()) {
    return WrittenCode{StatusCode(token->value), token->form};
  }
  // Decimals of any length: where nothing else stands beside the number, it
  // needs no length to tell it from a size or a date.
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value);
  if (fault != std::errc() || stop != end || value < INT32_MIN ||
      value > UINT32_MAX) {
    return std::nullopt;
  }
  return WrittenCode{StatusCode(static_cast<std::uint32_t>(value)),
                     Form::kDecimal};
}

}  // namespace hrscan
