#include "code/setup_extend.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <string_view>

namespace hrscan {
namespace {

struct Case {
  std::uint32_t extend;
  std::string_view detail;
};

TEST_CASE("an extend code names phase and operation", "[setup_extend]") {
  constexpr Case kCases[] = {
      {0x00000, "phase UNKNOWN, operation UNKNOWN"},
      {0x10001, "phase DOWNLEVEL, operation COPY_PAYLOAD"},
      {0x2000C, "phase SAFE_OS, operation APPLY_IMAGE"},
      {0x20017, "phase SAFE_OS, operation BOOT"},
      {0x3000D, "phase FIRST_BOOT, operation MIGRATE_DATA"},
      {0x30018, "phase FIRST_BOOT, operation SYSPREP"},
      {0x4001E, "phase OOBE_BOOT, operation PRE_OOBE"},
      {0x50000, "phase UNINSTALL, operation UNKNOWN"},
      {0x40020, "phase OOBE_BOOT, operation ADD_PROVISIONING_PACKAGE"},
  };
  for (const Case& c : kCases) CHECK(setup_detail(c.extend) == c.detail);
}

TEST_CASE("numbers without a name stay numbers", "[setup_extend]") {
  constexpr Case kCases[] = {
      {0x60001, "phase 6, operation COPY_PAYLOAD"},
      {0x40021, "phase OOBE_BOOT, operation 0x21"},
      {0xFFFFFFFF, "phase 65535, operation 0xFFFF"},
  };
  for (const Case& c : kCases) CHECK(setup_detail(c.extend) == c.detail);
}

}  // namespace
}  // namespace hrscan
