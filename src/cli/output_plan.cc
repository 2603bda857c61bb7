#include "cli/output_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "base/ascii.h"
#include "platform/whole_file.h"

namespace hrscan::cli {

Result<OutputPlan> OutputPlan::make(
    const Flags& flags, const std::vector<std::string_view>& formats) {
  const auto format_of = [&](std::string_view name) {
    return std::find_if(formats.begin(), formats.end(),
                        [&](std::string_view format) {
                          return ascii::equal_ignoring_case(format, name);
                        });
  };
  const std::string chosen =
      flags.format.empty() ? std::string(formats.front()) : flags.format;
  OutputPlan plan;
  bool chosen_used = false;
  std::set<std::string> paths;
  for (const std::string& output : flags.output) {
    const std::size_t sign = output.find('=');
    const auto format = sign == std::string::npos
                            ? formats.end()
                            : format_of(output.substr(0, sign));
    Target target = {chosen, output};
    if (format != formats.end()) {
      target = {std::string(*format), output.substr(sign + 1)};
    } else {
      chosen_used = true;
    }
    if (target.path.empty()) {
      return usage_error(fmt::format("--output: '{}' names no file", output));
    }
    if (!paths.insert(target.path).second) {
      return usage_error(
          fmt::format("--output: '{}' is written twice", target.path));
    }
    plan.targets_.push_back(std::move(target));
  }
  // A format that was asked for and has no file goes to standard output.
  const bool asked = !flags.format.empty() && !chosen_used;
  if ((flags.output.empty() || asked) && !paths.contains("-")) {
    plan.targets_.push_back({chosen, "-"});
  }
  return plan;
}

bool OutputPlan::asks_for(std::string_view format) const {
  return std::any_of(
      targets_.begin(), targets_.end(),
      [&](const Target& target) { return target.format == format; });
}

void OutputPlan::write(const RenderOptions& options, const Write& write,
                       Output& out, Console& console) const {
  for (const Target& target : targets_) {
    if (target.path == "-") {
      write(target.format, options, out.stream());
      continue;
    }
    RenderOptions plain = options;
    plain.color = plain.terminal = plain.ci = false;
    plain.width = 0;
    std::ostringstream content;
    write(target.format, plain, content);
    const Result<void> done = write_whole_file(target.path, content.view());
    if (!done.ok()) console.error(done.error());
  }
}

}  // namespace hrscan::cli
