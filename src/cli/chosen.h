// Options whose values are the names of an enumeration. The table of options
// takes the names from it; what parse_flags() has let through is one of them.
#ifndef HRSCAN_CLI_CHOSEN_H_
#define HRSCAN_CLI_CHOSEN_H_

#include <string_view>

#include "cli/options.h"

namespace hrscan::cli {

// All names, in the order of the enumeration. Its first enumerator may have
// none: it stands for an option that is not given.
template <typename Enum>
Choices names_of() {
  Choices names;
  for (int i = 0;; ++i) {
    const std::string_view name = to_string(static_cast<Enum>(i));
    if (!name.empty()) {
      names.push_back(name);
    } else if (i > 0) {
      return names;
    }
  }
}

// The enumerator of a name that is one of names_of<Enum>().
template <typename Enum>
Enum chosen(std::string_view name) {
  int i = 0;
  while (to_string(static_cast<Enum>(i)) != name) ++i;
  return static_cast<Enum>(i);
}

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_CHOSEN_H_
