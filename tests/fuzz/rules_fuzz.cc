// Any text as a rules file: faults are reported, and what was read can be
// linted and made into a table.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "catalog/lint.h"
#include "catalog/rules_file.h"
#include "catalog/table_builder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<hrscan::RuleSet> layers(1);
  std::vector<hrscan::Error> problems;
  const bool sound =
      hrscan::parse_rules(text, "fuzz.toml", layers[0], problems);
  if (sound != problems.empty()) std::abort();
  hrscan::lint(layers[0], true);
  hrscan::table::build(layers, "fuzz");
  return 0;
}
