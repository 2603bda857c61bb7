#include "support/log_text.h"

#include <iterator>
#include <string_view>

namespace hrscan::test {
namespace {

// As many to a line as fit.
// clang-format off
constexpr std::string_view kWords[] = {
    "hr", "hresult", "HRESULT", "status", "NTSTATUS", "error", "Error",
    "error code", "code", "ErrorCode", "result", "rc", "returned",
    "failed with", "exit code", "exited with code", "win32 error",
    "GetLastError", "GetLastError()", "gle", "LastError", "system error",
    "sc-win32-status", "win32", "exception", "at", "address", "base",
    "handle", "ptr", "EIP", "rip", "module", "stack", "id", "hash",
    "SubSysId", "key", "size", "count", "flags", "version", "tid", "Fehler",
    "Ergebnis", "\xD0\xBA\xD0\xBE\xD0\xB4", "thr", "opcode", "angle",
    "barcode", "arrow", "E_FAIL", "E_ACCESSDENIED", "CBS_E_SOURCE_MISSING",
    "ERROR_IO_PENDING", "STATUS_NO_MEMORY", "MY_E_UNKNOWN", "A_1", "x",
    "https://example.com/a?code", "glecode", "LastErrorNo",
    "win32errorcode", "sc-win32-statuscode", "C:\\error\\", "LogHr(1) tid(a5c)",
    "Exception from HRESULT", "GET / - 443 - 10.0.0.1 - 401 2", "*FAILED*",
    "hex", "decimal", "the", "of", "is", "was", "g", "r", "n3", "ea", "H"};

constexpr std::string_view kSigns[] = {
    " ", " ", " ", " ", "=", "=", ": ", ":", " = ", "  ", "\t", "[", "(",
    "<", "{", "'", "\"", "]", ")", ">", "}", "'", "\"", ",", ", ", ".", ". ",
    "-", "--", "- ", " - ", "/", "\\", "\\\"", "_", "+", "@", "#", "$", "%",
    "|", "->", " -> ", "] -> [", " (", ") ", "=[", " [", "\r", "\xEF\xBC\x9A",
    "\xE2\x86\x92", "\xC3\xA9", "\x80", "!", "?", ";", "&", "*"};

constexpr std::string_view kTokens[] = {
    "0x80070005", "0X80070005", "0x80004005", "0x800f081f", "0x8007000E",
    "0xC0000005", "0xc0000034", "0xd0000034", "0xC1900101", "0xC19001DF",
    "0x00000000", "0x0", "0x1", "0x5", "0x00000005", "0X490", "0x4d0000",
    "0x804D0000", "0x80000002", "0x80131500", "0x87D00324",
    "0xFFFFFFFF80070005", "0x0000000080070005", "0x7fed806eb5d",
    "0x80070005UL", "0x80070005L", "0x80070005h", "80070005", "80070005h",
    "&H80070005", "8024402c", "c0000005", "deadbeef", "12345678", "20240131",
    "-2147024891", "-2147467259", "-2147483646", "-2147483648",
    "-1073741819", "-2147287038", "2147942405", "2150858974", "3221225477",
    "4294967295", "4294967296", "5", "2", "32", "997", "1603", "3010",
    "10060", "65535", "65536", "05", "0", "-5", "0xC1900101-0x4001E",
    "0xC1900101 - 0x4001E", "0x80070005-0x9001E"};

constexpr std::string_view kNotes[] = {
    " {E_ACCESSDENIED: Access is denied. | retry: unlikely}",
    " {x | retry: after-action}", " {0x80070005: twice | retry: likely}",
    " {E_FAIL}", " {E_FAIL: x | retry: maybe}", " {"};

// clang-format on

template <std::size_t N>
std::string_view pick(const std::string_view (&from)[N], std::mt19937& random) {
  return from[random() % N];
}

}  // namespace

std::string LogText::hex(std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
  std::string out;
  for (std::size_t i = 0; i < digits; ++i) {
    out += kDigits[below(kDigits.size())];
  }
  return out;
}

void LogText::append_token(std::string& out) {
  switch (below(8)) {
    case 0:
      out += "0x" + hex(1 + below(18));
      break;
    case 1:
      out += hex(7 + below(4));
      break;
    case 2:
      out += "0x80070" + hex(3);
      break;
    case 3:
      out += std::to_string(random_() >> below(32));
      break;
    default:
      out += pick(kTokens, random_);
  }
}

void LogText::append_fragment(std::string& out) {
  const std::size_t kind = below(100);
  if (kind < 30) {
    append_token(out);
  } else if (kind < 60) {
    out += pick(kWords, random_);
  } else if (kind < 97) {
    out += pick(kSigns, random_);
  } else {
    out += pick(kNotes, random_);
  }
}

std::string LogText::line(std::size_t fragments) {
  std::string out;
  for (std::size_t i = 0; i < fragments; ++i) {
    // Mostly what logs hold: a word, signs, a token.
    if (below(2) == 0) {
      out += pick(kWords, random_);
      out += pick(kSigns, random_);
      append_token(out);
      out += pick(kSigns, random_);
    } else {
      append_fragment(out);
    }
  }
  return out;
}

std::string LogText::lines(std::size_t count, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += line(1 + below(most));
    out += below(4) == 0 ? "\r\n" : "\n";
  }
  return out;
}

std::string LogText::bytes(std::size_t count) {
  constexpr std::string_view kLikely = "0123456789abcdefABCDEFxXhHuUlL&-_ .";
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += below(8) == 0 ? static_cast<char>(below(256))
                         : kLikely[below(kLikely.size())];
  }
  return out;
}

}  // namespace hrscan::test
