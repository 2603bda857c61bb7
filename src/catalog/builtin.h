// The tables that compile_catalog made of rules/ at build time.
#ifndef HRSCAN_CATALOG_BUILTIN_H_
#define HRSCAN_CATALOG_BUILTIN_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace hrscan {

struct BuiltinTable {
  std::string_view name;       // "" for the catalog, else an overlay's name
  const std::uint64_t* words;  // catalog/table.h
};

// The catalog first, then the overlays by name. Defined in the generated file.
std::span<const BuiltinTable> builtin_tables();

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_BUILTIN_H_
