// docs/retry.md gives reasons and examples; the examples must be so.
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "hrscan/catalog.h"
#include "support/files.h"

namespace hrscan {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

void check_symbol(std::string_view symbol, Retry retry) {
  const std::vector<Rule> rules = Catalog::builtin().find_symbol(symbol);
  INFO(symbol);
  REQUIRE_FALSE(rules.empty());
  CHECK(to_string(rules.front().retry) == to_string(retry));
}

TEST_CASE("examples in docs/retry.md are what the catalog says",
          "[retry_doc]") {
  const std::string text = test::read_file(test::project_file("docs/retry.md"));
  std::size_t symbols = 0;
  for (const std::string_view line : test::split_lines(text)) {
    const std::vector<std::string_view> cells = test::split(line, '|');
    if (cells.size() != 4) continue;  // "| A, B | retry |"
    const std::optional<Retry> retry = parse_retry(trimmed(cells[2]));
    if (!retry) continue;
    for (const std::string_view symbol : test::split(cells[1], ',')) {
      check_symbol(trimmed(symbol), *retry);
      ++symbols;
    }
  }
  CHECK(symbols > 70);
}

}  // namespace
}  // namespace hrscan
