// A code with its kind as one word, for the keys of JSON objects.
#ifndef HRSCAN_SUMMARY_CODE_KEY_H_
#define HRSCAN_SUMMARY_CODE_KEY_H_

#include <optional>
#include <string>
#include <string_view>

#include "hrscan/status_code.h"

namespace hrscan {

struct CodeKey {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
};

// "0x80070005/hresult".
std::string code_key(StatusCode code, CodeKind kind);
std::optional<CodeKey> parse_code_key(std::string_view text);

// "0x80070005".
std::optional<StatusCode> parse_hex(std::string_view text);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_CODE_KEY_H_
