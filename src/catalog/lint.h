// Judges rules beyond their syntax: what `rules check` says and what the
// build's own rules are tested with.
#ifndef HRSCAN_CATALOG_LINT_H_
#define HRSCAN_CATALOG_LINT_H_

#include <string_view>
#include <vector>

#include "catalog/rule_set.h"
#include "hrscan/result.h"

namespace hrscan {

// Faults of `set`, each with file, line and column, in the order of the files:
//   - one kind, code, symbol and header twice, in different files
//   - a description that is no sentence of 25 to 160 characters, is not plain
//     ASCII, or repeats its symbol; the same for advice, without the length
//   - a failure code whose retry is "success" without a `source` that says why,
//     or a success code with another retry
//   - names of one code whose rules disagree on retry, in one component; in
//     any, also for an HRESULT and the error that it carries, if one says
//     likely or success and another unlikely; unless `unlike` names the other
//   - two codes of one facility, or of one kind that has none, with the same
//     description, unless `same_as` names the other
//   - a symbol in `unlike` or `same_as` for which there is no such rule
//   - a pattern that does not compile, whose example is not decided by it or
//     whose counter-example it matches, whose conditions exclude each other,
//     or that decides no symbol of `set`
// `whole` says that `set` is the whole catalog: only then can a pattern be said
// to decide nothing, and an example be looked up.
std::vector<Error> lint(const RuleSet& set, bool whole);

// Whether `text` can be the description of a rule with this symbol.
bool is_description(std::string_view symbol, std::string_view text);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_LINT_H_
