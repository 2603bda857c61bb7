#include "summary/part_codes.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "summary/timestamp.h"

namespace hrscan {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

Timestamp random_stamp(std::mt19937& random) {
  static constexpr const char* kTimes[] = {
      "2026-03-11T04:30:31.123", "2026-03-11T04:30:31.123456789",
      "2026-03-11T04:30:60",     "2026-03-11T04:31:00",
      "1601-01-01T00:00:00Z",    "9999-12-31T23:59:59.999+01:00",
      "--02-29T04:30:31",        "T04:30:31.5",
  };
  return *parse_iso(kTimes[random() % std::size(kTimes)]);
}

Spot random_spot(std::mt19937& random) {
  Spot spot;
  spot.line = random() % 4 == 0 ? kMost - random() : random() % 1000;
  if (random() % 3 != 0) {
    spot.stamp = random_stamp(random);
    spot.own = random() % 2 == 0;
  }
  return spot;
}

PartCode random_cell(std::mt19937& random) {
  PartCode cell;
  cell.code = static_cast<std::uint32_t>(random());
  cell.count = random() % 8 == 0 ? kMost : 1 + random() % 3;
  cell.incidents = cell.count == 1 ? 1 : 1 + random() % 200;
  cell.first = random_spot(random);
  cell.last =
      cell.count == 1 && random() % 4 != 0 ? cell.first : random_spot(random);
  for (std::size_t left = random() % 3; left > 0; --left) {
    cell.runs.push_back(
        {random_stamp(random), random_stamp(random), random() % 300});
  }
  return cell;
}

std::vector<PartCode> all_of(const PartCodes& packed) {
  std::vector<PartCode> cells;
  for (const PartCode& cell : packed) cells.push_back(cell);
  return cells;
}

TEST_CASE("what is packed comes out as it was", "[part_codes]") {
  std::mt19937 random(1);
  for (int run = 0; run < 200; ++run) {
    PartCodes packed;
    std::vector<PartCode> cells;
    for (std::size_t left = random() % 20; left > 0; --left) {
      cells.push_back(random_cell(random));
      packed.push_back(cells.back());
    }
    CHECK(packed.size() == cells.size());
    CHECK(all_of(packed) == cells);
  }
}

TEST_CASE("codes get other numbers, and nothing else changes", "[part_codes]") {
  std::mt19937 random(2);
  PartCodes packed;
  std::vector<PartCode> cells;
  for (std::uint32_t code = 0; code < 10; ++code) {
    cells.push_back(random_cell(random));
    cells.back().code = code;
    packed.push_back(cells.back());
  }
  std::vector<std::uint32_t> numbers(cells.size());
  for (PartCode& cell : cells) {
    numbers[cell.code] = static_cast<std::uint32_t>(random());
    cell.code = numbers[cell.code];
  }
  packed.renumber(numbers);
  CHECK(all_of(packed) == cells);
  const PartCode more = random_cell(random);
  packed.push_back(more);
  cells.push_back(more);
  CHECK(all_of(packed) == cells);
}

}  // namespace
}  // namespace hrscan
