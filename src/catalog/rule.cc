#include "hrscan/rule.h"

#include "base/name_table.h"

namespace hrscan {
namespace {

constexpr std::string_view kRetryNames[] = {
    "likely", "possible", "after-action", "unlikely", "success", "unknown"};
constexpr std::string_view kBasisNames[] = {"code", "pattern", "log", "none"};
constexpr std::string_view kCauseNames[] = {
    "",       "busy",  "throttled",   "timeout", "network",   "locked",
    "memory", "disk",  "quota",       "auth",    "denied",    "missing",
    "state",  "input", "unsupported", "corrupt", "cancelled", "bug"};

}  // namespace

std::string_view to_string(Retry retry) { return name_of(kRetryNames, retry); }
std::optional<Retry> parse_retry(std::string_view text) {
  return value_of<Retry>(kRetryNames, text);
}
std::string_view to_string(Basis basis) { return name_of(kBasisNames, basis); }
std::string_view to_string(Cause cause) { return name_of(kCauseNames, cause); }
std::optional<Cause> parse_cause(std::string_view text) {
  return value_of<Cause>(kCauseNames, text);
}

}  // namespace hrscan
