#include "hrscan/result.h"

#include <fmt/format.h>

namespace hrscan {

std::string Error::to_string() const {
  std::string out;
  if (!file.empty()) {
    out = file;
    if (line != 0) out += fmt::format(":{}", line);
    if (line != 0 && column != 0) out += fmt::format(":{}", column);
    out += ": ";
  }
  out += message;
  if (!cause.empty()) out += fmt::format(" ({})", cause);
  return out;
}

}  // namespace hrscan
