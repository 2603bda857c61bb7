// Rule: what the catalog says of one name of one status code.
#ifndef HRSCAN_RULE_H_
#define HRSCAN_RULE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "hrscan/status_code.h"

namespace hrscan {

// How likely the same operation, unchanged, is to succeed when tried again.
enum class Retry : std::uint8_t {
  kLikely,       // the condition is transient: may well succeed after a wait
  kPossible,     // may succeed if something outside the caller clears
  kAfterAction,  // fails until someone does a particular thing
  kUnlikely,     // fails again: bug, bad input, unsupported, forbidden, corrupt
  kSuccess,      // nothing to retry
  kUnknown,      // nothing is known
};
inline constexpr int kRetryCount = 6;

// "likely", "possible", "after-action", "unlikely", "success", "unknown".
std::string_view to_string(Retry retry);
std::optional<Retry> parse_retry(std::string_view text);

// What a retry likelihood rests on.
enum class Basis : std::uint8_t {
  kCode,     // a rule for this very code
  kPattern,  // a rule on symbol, facility or severity
  kLog,      // a name learned from the log itself
  kNone,
};
std::string_view to_string(Basis basis);

// What kind of trouble a failure is.
enum class Cause : std::uint8_t {
  kNone,
  kBusy,
  kThrottled,
  kTimeout,
  kNetwork,
  kLocked,
  kMemory,
  kDisk,
  kQuota,
  kAuth,
  kDenied,
  kMissing,
  kState,
  kInput,
  kUnsupported,
  kCorrupt,
  kCancelled,
  kBug,
};
// "busy", "throttled", ...; empty for kNone.
std::string_view to_string(Cause cause);
std::optional<Cause> parse_cause(std::string_view text);

// The strings belong to the catalog that the rule came from and live as long.
struct Rule {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string_view symbol;       // empty for a family of codes
  std::string_view header;       // "winerror.h", several joined by ", "
  std::string_view component;    // "Windows Update"
  std::string_view description;  // one sentence, or empty
  std::string_view advice;       // one sentence, or empty
  std::string_view source;       // which source was followed and why, or empty
  std::string_view file;         // the rules file, and where in it
  std::uint32_t line = 0;
  Retry retry = Retry::kUnknown;
  Basis basis = Basis::kNone;
  Cause cause = Cause::kNone;
  bool certain = true;
  std::uint16_t rank = 100;  // lower stands first among rival names
  // Set where `code` is a value that documentation prints for a symbol that
  // the header defines otherwise: the header's value.
  std::optional<StatusCode> defined_as;
};

}  // namespace hrscan

#endif  // HRSCAN_RULE_H_
