// Finding: one place in one line where a status code is written.
#ifndef HRSCAN_FINDING_H_
#define HRSCAN_FINDING_H_

#include <cstdint>
#include <string_view>

#include "hrscan/status_code.h"

namespace hrscan {

// Why a token was taken for a status code.
enum class Why : std::uint8_t {
  kKnown,       // the catalog knows the code
  kShaped,      // shaped like a failure, in a known facility
  kIntroduced,  // a status word stands before it
  kLabelled,    // a known code behind a label, or in brackets
  kWin32Word,   // a word before it says that it is a Win32 error
};

// "known", "shaped", "introduced", "labelled", "win32-word".
std::string_view to_string(Why why);

struct Finding {
  // Of the token, in bytes from the start of the text; see
  // Block::input_offset() for its place in an input that had to be decoded.
  std::uint64_t offset = 0;
  std::uint64_t line = 0;  // 1-based
  // 1-based, in bytes of the text; a byte order mark is not counted.
  std::uint64_t column = 0;
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  Form form = Form::kHex;
  Why why = Why::kKnown;
  std::uint16_t length = 0;  // of the token as written

  // Length of an annotation of ours directly behind the token, or 0.
  std::uint16_t annotation_length = 0;

  // Windows setup: the extend code written behind the result code; 0 if none.
  std::uint32_t extend = 0;
  // The result that this code was remapped to ("[A] -> [B]"); 0 if none.
  std::uint32_t cause_of = 0;
};

}  // namespace hrscan

#endif  // HRSCAN_FINDING_H_
