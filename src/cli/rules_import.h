// hrscan rules import: a rules file out of headers and message files.
#ifndef HRSCAN_CLI_RULES_IMPORT_H_
#define HRSCAN_CLI_RULES_IMPORT_H_

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "hrscan/catalog.h"

namespace hrscan::cli {

ExitStatus import_rules(const Flags& flags,
                        const std::vector<std::string>& paths,
                        const Catalog& catalog, Console& console);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_RULES_IMPORT_H_
