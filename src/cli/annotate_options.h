// What the options of `annotate` mean, and its other half.
#ifndef HRSCAN_CLI_ANNOTATE_OPTIONS_H_
#define HRSCAN_CLI_ANNOTATE_OPTIONS_H_

#include "cli/console.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "hrscan/annotator.h"
#include "hrscan/result.h"

namespace hrscan::cli {

// How notes are written.
Result<AnnotateOptions> annotate_options(const Flags& flags);

// annotate --in-place.
ExitStatus annotate_in_place(const Flags& flags, const AnnotateOptions& options,
                             Console& console);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_ANNOTATE_OPTIONS_H_
