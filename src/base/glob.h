// File name patterns.
#ifndef HRSCAN_BASE_GLOB_H_
#define HRSCAN_BASE_GLOB_H_

#include <string_view>

namespace hrscan {

// Whether `path`, with '/' between its parts, fits `glob`: '?' is any character
// but '/', '*' any number of them, '**' any number of any characters. A glob
// without '/' is compared with the last part alone. No escapes, no classes.
// O(glob.size() * path.size()).
bool glob_matches(std::string_view glob, std::string_view path);

}  // namespace hrscan

#endif  // HRSCAN_BASE_GLOB_H_
