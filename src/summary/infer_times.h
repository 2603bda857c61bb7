// What the timeline says of the times of files, in a summary that was read.
#ifndef HRSCAN_SUMMARY_INFER_TIMES_H_
#define HRSCAN_SUMMARY_INFER_TIMES_H_

#include "summary/tally.h"

namespace hrscan {

// Fills Tally::file_times where nothing was written of them, as by version
// 0.1.0: times of a code that is in one file with times only are that file's.
// Files of which this leaves something open are incomplete.
void infer_file_times(Tally& tally);

// Whether the times of all files together are those of the timeline; of codes
// in files that are incomplete, no more than those.
bool file_times_hold(const Tally& tally);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_INFER_TIMES_H_
