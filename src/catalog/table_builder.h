// Makes a table (catalog/table.h) out of layers of rules.
#ifndef HRSCAN_CATALOG_TABLE_BUILDER_H_
#define HRSCAN_CATALOG_TABLE_BUILDER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"
#include "catalog/table.h"

namespace hrscan::table {

// Each layer's rank starts this far below the layer above it.
inline constexpr std::uint32_t kLayerRanks = 1000;

// `layers` from the lowest to the one that wins. Among rules of one code, kind
// and symbol the highest layer's stands for all; within a layer their headers
// are joined. Rules without a retry get one from the patterns. The same input
// gives the same bytes.
std::vector<std::uint64_t> build(std::span<const RuleSet> layers,
                                 std::string_view version);

// The rules that a table was built from: the lowest layer when rules files are
// put above the built-in catalog.
RuleSet decode(const Reader& reader);
std::vector<PatternEntry> decode_patterns(const Reader& reader);

}  // namespace hrscan::table

#endif  // HRSCAN_CATALOG_TABLE_BUILDER_H_
