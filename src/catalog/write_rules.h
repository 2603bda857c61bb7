// Writes rules as the TOML of docs/rules.md.
#ifndef HRSCAN_CATALOG_WRITE_RULES_H_
#define HRSCAN_CATALOG_WRITE_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "catalog/import.h"

namespace hrscan {

// `text` as a TOML string, with its quotes. Must be ASCII or UTF-8.
std::string toml_string(std::string_view text);

// A rules file of `codes`, in their order. A text that is a description by the
// linter's measure, and no other code's, becomes one; others become comments.
// Symbols must differ.
std::string write_rules(const std::vector<ImportedCode>& codes,
                        std::string_view component);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_WRITE_RULES_H_
