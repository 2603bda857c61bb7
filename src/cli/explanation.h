// Explanation: all that the catalog knows of what a user asks about.
#ifndef HRSCAN_CLI_EXPLANATION_H_
#define HRSCAN_CLI_EXPLANATION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/result.h"
#include "hrscan/rule.h"
#include "hrscan/status_code.h"

namespace hrscan::cli {

// A number of one kind.
struct Reading {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  Meaning meaning;
  std::vector<Rule> names;
};

// The same error in another numbering: what an HRESULT carries, or the HRESULT
// that carries it.
struct Relative {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string_view symbol;
};

struct Explanation {
  std::string argument;
  Reading main;
  std::vector<Relative> relatives;
  std::vector<Reading> others;  // what the number means in other numberings
  std::optional<std::uint32_t> extend;  // of Windows setup
  // Where documentation and header disagree on the main reading's symbol.
  std::optional<StatusCode> defined_as;   // the header has this value
  std::vector<StatusCode> documented_as;  // documentation prints these
};

// `argument` is a code as a person types it, with a setup extend code behind it
// perhaps ("0xC1900101-0x4001E"), or a symbol in any case; a symbol may stand
// for several codes.
Result<std::vector<Explanation>> explain(const Catalog& catalog,
                                         const std::string& argument);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_EXPLANATION_H_
