#include "match/known_halves.h"

#include <catch2/catch.hpp>
#include <cstdint>

#include "catalog/table.h"
#include "hrscan/catalog.h"

namespace hrscan {
namespace {

// What needs no word to be a finding.
bool counts_alone(StatusCode code, const Catalog& catalog) {
  const Classification c = catalog.classify(code);
  return c.known || (code.failure_shaped() && c.known_facility);
}

TEST_CASE("no code that counts alone has an unknown upper half",
          "[known_halves]") {
  const Catalog& catalog = Catalog::builtin();
  const KnownHalves known(catalog);
  for (const table::Record& record : catalog.reader().records()) {
    if (StatusCode(record.code).failed()) {
      REQUIRE(known.has(record.code >> 16));
    }
    if (static_cast<CodeKind>(record.kind) != CodeKind::kNtstatus) continue;
    if (const StatusCode carrier = StatusCode::from_nt(record.code);
        carrier.failed()) {
      REQUIRE(known.has(carrier.value() >> 16));
    }
  }
  // Low words that are known of some halves, and one that is of none.
  for (const std::uint32_t low :
       {0x0000u, 0x0001u, 0x0005u, 0x4005u, 0x1234u}) {
    for (std::uint32_t half = 0x8000; half <= 0xFFFF; ++half) {
      if (counts_alone(StatusCode(half << 16 | low), catalog)) {
        REQUIRE(known.has(half));
      }
    }
  }
}

TEST_CASE("few halves are known", "[known_halves]") {
  const KnownHalves known(Catalog::builtin());
  std::uint32_t count = 0;
  for (std::uint32_t half = 0x8000; half <= 0xFFFF; ++half) {
    if (known.has(half)) ++count;
  }
  CHECK(count > 100);
  CHECK(count < 2000);
  CHECK_FALSE(known.has(0x8FFF));
}

}  // namespace
}  // namespace hrscan
