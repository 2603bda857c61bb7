// Any text as a header and as a message file: what is imported makes a rules
// file without faults.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/import.h"
#include "catalog/lint.h"
#include "catalog/rules_file.h"
#include "catalog/write_rules.h"

namespace {

void check(std::vector<hrscan::ImportedCode> codes) {
  std::set<std::string> symbols;
  std::erase_if(codes, [&](const hrscan::ImportedCode& code) {
    return !symbols.insert(code.symbol).second;
  });
  hrscan::RuleSet set;
  std::vector<hrscan::Error> problems;
  const bool sound = hrscan::parse_rules(hrscan::write_rules(codes, "Fuzz"),
                                         "fuzz.toml", set, problems);
  if (!sound || set.rules.size() != codes.size()) std::abort();
  if (!hrscan::lint(set, false).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const hrscan::ImportFile file{
      "fuzz.h", std::string(reinterpret_cast<const char*>(data), size)};
  hrscan::ImportOptions options;
  options.kind = hrscan::CodeKind::kOther;
  std::vector<hrscan::Error> problems;
  check(hrscan::import_headers({file}, options, problems));
  check(hrscan::import_messages(file, options, problems));
  return 0;
}
