// Colours, as ripgrep has them: path magenta, line green; a code is bold, and
// what a retry promises has a colour of its own.
#ifndef HRSCAN_RENDER_STYLE_H_
#define HRSCAN_RENDER_STYLE_H_

#include <string>
#include <string_view>

#include "hrscan/rule.h"

namespace hrscan {

namespace style {
inline constexpr std::string_view kPath = "\x1b[35m";
inline constexpr std::string_view kLine = "\x1b[32m";
inline constexpr std::string_view kBold = "\x1b[1m";
inline constexpr std::string_view kDim = "\x1b[2m";
inline constexpr std::string_view kReset = "\x1b[0m";
}  // namespace style

constexpr std::string_view retry_style(Retry retry) {
  switch (retry) {
    case Retry::kSuccess:
      return "\x1b[32m";  // green
    case Retry::kLikely:
      return "\x1b[36m";  // cyan
    case Retry::kPossible:
      return "\x1b[33m";  // yellow
    case Retry::kAfterAction:
      return "\x1b[35m";  // magenta
    case Retry::kUnlikely:
      return "\x1b[31m";  // red
    case Retry::kUnknown:
      break;
  }
  return style::kDim;
}

// `text` in a style, or as it is where there are no colours.
inline std::string styled(std::string_view text, std::string_view with,
                          bool color) {
  std::string out;
  if (color) out += with;
  out += text;
  if (color) out += style::kReset;
  return out;
}

}  // namespace hrscan

#endif  // HRSCAN_RENDER_STYLE_H_
