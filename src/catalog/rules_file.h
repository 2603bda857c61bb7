// Reads one rules file (docs/rules.md) into a RuleSet. The only file that knows
// TOML.
#ifndef HRSCAN_CATALOG_RULES_FILE_H_
#define HRSCAN_CATALOG_RULES_FILE_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"
#include "hrscan/result.h"

namespace hrscan {

// Adds what `text` says to `set`. Every fault is appended to `problems` with
// line and column under the name `file`; rules at fault are left out, the rest
// is still read. Returns false if there was any fault.
bool parse_rules(std::string_view text, const std::string& file, RuleSet& set,
                 std::vector<Error>& problems);

// The same for a file. A file that cannot be read is one more problem.
bool read_rules_file(const std::filesystem::path& path, RuleSet& set,
                     std::vector<Error>& problems);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_RULES_FILE_H_
