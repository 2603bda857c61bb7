#include "render/columns.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace hrscan {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("text is wrapped at blanks", "[columns]") {
  CHECK(wrap("", 10) == Lines{""});
  CHECK(wrap("one two three", 0) == Lines{"one two three"});
  CHECK(wrap("one two three", 13) == Lines{"one two three"});
  CHECK(wrap("one two three", 12) == Lines{"one two", "three"});
  CHECK(wrap("one two three", 1) == Lines{"one", "two", "three"});
  // Characters, not bytes.
  CHECK(wrap("\xC3\xA4\xC3\xA4 x", 4) == Lines{"\xC3\xA4\xC3\xA4 x"});
}

TEST_CASE("large numbers have commas", "[columns]") {
  CHECK(with_commas(0) == "0");
  CHECK(with_commas(999) == "999");
  CHECK(with_commas(1000) == "1,000");
  CHECK(with_commas(1234567) == "1,234,567");
}

}  // namespace
}  // namespace hrscan
