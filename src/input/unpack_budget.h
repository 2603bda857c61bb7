// What an input may unpack to.
#ifndef HRSCAN_INPUT_UNPACK_BUDGET_H_
#define HRSCAN_INPUT_UNPACK_BUDGET_H_

#include <cstdint>

#include "hrscan/result.h"
#include "hrscan/source.h"

namespace hrscan {

// What one input may unpack to, with all that is packed within it.
class UnpackBudget {
 public:
  explicit UnpackBudget(const UnpackLimits& limits) : limits_(limits) {}

  // So much of the input was read.
  void fed(std::uint64_t packed) { packed_ = packed; }
  // So many bytes more came out. An Error when it is too much, and ever after.
  Result<void> spend(std::uint64_t bytes);
  // What may still come out.
  std::uint64_t left() const {
    return spent_ < limits_.bytes ? limits_.bytes - spent_ : 0;
  }
  bool exceeded() const { return exceeded_; }

 private:
  const UnpackLimits limits_;
  std::uint64_t packed_ = 0;
  std::uint64_t spent_ = 0;
  bool exceeded_ = false;
};

}  // namespace hrscan

#endif  // HRSCAN_INPUT_UNPACK_BUDGET_H_
