#include <catch2/catch.hpp>
#include <string>

#include "hrscan/catalog.h"

namespace hrscan {
namespace {

std::string of(std::string_view symbol, std::string_view component) {
  Meaning meaning;
  meaning.code = StatusCode(0x80990001);
  meaning.kind = CodeKind::kHresult;
  meaning.symbol = symbol;
  meaning.component = component;
  meaning.facility.number = 0x99;
  return describe(meaning);
}

TEST_CASE("a description is given as it is", "[describe]") {
  const Catalog& catalog = Catalog::builtin();
  const Meaning meaning =
      catalog.meaning(StatusCode(0x80070005), CodeKind::kHresult);
  CHECK(describe(meaning) == meaning.description);
}

TEST_CASE("without one the symbol's words tell", "[describe]") {
  CHECK(of("NS_E_DRM_LICENSE_EXPIRED", "Windows Media") ==
        "Windows Media error, by its name: drm license expired.");
  CHECK(of("JET_errOutOfMemory", "ESENT") ==
        "ESENT error, by its name: out of memory.");
  CHECK(of("ERROR_NOT_READY", "Win32") ==
        "Win32 error, by its name: not ready.");
  CHECK(of("DDERR_NOTFOUND", "DirectDraw") ==
        "DirectDraw error, by its name: notfound.");
  CHECK(of("E_FAIL", "COM") == "COM error, by its name: fail.");
  CHECK(of("CLDB_E_NAME_ERROR", ".NET") ==
        ".NET error, by its name: name error.");
}

TEST_CASE("without a component the facility is named", "[describe]") {
  CHECK(of("ACME_E_PLUGIN_FAILED", "") ==
        "By its name: plugin failed; facility 153.");
  CHECK(of("", "") == "No description; facility 153.");
  Meaning meaning;
  meaning.kind = CodeKind::kNtstatus;
  CHECK(describe(meaning) == "No description.");
  meaning.symbol = "STATUS_ODD_THING";
  CHECK(describe(meaning) == "By its name: odd thing.");
}

TEST_CASE("every name of the catalog gets a line", "[describe]") {
  const Catalog& catalog = Catalog::builtin();
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    const Rule rule = catalog.rule(i);
    const std::string line =
        describe(catalog.meaning(rule.code, rule.kind, rule.symbol));
    INFO(rule.symbol << ": " << line);
    CHECK(line.size() >= 12);
    CHECK(line.size() <= 200);
    CHECK(line.back() == '.');
  }
}

}  // namespace
}  // namespace hrscan
