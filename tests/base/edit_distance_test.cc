#include "base/edit_distance.h"

#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

namespace hrscan {
namespace {

struct Case {
  std::string_view a;
  std::string_view b;
  std::size_t distance;
};

TEST_CASE("edit_distance counts the least number of changes",
          "[edit_distance]") {
  constexpr Case kCases[] = {
      {"", "", 0},
      {"abc", "abc", 0},
      {"E_FAIL", "e_fail", 0},
      {"", "abc", 3},
      {"abc", "abd", 1},
      {"abc", "abcd", 1},
      {"abcd", "abc", 1},
      {"abcd", "abdc", 1},
      {"ab", "ba", 1},
      {"kitten", "sitting", 3},
      {"E_ACCESDENIED", "E_ACCESSDENIED", 1},
      {"E_ACCESSDENEID", "E_ACCESSDENIED", 1},
      {"summray", "summary", 1},
  };
  for (const Case& c : kCases) {
    INFO(c.a << " / " << c.b);
    CHECK(edit_distance(c.a, c.b, 10) == c.distance);
    CHECK(edit_distance(c.b, c.a, 10) == c.distance);
    if (c.distance > 0) {
      CHECK(edit_distance(c.a, c.b, c.distance) == c.distance);
      CHECK(edit_distance(c.a, c.b, c.distance - 1) == c.distance);
    }
  }
}

TEST_CASE("edit_distance beyond the limit is the limit plus one",
          "[edit_distance]") {
  CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);
  CHECK(edit_distance("a", "abcdefgh", 2) == 3);
  CHECK(edit_distance("a", "b", 0) == 1);
}

TEST_CASE("did_you_mean names the nearest word", "[edit_distance]") {
  const std::vector<std::string_view> words = {"scan", "annotate", "summary",
                                               "explain"};
  CHECK(did_you_mean("anotate", words) == ", did you mean 'annotate'?");
  CHECK(did_you_mean("Summary", words) == ", did you mean 'summary'?");
  CHECK(did_you_mean("sacn", words) == ", did you mean 'scan'?");
}

TEST_CASE("did_you_mean keeps silent when nothing is near", "[edit_distance]") {
  const std::vector<std::string_view> words = {"scan", "annotate"};
  CHECK(did_you_mean("frobnicate", words).empty());
  CHECK(did_you_mean("annotate", {}).empty());
  CHECK(did_you_mean("", words).empty());
}

}  // namespace
}  // namespace hrscan
