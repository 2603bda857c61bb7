#include "match/known_halves.h"

#include "catalog/table.h"

namespace hrscan {

KnownHalves::KnownHalves(const Catalog& catalog) {
  const table::Reader& reader = catalog.reader();
  for (const table::Record& record : reader.records()) {
    set(record.code >> 16);
    // As an HRESULT that carries it.
    if (static_cast<CodeKind>(record.kind) == CodeKind::kNtstatus) {
      set(StatusCode::from_nt(record.code).value() >> 16);
    }
  }
  for (const table::FamilyRow& family : reader.families()) {
    for (std::uint32_t half = family.first >> 16; half <= family.last >> 16;
         ++half) {
      set(half);
    }
  }
  for (std::uint32_t half = 0x8000; half <= 0xFFFF; ++half) {
    const StatusCode code(half << 16);
    if (code.failure_shaped() && reader.knows_facility(code.facility())) {
      set(half);
    }
  }
}

}  // namespace hrscan
