// The reference: RE2 finds every token and answers every question. Nothing is
// skipped and nothing is remembered but what the rules ask for.
#include <algorithm>

#include "base/bytes.h"
#include "code/note_mark.h"
#include "match/grammar.h"
#include "match/matcher.h"

namespace hrscan {
namespace {

class Re2Matcher final : public Matcher {
 public:
  explicit Re2Matcher(const Catalog& catalog) : catalog_(catalog) {}

  void match(const Stretch& stretch, MatchState& state,
             std::vector<Finding>& findings) const override {
    const Grammar& grammar = Grammar::get();
    const RE2& token_pattern = grammar.token;
    const re2::StringPiece text(stretch.text.data(), stretch.text.size());
    std::size_t pos = stretch.from;
    std::size_t counted = stretch.from;
    re2::StringPiece found;
    while (pos < stretch.to &&
           token_pattern.Match(text, pos, text.size(), RE2::UNANCHORED, &found,
                               1)) {
      const auto begin = static_cast<std::size_t>(found.data() - text.data());
      if (begin >= stretch.to) break;
      pos = begin + found.size();
      if (static_cast<std::int64_t>(begin) < state.resume) continue;
      const std::optional<Token> token = token_at(stretch.text, begin);
      if (!token || token->length != found.size()) continue;
      const Neighbourhood around(grammar, /*screened=*/false, stretch.text,
                                 begin, pos);
      Finding finding;
      if (!judge_token(*token, catalog_.classify(StatusCode(token->value)),
                       around, stretch.text, begin, catalog_, finding) ||
          within_marked_note(stretch.text, begin) ||
          !take_finding(finding, stretch.text, begin, state, findings)) {
        continue;
      }
      count_lines(stretch.text, counted, begin, state);
      counted = begin;
      findings.back().line = state.line;
      findings.back().column = static_cast<std::uint64_t>(
          static_cast<std::int64_t>(begin) - state.line_start + 1);
    }
    count_lines(stretch.text, counted, stretch.to, state);
    state.near_note = true;
    state.near_zero |=
        has_zero(stretch.text.substr(stretch.from, stretch.to - stretch.from));
  }

 private:
  static void count_lines(std::string_view text, std::size_t from,
                          std::size_t to, MatchState& state) {
    for (std::size_t i = from; i < to; ++i) {
      if (text[i] != '\n') continue;
      ++state.line;
      state.line_start = static_cast<std::int64_t>(i) + 1;
    }
  }

  const Catalog& catalog_;
};

}  // namespace

std::unique_ptr<Matcher> make_re2_matcher(const Catalog& catalog) {
  return std::make_unique<Re2Matcher>(catalog);
}

}  // namespace hrscan
