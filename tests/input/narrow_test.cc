#include "input/narrow.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/simd_targets.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

// Buffers that end where the text does, so that a sanitizer sees what is read
// or written behind it.
std::string narrowed(const std::string& units, bool big_endian) {
  const std::vector<char> in(units.begin(), units.end());
  std::vector<char> out(in.size() / 2);
  const std::size_t count =
      narrow_ascii(in.data(), out.size(), big_endian, out.data());
  return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count)};
}

TEST_CASE("ASCII is narrowed up to the first other unit", "[narrow]") {
  test::for_each_target([] {
    for (const bool big_endian : {false, true}) {
      for (std::size_t length = 0; length <= 300; ++length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) {
          text += static_cast<char>(i % 128);
        }
        const std::string units = test::wide(text, big_endian);
        REQUIRE(narrowed(units, big_endian) == text);
        const std::string broken =
            units + test::wide("\x80", big_endian) + units;
        REQUIRE(narrowed(broken, big_endian) == text);
        // The other byte order is not ASCII, but for a zero.
        REQUIRE(narrowed(units, !big_endian).size() <= 1);
      }
    }
  });
}

TEST_CASE("every unit is judged", "[narrow]") {
  test::for_each_target([] {
    for (int unit = 0; unit < 0x10000; ++unit) {
      // Among others, and alone in the loop for the last ones.
      for (const std::size_t before : {std::size_t{0}, std::size_t{70}}) {
        std::string units = test::wide(std::string(before, 'x'));
        units += static_cast<char>(unit & 0xFF);
        units += static_cast<char>(unit >> 8);
        units += test::wide(std::string(before, 'y'));
        const std::size_t expected = unit < 0x80 ? 2 * before + 1 : before;
        if (narrowed(units, false).size() != expected) {
          FAIL_CHECK("unit " << unit << " behind " << before);
        }
      }
    }
  });
}

}  // namespace
}  // namespace hrscan
