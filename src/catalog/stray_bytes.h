// What toml++ must not be given.
#ifndef HRSCAN_CATALOG_STRAY_BYTES_H_
#define HRSCAN_CATALOG_STRAY_BYTES_H_

#include <optional>
#include <string_view>

#include "catalog/rule_set.h"

namespace hrscan {

// Where the first byte above 0x7F stands that is in neither a string nor a
// comment, a byte order mark at the start left aside. TOML has no place for
// such bytes, but toml++ 3.3 does not say so for all of them: its tables of
// letters reach "unreachable" code, which is undefined behaviour. In files that
// are malformed otherwise some may be missed.
std::optional<Place> find_stray_byte(std::string_view text);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_STRAY_BYTES_H_
