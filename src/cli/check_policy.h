// What the options of `hrscan check` mean: the policy to judge by, and where
// which reports go. Reads the files that they name.
#ifndef HRSCAN_CLI_CHECK_POLICY_H_
#define HRSCAN_CLI_CHECK_POLICY_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "hrscan/catalog.h"
#include "hrscan/result.h"
#include "hrscan/verdict.h"

namespace hrscan::cli {

// `today` is a day as "2026-03-11".
Result<Policy> make_policy(const Flags& flags, const Catalog& catalog,
                           std::string today);

// The day it is, by UTC.
std::string today();

struct ReportFile {
  std::string format;
  std::filesystem::path path;
};

struct ReportPlan {
  std::string on_stdout;  // a format
  std::vector<ReportFile> files;
};

// From --format and --output.
Result<ReportPlan> plan_reports(const Flags& flags);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_CHECK_POLICY_H_
