#include "input/packed.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace hrscan {
namespace {

using namespace std::string_view_literals;

TEST_CASE("compressed files and archives are told by their start", "[packed]") {
  for (const std::string_view head :
       {"\x1F\x8B\x08\0"sv, "\x28\xB5\x2F\xFD$"sv, "\xFD\x37zXZ\0\0"sv,
        "BZh91AY"sv, "PK\x03\x04\x14"sv, "7z\xBC\xAF\x27\x1C\0"sv,
        "MSCF\0\0\0\0x"sv}) {
    CHECK(is_packed(head));
    CHECK_FALSE(is_packed(head.substr(0, 1)));
    CHECK_FALSE(is_packed("x" + std::string(head)));
  }
  std::string tar(512, '\0');
  CHECK_FALSE(is_packed(tar));
  tar.replace(257, 5, "ustar");
  CHECK(is_packed(tar));
}

TEST_CASE("a log is not taken for packed", "[packed]") {
  for (const std::string_view head :
       {""sv, "BZ"sv, "PK: hello"sv, "7zip"sv, "2026-03-11 04:30:03, Info"sv}) {
    CHECK_FALSE(is_packed(head));
  }
}

}  // namespace
}  // namespace hrscan
