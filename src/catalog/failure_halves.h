// Of which upper halves a catalog knows a failure code: a bit for each half
// from 0x8000 on. Made with the table, so that no run has to go through all
// records for it.
#ifndef HRSCAN_CATALOG_FAILURE_HALVES_H_
#define HRSCAN_CATALOG_FAILURE_HALVES_H_

#include <array>
#include <cstdint>
#include <span>

#include "catalog/table.h"

namespace hrscan::table {

using FailureHalves = std::array<std::uint64_t, kFailureHalfWords>;

// Set are the halves of codes with a record, whether by themselves or carried
// by an HRESULT, of codes in a family, and of HRESULTs of a facility with a
// row, where they are shaped like failures.
FailureHalves failure_halves(std::span<const Record> records,
                             std::span<const FamilyRow> families,
                             std::span<const FacilityRow> facilities);

}  // namespace hrscan::table

#endif  // HRSCAN_CATALOG_FAILURE_HALVES_H_
