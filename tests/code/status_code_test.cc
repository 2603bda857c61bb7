#include "hrscan/status_code.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string_view>

namespace hrscan {
namespace {

TEST_CASE("an HRESULT shows its bits", "[status_code]") {
  constexpr StatusCode denied(0x80070005);
  CHECK(denied.failed());
  CHECK_FALSE(denied.reserved());
  CHECK_FALSE(denied.customer());
  CHECK_FALSE(denied.carries_nt());
  CHECK_FALSE(denied.extra());
  CHECK(denied.facility() == 7);
  CHECK(denied.code() == 5);
  CHECK(denied.failure_shaped());

  CHECK(StatusCode(0x887A0005).facility() == 0x87A);
  CHECK(StatusCode(0x887A0005).extra());
  CHECK(StatusCode(0xA0010001).customer());
  CHECK_FALSE(StatusCode(0xC0000005).failure_shaped());
  CHECK_FALSE(StatusCode(0xD0000034).failure_shaped());
  CHECK_FALSE(StatusCode(0x003D0000).failed());
}

TEST_CASE("an NTSTATUS shows its severity and facility", "[status_code]") {
  CHECK(StatusCode(0x00000103).nt_severity() == 0);
  CHECK(StatusCode(0x40000000).nt_severity() == 1);
  CHECK(StatusCode(0x80000005).nt_severity() == 2);
  CHECK(StatusCode(0xC0000005).nt_severity() == 3);
  CHECK(StatusCode(0xC0150008).nt_facility() == 0x015);
}

TEST_CASE("from_win32 does what HRESULT_FROM_WIN32 does", "[status_code]") {
  CHECK(StatusCode::from_win32(0) == StatusCode(0));
  CHECK(StatusCode::from_win32(5) == StatusCode(0x80070005));
  CHECK(StatusCode::from_win32(12029) == StatusCode(0x80072EFD));
  CHECK(StatusCode::from_win32(0x80004005) == StatusCode(0x80004005));
}

TEST_CASE("to_win32 is found in facility 7 failures only", "[status_code]") {
  CHECK(StatusCode(0x80070005).to_win32() == 5u);
  CHECK(StatusCode(0x80070000).to_win32() == 0u);
  CHECK_FALSE(StatusCode(0x00070005).to_win32());
  CHECK_FALSE(StatusCode(0x80080005).to_win32());
  CHECK_FALSE(StatusCode(0xA0070005).to_win32());
  CHECK_FALSE(StatusCode(0xD0070005).to_win32());
}

TEST_CASE("an NTSTATUS travels in an HRESULT by the N bit", "[status_code]") {
  CHECK(StatusCode::from_nt(0xC0000034) == StatusCode(0xD0000034));
  CHECK(StatusCode(0xD0000034).to_nt() == 0xC0000034u);
  CHECK_FALSE(StatusCode(0xC0000034).to_nt());
}

TEST_CASE("to_hex writes eight capitals", "[status_code]") {
  CHECK(to_hex(StatusCode(0)) == "0x00000000");
  CHECK(to_hex(StatusCode(0xdeadbeef)) == "0xDEADBEEF");
}

TEST_CASE("severity depends on the kind", "[status_code]") {
  struct Case {
    std::uint32_t value;
    CodeKind kind;
    std::string_view name;
    bool failure;
  };
  constexpr Case kCases[] = {
      {0x80070005, CodeKind::kHresult, "failure", true},
      {0x00000001, CodeKind::kHresult, "success", false},
      {0x00000103, CodeKind::kNtstatus, "success", false},
      {0x40000000, CodeKind::kNtstatus, "informational", false},
      {0x80000005, CodeKind::kNtstatus, "warning", true},
      {0xC0000005, CodeKind::kNtstatus, "failure", true},
      {0, CodeKind::kWin32, "success", false},
      {5, CodeKind::kWin32, "failure", true},
      {0xE0434352, CodeKind::kOther, "failure", true},
      {0x00110000, CodeKind::kOther, "success", false},
  };
  for (const Case& c : kCases) {
    INFO(to_hex(StatusCode(c.value)) << " " << to_string(c.kind));
    CHECK(severity_name(StatusCode(c.value), c.kind) == c.name);
    CHECK(is_failure(StatusCode(c.value), c.kind) == c.failure);
  }
}

TEST_CASE("names of kinds and forms are read back", "[status_code]") {
  for (const CodeKind kind : {CodeKind::kHresult, CodeKind::kNtstatus,
                              CodeKind::kWin32, CodeKind::kOther}) {
    CHECK(parse_code_kind(to_string(kind)) == kind);
  }
  for (const Form form :
       {Form::kHex, Form::kHexShort, Form::kHexBare, Form::kDecimal}) {
    CHECK(parse_form(to_string(form)) == form);
  }
  CHECK_FALSE(parse_code_kind("HRESULT"));
  CHECK_FALSE(parse_code_kind(""));
  CHECK_FALSE(parse_form("hexadecimal"));
}

TEST_CASE("parse_status_code reads what people type", "[status_code]") {
  struct Case {
    std::string_view text;
    std::uint32_t value;
    Form form;
  };
  constexpr Case kCases[] = {
      {"0x80070005", 0x80070005, Form::kHex},
      {"0X80070005", 0x80070005, Form::kHex},
      {"0X490", 0x490, Form::kHexShort},
      {"0x0", 0, Form::kHexShort},
      {"80070005", 0x80070005, Form::kHexBare},
      {"80070005h", 0x80070005, Form::kHexBare},
      {"&H80070005", 0x80070005, Form::kHexBare},
      {"0x80070005UL", 0x80070005, Form::kHex},
      {"0xFFFFFFFF80070005", 0x80070005, Form::kHex},
      {"-2147024891", 0x80070005, Form::kDecimal},
      {"2147942405", 0x80070005, Form::kDecimal},
      {"5", 5, Form::kDecimal},
      {"0", 0, Form::kDecimal},
      {"-1", 0xFFFFFFFF, Form::kDecimal},
      {"123456", 123456, Form::kDecimal},
      {"4294967295", 0xFFFFFFFF, Form::kDecimal},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    const std::optional<WrittenCode> written = parse_status_code(c.text);
    REQUIRE(written);
    CHECK(written->code == StatusCode(c.value));
    CHECK(written->form == c.form);
  }
}

TEST_CASE("parse_status_code refuses all else", "[status_code]") {
  for (const std::string_view text :
       {"", " ", "0x", "x80070005", "0x80070005 ", " 0x80070005", "0x80070005z",
        "0x1234567890", "4294967296", "-2147483649", "E_FAIL", "0x80070005,",
        "+5", "5.0", "--5", "&H5", "-0x5", "99999999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(parse_status_code(text));
  }
}

}  // namespace
}  // namespace hrscan
