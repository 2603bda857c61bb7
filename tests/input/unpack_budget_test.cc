#include "input/unpack_budget.h"

#include <catch2/catch.hpp>

namespace hrscan {
namespace {

TEST_CASE("bytes are limited", "[unpack_budget]") {
  UnpackLimits limits;
  limits.bytes = 100;
  UnpackBudget budget(limits);
  CHECK(budget.left() == 100);
  CHECK(budget.spend(60).ok());
  CHECK(budget.spend(40).ok());
  CHECK(budget.left() == 0);
  CHECK_FALSE(budget.exceeded());
  CHECK_FALSE(budget.spend(1).ok());
  CHECK(budget.exceeded());
  CHECK_FALSE(budget.spend(0).ok());
}

TEST_CASE("growth is limited once it is much", "[unpack_budget]") {
  UnpackLimits limits;
  limits.ratio = 10;
  limits.ratio_from = 1000;
  UnpackBudget budget(limits);
  budget.fed(50);
  CHECK(budget.spend(1000).ok());
  budget.fed(200);
  CHECK(budget.spend(1000).ok());
  const Result<void> much = budget.spend(100);
  REQUIRE_FALSE(much.ok());
  CHECK(much.error().message.find("10 times") != std::string::npos);
  CHECK(budget.exceeded());

  limits.ratio = 0;
  UnpackBudget any(limits);
  any.fed(1);
  CHECK(any.spend(1'000'000).ok());
}

}  // namespace
}  // namespace hrscan
