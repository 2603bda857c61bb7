// Version of the library.
#ifndef HRSCAN_VERSION_H_
#define HRSCAN_VERSION_H_

#include <string_view>

namespace hrscan {

// "0.1.0": semantic versioning. The catalog's own version is
// Catalog::version().
std::string_view version();

}  // namespace hrscan

#endif  // HRSCAN_VERSION_H_
