// What --by, --sort, --top and --min-count mean, for the commands that show a
// summary.
#ifndef HRSCAN_CLI_SUMMARY_OPTIONS_H_
#define HRSCAN_CLI_SUMMARY_OPTIONS_H_

#include "cli/console.h"
#include "cli/options.h"
#include "hrscan/render.h"
#include "hrscan/result.h"
#include "hrscan/summary.h"

namespace hrscan::cli {

// Fills the rows' part of `options`.
Result<void> understand_rows(const Flags& flags, RenderOptions& options);

// Says so where groups by time are longer than asked for, or cannot tell the
// time of findings.
void note_groups_by_time(const Summary& summary, const RenderOptions& options,
                         Console& console);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_SUMMARY_OPTIONS_H_
