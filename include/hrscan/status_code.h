// StatusCode: a 32-bit status number and what its bits say.
//
//   31 30 29 28 27 | 26 ........ 16 | 15 ......... 0
//    S  R  C  N  X |    facility    |      code         an HRESULT
//    Sev|  C  N |      facility     |      code         an NTSTATUS
//
// Layouts and conversions as in [MS-ERREF] 2.1 and 2.3 and in winerror.h's
// HRESULT_FROM_WIN32 and HRESULT_FROM_NT. All functions are constexpr and cost
// a few instructions.
#ifndef HRSCAN_STATUS_CODE_H_
#define HRSCAN_STATUS_CODE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hrscan {

// Which numbering a status code belongs to. One number may mean different
// things in different numberings: 5 is a Win32 error, 0x80070005 the same
// error as an HRESULT.
enum class CodeKind : std::uint8_t { kHresult, kNtstatus, kWin32, kOther };

// "hresult", "ntstatus", "win32" or "other".
std::string_view to_string(CodeKind kind);
std::optional<CodeKind> parse_code_kind(std::string_view text);

class StatusCode {
 public:
  static constexpr std::uint32_t kSeverityBit = 0x8000'0000;  // S
  static constexpr std::uint32_t kReservedBit = 0x4000'0000;  // R
  static constexpr std::uint32_t kCustomerBit = 0x2000'0000;  // C
  static constexpr std::uint32_t kNtBit = 0x1000'0000;        // N
  static constexpr std::uint32_t kExtraBit = 0x0800'0000;     // X
  static constexpr std::uint32_t kFacilityWin32 = 7;

  constexpr StatusCode() = default;
  constexpr explicit StatusCode(std::uint32_t value) : value_(value) {}

  constexpr std::uint32_t value() const { return value_; }

  // Read as an HRESULT.
  constexpr bool failed() const { return (value_ & kSeverityBit) != 0; }
  constexpr bool reserved() const { return (value_ & kReservedBit) != 0; }
  constexpr bool customer() const { return (value_ & kCustomerBit) != 0; }
  constexpr bool carries_nt() const { return (value_ & kNtBit) != 0; }
  constexpr bool extra() const { return (value_ & kExtraBit) != 0; }
  // 0 to 0xFFF: the eleven bits and X above them, because winerror.h numbers
  // facilities beyond 0x7FF (DXGI is 0x87A, its codes are 0x887A....).
  constexpr std::uint32_t facility() const { return value_ >> 16 & 0xFFF; }
  constexpr std::uint32_t code() const { return value_ & 0xFFFF; }

  // Shaped like an HRESULT failure: S is set, R, N and X are not.
  constexpr bool failure_shaped() const {
    return failed() && !reserved() && !carries_nt() && !extra();
  }

  // Read as an NTSTATUS: 0 success, 1 informational, 2 warning, 3 error.
  constexpr std::uint32_t nt_severity() const { return value_ >> 30; }
  constexpr std::uint32_t nt_facility() const { return value_ >> 16 & 0xFFF; }

  // HRESULT_FROM_WIN32: 0 stays 0, a value that is an HRESULT failure already
  // stays as it is, anything else gets facility 7.
  static constexpr StatusCode from_win32(std::uint32_t error) {
    if (error == 0 || (error & kSeverityBit) != 0) return StatusCode(error);
    return StatusCode((error & 0xFFFF) | kFacilityWin32 << 16 | kSeverityBit);
  }
  // The Win32 error that an HRESULT carries: facility 7 failures only.
  constexpr std::optional<std::uint32_t> to_win32() const {
    if (!failure_shaped() || customer() || facility() != kFacilityWin32) {
      return std::nullopt;
    }
    return code();
  }

  // HRESULT_FROM_NT: the NTSTATUS with the N bit set.
  static constexpr StatusCode from_nt(std::uint32_t status) {
    return StatusCode(status | kNtBit);
  }
  // The NTSTATUS that an HRESULT carries: only where the N bit is set.
  constexpr std::optional<std::uint32_t> to_nt() const {
    if (!carries_nt()) return std::nullopt;
    return value_ & ~kNtBit;
  }

  friend constexpr auto operator<=>(StatusCode, StatusCode) = default;

 private:
  std::uint32_t value_ = 0;
};

// "0x80070005": eight upper-case digits.
std::string to_hex(StatusCode code);

// "success", "informational", "warning" or "failure", read by its kind.
std::string_view severity_name(StatusCode code, CodeKind kind);

// True for failures and warnings: HRESULTs with S set, NTSTATUS warnings and
// errors, Win32 errors but 0, other codes with the top bit set.
bool is_failure(StatusCode code, CodeKind kind);

// How a status code is written in a text.
enum class Form : std::uint8_t { kHex, kHexShort, kHexBare, kDecimal };

// "hex", "hex-short", "hex-bare" or "decimal".
std::string_view to_string(Form form);
std::optional<Form> parse_form(std::string_view text);

// A status code as a person types it: 0x80070005, 0X490, 80070005,
// 80070005h, &H80070005, 0x80070005UL, -2147024891, 2147942405, 5. Eight
// digits without prefix are hexadecimal. Nothing else may stand in `text`.
// Empty when it is not a 32-bit number.
struct WrittenCode {
  StatusCode code;
  Form form = Form::kHex;
};
std::optional<WrittenCode> parse_status_code(std::string_view text);

}  // namespace hrscan

#endif  // HRSCAN_STATUS_CODE_H_
