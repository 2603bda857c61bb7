#include "hrscan/version.h"

namespace hrscan {

std::string_view version() { return HRSCAN_VERSION; }

}  // namespace hrscan
