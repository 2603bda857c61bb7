// hrscan rules list --counts: how much the catalog says, by component.
#ifndef HRSCAN_CLI_RULES_COUNTS_H_
#define HRSCAN_CLI_RULES_COUNTS_H_

#include <ostream>
#include <vector>

#include "hrscan/render.h"
#include "hrscan/rule.h"

namespace hrscan::cli {

// A line per component and one for all; as a table or, without the last, CSV.
void write_counts_table(const std::vector<Rule>& rules,
                        const RenderOptions& options, std::ostream& out);
void write_counts_csv(const std::vector<Rule>& rules,
                      const RenderOptions& options, std::ostream& out);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_RULES_COUNTS_H_
