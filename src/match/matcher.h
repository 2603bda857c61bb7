// Matcher: finds the status codes in a stretch of text. There are two: the
// reference (re2_matcher), which asks RE2 everything, and the fast one
// (fast_matcher), whose findings must be the same to the byte.
#ifndef HRSCAN_MATCH_MATCHER_H_
#define HRSCAN_MATCH_MATCHER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "code/token.h"
#include "hrscan/catalog.h"
#include "hrscan/finding.h"
#include "match/neighbourhood.h"

namespace hrscan {

// A stretch of an input. Findings are tokens that start in text[from, to); the
// rest of `text` is context. Unless the input begins or ends there, kContext
// bytes of context must stand on each side.
struct Stretch {
  std::string_view text;
  std::size_t from = 0;
  std::size_t to = 0;
};

// How far before and behind a token any question looks, with room to spare.
inline constexpr std::size_t kContext = 2048;

// What a matcher carries from one stretch to the next, and what it adds.
struct MatchState {
  // In: number of the line at `from`, and where it starts in `text`; negative
  // values lie before the text. Out: the same for `to`.
  std::uint64_t line = 1;
  std::int64_t line_start = 0;
  // Tokens that start before this position in `text` belong to a finding
  // already made.
  std::int64_t resume = 0;
  // The last finding: where it ended in `text`, and what it was.
  std::int64_t last_end = -1;
  StatusCode last_code;
  CodeKind last_kind = CodeKind::kHresult;
  // Out: set if a byte of the stretch is zero. May also be set for one shortly
  // behind it.
  bool near_zero = false;
  // Out: set if a note of ours in 8-bit text may end in the stretch; of marked
  // ones only those that begin in it, too. May also be set for others.
  bool near_note = false;

  // Moves all positions when `text` begins `bytes` later.
  void shift(std::size_t bytes);
};

class Matcher {
 public:
  virtual ~Matcher() = default;

  // Appends the findings in order of their offset, which is relative to
  // `text` here. Thread-safe.
  virtual void match(const Stretch& stretch, MatchState& state,
                     std::vector<Finding>& findings) const = 0;
};

std::unique_ptr<Matcher> make_re2_matcher(const Catalog& catalog);
std::unique_ptr<Matcher> make_fast_matcher(const Catalog& catalog);

// What both matchers do with a token once it is found: judges it by itself, `c`
// being what the catalog says of its number. Fills in what there is of a new
// Finding, but for offset, line and column; false if it is none.
bool judge_token(const Token& token, const Classification& c,
                 const Neighbourhood& around, std::string_view text,
                 std::size_t pos, const Catalog& catalog, Finding& finding);

// Then takes what was judged to be one, at text[pos] and within no marked note,
// unless it is the status that was found last, written once more. Moves `state`
// behind it, and if it counts appends it; line and column are left to the
// caller.
bool take_finding(const Finding& finding, std::string_view text,
                  std::size_t pos, MatchState& state,
                  std::vector<Finding>& findings);

// The symbol beside the finding at text[pos]; see Block::symbol_beside().
std::string_view symbol_beside(std::string_view text, std::size_t pos,
                               const Finding& finding);
// The same if it counts; see Block::written_name().
std::string_view written_name(std::string_view text, std::size_t pos,
                              const Finding& finding, const Catalog& catalog);
// The name whose component the line mentions; see Block::mentioned_name().
std::string_view mentioned_name(std::string_view text, std::size_t pos,
                                const Finding& finding, const Catalog& catalog);

// Whether a word before it says that it is one; see Block::introduced().
bool introduced(std::string_view text, std::size_t pos, const Finding& finding);

}  // namespace hrscan

#endif  // HRSCAN_MATCH_MATCHER_H_
