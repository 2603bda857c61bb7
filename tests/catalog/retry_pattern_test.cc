#include "catalog/retry_pattern.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"

namespace hrscan {
namespace {

constexpr StatusCode kFailure(0x80240001);  // facility 36
constexpr StatusCode kSuccess(0x00240001);

PatternEntry pattern(std::string symbol) {
  PatternEntry entry;
  entry.name = "test";
  entry.symbol = std::move(symbol);
  return entry;
}

TEST_CASE("the first pattern that matches decides", "[retry_pattern]") {
  const RetryPatterns patterns(
      {pattern("_NOT_BUSY$"), pattern("_BUSY$"), pattern("BUSY")});
  const auto decide = [&](std::string_view symbol) {
    return patterns.decide(symbol, kFailure, CodeKind::kHresult);
  };
  CHECK(decide("T_E_NOT_BUSY") == 0);
  CHECK(decide("T_E_BUSY") == 1);
  CHECK(decide("BUSY_T") == 2);
  CHECK(decide("T_E_FREE") == RetryPatterns::kNone);
  CHECK(patterns.matches(2, "T_E_NOT_BUSY", kFailure, CodeKind::kHresult));
}

TEST_CASE("an empty expression matches any symbol", "[retry_pattern]") {
  const RetryPatterns patterns({pattern("")});
  CHECK(patterns.decide("X", kFailure, CodeKind::kWin32) == 0);
  CHECK(patterns.decide("", kFailure, CodeKind::kHresult) == 0);
}

TEST_CASE("a pattern may be limited to kinds", "[retry_pattern]") {
  PatternEntry entry = pattern("");
  entry.kinds = 1u << static_cast<unsigned>(CodeKind::kWin32) |
                1u << static_cast<unsigned>(CodeKind::kOther);
  const RetryPatterns patterns({entry});
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kWin32));
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kOther));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kHresult));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kNtstatus));
}

TEST_CASE("a facility limits a pattern to HRESULTs", "[retry_pattern]") {
  PatternEntry entry = pattern("");
  entry.facility = 36;
  const RetryPatterns patterns({entry});
  CHECK(patterns.matches(0, "X", kFailure, CodeKind::kHresult));
  CHECK(patterns.matches(0, "X", kSuccess, CodeKind::kHresult));
  CHECK_FALSE(
      patterns.matches(0, "X", StatusCode(0x80070005), CodeKind::kHresult));
  CHECK_FALSE(patterns.matches(0, "X", kFailure, CodeKind::kNtstatus));
}

TEST_CASE("severity is read by the code's kind", "[retry_pattern]") {
  PatternEntry failure = pattern("");
  failure.severity = SeverityFilter::kFailure;
  PatternEntry success = pattern("");
  success.severity = SeverityFilter::kSuccess;
  const RetryPatterns patterns({failure, success});
  CHECK(patterns.decide("X", kFailure, CodeKind::kHresult) == 0);
  CHECK(patterns.decide("X", kSuccess, CodeKind::kHresult) == 1);
  CHECK(patterns.decide("X", StatusCode(5), CodeKind::kWin32) == 0);
  CHECK(patterns.decide("X", StatusCode(0), CodeKind::kWin32) == 1);
  CHECK(patterns.decide("X", StatusCode(0x103), CodeKind::kNtstatus) == 1);
}

TEST_CASE("an expression that does not compile matches nothing",
          "[retry_pattern]") {
  const RetryPatterns patterns({pattern("("), pattern("")});
  CHECK_FALSE(patterns.matches(0, "(", kFailure, CodeKind::kHresult));
  CHECK(patterns.decide("(", kFailure, CodeKind::kHresult) == 1);
}

}  // namespace
}  // namespace hrscan
