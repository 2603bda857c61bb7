#include "input/unpack_budget.h"

#include <fmt/format.h>

namespace hrscan {

Result<void> UnpackBudget::spend(std::uint64_t bytes) {
  spent_ += bytes;
  Error error;
  error.kind = Error::Kind::kFormat;
  if (spent_ > limits_.bytes) {
    error.message = fmt::format(
        "unpacks to more than {} bytes, the limit; the rest is not read",
        limits_.bytes);
  } else if (spent_ > limits_.ratio_from && limits_.ratio > 0 &&
             spent_ / limits_.ratio > packed_) {
    error.message = fmt::format(
        "unpacks to more than {} times its size, like a decompression bomb; "
        "the rest is not read unless a limit in bytes is given",
        limits_.ratio);
  } else {
    return {};
  }
  exceeded_ = true;
  return error;
}

}  // namespace hrscan
