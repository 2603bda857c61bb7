// Summaries as input: files written with hrscan summary --format json.
#ifndef HRSCAN_CLI_READ_SUMMARY_H_
#define HRSCAN_CLI_READ_SUMMARY_H_

#include <string>
#include <vector>

#include "hrscan/result.h"

namespace hrscan::cli {

// The whole of a file; "-" is standard input.
Result<std::string> read_whole(const std::string& path);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_READ_SUMMARY_H_
