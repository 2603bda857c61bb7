// OutputPlan: what --format and --output ask for, together.
//
//   --format json                         JSON to standard output
//   --format json --output s.json         JSON to a file
//   --output json=s.json --output md.txt  JSON to one, the command's first
//                                         format to the other
//
// Files are written whole or not at all, without colours and as wide as needed.
#ifndef HRSCAN_CLI_OUTPUT_PLAN_H_
#define HRSCAN_CLI_OUTPUT_PLAN_H_

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/options.h"
#include "cli/output.h"
#include "hrscan/render.h"
#include "hrscan/result.h"

namespace hrscan::cli {

class OutputPlan {
 public:
  // `formats`: those of the command, the default first.
  static Result<OutputPlan> make(const Flags& flags,
                                 const std::vector<std::string_view>& formats);

  bool asks_for(std::string_view format) const;

  // Writes in a format to a stream.
  using Write =
      std::function<void(std::string_view format, const RenderOptions& options,
                         std::ostream& out)>;

  // Everything that was asked for; `out` is standard output, and `options` are
  // those for it. What cannot be written is reported, the rest is written.
  void write(const RenderOptions& options, const Write& write, Output& out,
             Console& console) const;

 private:
  struct Target {
    std::string format;
    std::string path;  // "-": standard output
  };

  std::vector<Target> targets_;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_OUTPUT_PLAN_H_
