// Output: standard output, with its errors, made safe where needed.
#ifndef HRSCAN_CLI_OUTPUT_H_
#define HRSCAN_CLI_OUTPUT_H_

#include <memory>
#include <ostream>
#include <string_view>

#include "cli/console.h"
#include "hrscan/render.h"
#include "hrscan/result.h"

namespace hrscan::cli {

// "auto", "always" or "never".
enum class When { kAuto, kAlways, kNever };
std::string_view to_string(When when);

// What standard output is: a terminal or not, read by a CI agent or not, how
// wide, and whether in colour.
RenderOptions output_options(When color);

class Output {
 public:
  // As it is: for text that is safe already.
  Output();
  // For text of a log, passed on byte for byte unless `options` say that a
  // terminal or a CI agent gets it.
  explicit Output(const RenderOptions& options);
  ~Output();

  std::ostream& stream() { return stream_; }
  bool good() const { return stream_.good(); }

  // Writes what is left. A failed write, now or before, is reported.
  void finish(Console& console);

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
  std::ostream stream_;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_OUTPUT_H_
