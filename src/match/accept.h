// What counts as a finding: the law, in one place, for every engine.
#ifndef HRSCAN_MATCH_ACCEPT_H_
#define HRSCAN_MATCH_ACCEPT_H_

#include <optional>

#include "code/token.h"
#include "hrscan/catalog.h"
#include "hrscan/finding.h"
#include "match/neighbourhood.h"

namespace hrscan {

struct Verdict {
  CodeKind kind = CodeKind::kHresult;
  Why why = Why::kKnown;
};

// Whether the token is a status code in its neighbourhood, and of what kind;
// `c` is what the catalog says of its number. Asks the neighbourhood only what
// the token leaves open: a known failure code written with 0x costs two
// questions, a number of no shape none.
std::optional<Verdict> accept(const Token& token, const Classification& c,
                              const Neighbourhood& around,
                              const Catalog& catalog);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_ACCEPT_H_
