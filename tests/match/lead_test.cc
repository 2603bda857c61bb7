#include "match/lead.h"

#include <catch2/catch.hpp>
#include <string_view>

#include "match/grammar.h"

namespace hrscan {
namespace {

Lead lead_of(std::string_view before) {
  return read_lead(Grammar::get().words, before, before.size());
}

TEST_CASE("a lead tells the word and the signs behind it", "[lead]") {
  const Lead lead = lead_of("[HRESULT = ");
  CHECK(lead.to_begin == 10);
  CHECK(lead.to_end == 3);
  CHECK((lead.may & word_use::kBeforeStatus) != 0);
  CHECK((lead.plain & word_use::kStatus) != 0);
  CHECK((lead.plain & word_use::kField) == 0);
}

TEST_CASE("a word alone is enough only behind what bounds it", "[lead]") {
  CHECK((lead_of("hr = ").plain & word_use::kStatus) != 0);
  CHECK((lead_of("x_hr = ").plain & word_use::kStatus) != 0);
  CHECK(lead_of("2hr = ").plain == 0);
  CHECK(lead_of("thr = ").plain == 0);
  CHECK(lead_of("myHr = ").plain == 0);
  CHECK((lead_of("myHr = ").may & word_use::kBeforeStatus) != 0);
  CHECK(lead_of("hr 12 ").plain == 0);
  CHECK((lead_of("gle=").plain & word_use::kWin32) != 0);
  CHECK((lead_of("Code=1603 (").plain & word_use::kStatus) != 0);
  CHECK((lead_of("error: -5/").plain & word_use::kError) != 0);
  CHECK((lead_of("error 12345678901 (").plain & word_use::kError) == 0);
  CHECK((lead_of("error 5   (").plain & word_use::kError) == 0);
  CHECK((lead_of("error 5").plain & word_use::kError) == 0);
  CHECK((lead_of("gle ").plain & word_use::kWin32) != 0);
  CHECK((lead_of("gle  ").plain & word_use::kWin32) == 0);
  CHECK((lead_of("GetLastError() = ").plain & word_use::kWin32) != 0);
  CHECK((lead_of("GetLastError(x) = ").plain & word_use::kWin32) == 0);
  CHECK((lead_of("a Win32 error ").plain & word_use::kWin32) != 0);
  CHECK((lead_of("win32 error: ").plain & word_use::kWin32) != 0);
  CHECK((lead_of("xwin32 error ").plain & word_use::kWin32) == 0);
  CHECK((lead_of("base: ").plain & word_use::kAddress) != 0);
  CHECK((lead_of("NTSTATUS (").plain & word_use::kNtstatus) != 0);
  CHECK((lead_of("id ").plain & word_use::kField) != 0);
  CHECK((lead_of("id - ").plain & word_use::kField) == 0);
}

TEST_CASE("a word that counts behind another one only needs that one",
          "[lead]") {
  using namespace word_use;
  CHECK((lead_of("feature set ").may & kBeforeStatus) == 0);
  CHECK((lead_of("set ").may & kBeforeStatus) == 0);
  CHECK((lead_of("error was set to ").may & kBeforeStatus) != 0);
  CHECK((lead_of("completed with ").may & kBeforeStatus) != 0);
  CHECK((lead_of("dwErrorValue ").may & kBeforeStatus) != 0);
  CHECK((lead_of("exit code ").may & kBeforeError) == 0);
  CHECK((lead_of("exit code ").may & kBeforeStatus) != 0);
  CHECK((lead_of("error code ").may & kBeforeError) != 0);
  CHECK((lead_of("error,code ").may & kBeforeError) == 0);
  CHECK((lead_of("error: number ").may & kBeforeError) != 0);
  CHECK((lead_of("win32,code ").may & kBeforeWin32) == 0);
  CHECK((lead_of("win32 code ").may & kBeforeWin32) != 0);
  CHECK((lead_of("unknown error ").may & kBeforeWin32) == 0);
  CHECK((lead_of("win32 error ").may & kBeforeWin32) != 0);
  CHECK((lead_of("gle was ").may & kBeforeWin32) != 0);
}

}  // namespace
}  // namespace hrscan
