// Large numbers for people.
#ifndef HRSCAN_BASE_COMMAS_H_
#define HRSCAN_BASE_COMMAS_H_

#include <cstdint>
#include <string>

namespace hrscan {

// 20123 as "20,123".
inline std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

}  // namespace hrscan

#endif  // HRSCAN_BASE_COMMAS_H_
