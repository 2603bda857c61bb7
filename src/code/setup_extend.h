// The extend code of Windows setup: where in an upgrade it went wrong.
//
//   0xC1900101-0x4001E      result code, extend code
//                 ^ ^^      phase 4, operation 0x1E
#ifndef HRSCAN_CODE_SETUP_EXTEND_H_
#define HRSCAN_CODE_SETUP_EXTEND_H_

#include <cstdint>
#include <string>

namespace hrscan {

// "phase OOBE_BOOT, operation PRE_OOBE"; numbers that have no name stay
// numbers.
std::string setup_detail(std::uint32_t extend);

}  // namespace hrscan

#endif  // HRSCAN_CODE_SETUP_EXTEND_H_
