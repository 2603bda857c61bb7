#include "catalog/failure_halves.h"

#include <algorithm>

namespace hrscan::table {
namespace {

void set(FailureHalves& halves, std::uint32_t half) {
  if (half < kFirstFailureHalf) return;
  halves[(half - kFirstFailureHalf) / 64] |= std::uint64_t{1} << half % 64;
}

}  // namespace

FailureHalves failure_halves(std::span<const Record> records,
                             std::span<const FamilyRow> families,
                             std::span<const FacilityRow> facilities) {
  FailureHalves halves{};
  for (const Record& record : records) {
    set(halves, record.code >> 16);
    if (static_cast<CodeKind>(record.kind) == CodeKind::kNtstatus) {
      set(halves, StatusCode::from_nt(record.code).value() >> 16);
    }
  }
  for (const FamilyRow& family : families) {
    for (std::uint32_t half = family.first >> 16; half <= family.last >> 16;
         ++half) {
      set(halves, half);
    }
  }
  for (std::uint32_t half = kFirstFailureHalf; half <= 0xFFFF; ++half) {
    const StatusCode code(half << 16);
    const bool has_row = std::any_of(
        facilities.begin(), facilities.end(),
        [&](const FacilityRow& row) { return row.number == code.facility(); });
    if (code.failure_shaped() && has_row) set(halves, half);
  }
  return halves;
}

}  // namespace hrscan::table
