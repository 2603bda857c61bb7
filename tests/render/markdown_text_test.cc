#include "render/markdown_text.h"

#include <catch2/catch.hpp>
#include <string_view>

namespace hrscan {
namespace {

struct Case {
  std::string_view text;
  std::string_view as_text;
  std::string_view as_code;
};

TEST_CASE("text of others is no markup", "[markdown_text]") {
  constexpr Case kCases[] = {
      {"", "", ""},
      {"plain words.", "plain words.", "`plain words.`"},
      {"a|b", "a\\|b", "`a\\|b`"},
      {"a`b", "a\\`b", "``a`b``"},
      {"``", "\\`\\`", "``` `` ```"},
      {" x ", " x ", "`  x  `"},
      {"<b>&amp;", "\\<b\\>\\&amp;", "`<b>&amp;`"},
      {"[x](y)", "\\[x\\](y)", "`[x](y)`"},
      {"*_~#!$@{}\\", "\\*\\_\\~\\#\\!\\$\\@\\{\\}\\\\", "`*_~#!$@{}\\`"},
      {"two\nlines", "two\\\\x0Alines", "`two\\x0Alines`"},
      {"\x1b[31m", "\\\\x1B\\[31m", "`\\x1B[31m`"},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(markdown::text(c.text, {}) == c.as_text);
    CHECK(markdown::code(c.text, {}) == c.as_code);
  }
}

TEST_CASE("a CI agent finds no command in it", "[markdown_text]") {
  RenderOptions options;
  options.ci = true;
  CHECK(markdown::code("##[error]x", options) == "`#\\#[error]x`");
}

}  // namespace
}  // namespace hrscan
