#include "base/glob.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace hrscan {
namespace {

struct Case {
  std::string_view glob;
  std::string_view path;
  bool fits;
};

TEST_CASE("a glob without '/' is compared with the file name", "[glob]") {
  constexpr Case kCases[] = {
      {"*.log", "CBS.log", true},
      {"*.log", "logs/cbs/CBS.log", true},
      {"*.log", "CBS.log.1", false},
      {"*.log", ".log", true},
      {"*", "anything", true},
      {"*", "a/b", true},
      {"CBS.log", "old/CBS.log", true},
      {"CBS.log", "cbs.log", false},
      {"CBS?log", "CBS.log", true},
      {"CBS?log", "CBSlog", false},
      {"C*S*.l*g", "CBS-old.log", true},
      {"", "", true},
      {"", "a", false},
      {"a", "", false},
      {"**", "a/b/c", true},
      {"*.log", "dir.log/file", false},
  };
  for (const Case& c : kCases) {
    INFO(c.glob << " against " << c.path);
    CHECK(glob_matches(c.glob, c.path) == c.fits);
  }
}

TEST_CASE("a glob with '/' is compared with the whole path", "[glob]") {
  constexpr Case kCases[] = {
      {"logs/*.log", "logs/a.log", true},
      {"logs/*.log", "logs/sub/a.log", false},
      {"logs/*.log", "x/logs/a.log", false},
      {"logs/**", "logs/sub/a.log", true},
      {"logs/**/a.log", "logs/x/y/a.log", true},
      {"**/a.log", "x/y/a.log", true},
      {"**/a.log", "a.log", true},
      {"**/*.log", "a.log", true},
      {"**/a.log", "xa.log", false},
      {"?/a.log", "x/a.log", true},
      {"a?b/c", "a/b/c", false},
      {"*/a.log", "x/a.log", true},
      {"*/a.log", "x/y/a.log", false},
  };
  for (const Case& c : kCases) {
    INFO(c.glob << " against " << c.path);
    CHECK(glob_matches(c.glob, c.path) == c.fits);
  }
}

TEST_CASE("there are no escapes and no classes", "[glob]") {
  CHECK(glob_matches("[ab].log", "[ab].log"));
  CHECK_FALSE(glob_matches("[ab].log", "a.log"));
  CHECK(glob_matches("a\\*", "a\\b"));
}

// A matcher that backtracks would not end.
TEST_CASE("many stars take no longer", "[glob]") {
  std::string glob;
  for (int i = 0; i < 60; ++i) glob += "*a";
  CHECK_FALSE(glob_matches(glob + "b", std::string(300, 'a')));
  CHECK(glob_matches(glob, std::string(300, 'a')));
}

}  // namespace
}  // namespace hrscan
