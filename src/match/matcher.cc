#include "match/matcher.h"

#include "base/name_table.h"
#include "match/accept.h"
#include "match/grammar.h"

namespace hrscan {
namespace {

constexpr std::string_view kWhyNames[] = {"known", "shaped", "introduced",
                                          "labelled", "win32-word"};

// The most that may stand between two writings of one status.
constexpr std::int64_t kSamePlaceGap = 32;

// One status written twice: the same number in another notation, or a Win32
// error and the HRESULT that carries it.
bool same_status(StatusCode a, CodeKind a_kind, StatusCode b, CodeKind b_kind) {
  const auto as_hresult = [](StatusCode code, CodeKind kind) {
    return kind == CodeKind::kWin32 ? StatusCode::from_win32(code.value())
                                    : code;
  };
  return a == b || as_hresult(a, a_kind) == as_hresult(b, b_kind);
}

bool repeats_last(std::string_view text, std::size_t pos, StatusCode code,
                  CodeKind kind, const MatchState& state) {
  const auto begin = static_cast<std::int64_t>(pos);
  if (state.last_end < 0 || begin - state.last_end > kSamePlaceGap ||
      !same_status(state.last_code, state.last_kind, code, kind)) {
    return false;
  }
  const auto from = static_cast<std::size_t>(state.last_end);
  return RE2::PartialMatch(re2::StringPiece(text.data() + from, pos - from),
                           Grammar::get().same_place);
}

}  // namespace

std::string_view to_string(Why why) { return name_of(kWhyNames, why); }

void MatchState::shift(std::size_t bytes) {
  const auto by = static_cast<std::int64_t>(bytes);
  line_start -= by;
  resume -= by;
  last_end = last_end >= by ? last_end - by : -1;
}

std::string_view symbol_beside(std::string_view text, std::size_t pos,
                               const Finding& finding) {
  return Neighbourhood(Grammar::get(), /*screened=*/true, text, pos,
                       pos + finding.length)
      .name();
}

std::string_view written_name(std::string_view text, std::size_t pos,
                              const Finding& finding, const Catalog& catalog) {
  const std::string_view name = symbol_beside(text, pos, finding);
  if (name.empty() || catalog.has_name(finding.code, finding.kind, name) ||
      catalog.names(finding.code, finding.kind).empty()) {
    return name;
  }
  return {};
}

std::string_view mentioned_name(std::string_view text, std::size_t pos,
                                const Finding& finding,
                                const Catalog& catalog) {
  // A note of ours is not the log's.
  const Neighbourhood around(Grammar::get(), /*screened=*/true, text, pos,
                             pos + finding.length + finding.annotation_length);
  return catalog.mentioned_name(finding.code, finding.kind,
                                around.line_before(), around.line_behind());
}

bool introduced(std::string_view text, std::size_t pos,
                const Finding& finding) {
  if (finding.why == Why::kIntroduced || finding.why == Why::kWin32Word) {
    return true;
  }
  const Neighbourhood around(Grammar::get(), /*screened=*/true, text, pos,
                             pos + finding.length);
  return around.introduced() || around.win32_word();
}

bool judge_token(const Token& token, const Classification& c,
                 const Neighbourhood& around, std::string_view text,
                 std::size_t pos, const Catalog& catalog, Finding& finding) {
  const std::optional<Verdict> verdict = accept(token, c, around, catalog);
  if (!verdict) return false;
  finding.code = StatusCode(token.value);
  finding.kind = verdict->kind;
  finding.form = token.form;
  finding.why = verdict->why;
  finding.length = static_cast<std::uint16_t>(token.length);
  if (token.form == Form::kHex && finding.code.failed()) {
    if (const auto extend = around.extend_code()) {
      finding.extend = *extend;
      finding.length += Neighbourhood::kExtendLength;
    } else if (const auto result = around.remapped_to()) {
      finding.cause_of = *result;
    }
  }
  finding.annotation_length = static_cast<std::uint16_t>(
      finding.extend == 0
          ? around.annotation_length()
          : Neighbourhood(Grammar::get(), true, text, pos, pos + finding.length)
                .annotation_length());
  return true;
}

bool take_finding(const Finding& finding, std::string_view text,
                  std::size_t pos, MatchState& state,
                  std::vector<Finding>& findings) {
  if (repeats_last(text, pos, finding.code, finding.kind, state)) {
    const std::size_t extend =
        finding.extend == 0 ? 0 : Neighbourhood::kExtendLength;
    state.last_end = static_cast<std::int64_t>(pos + finding.length - extend);
    return false;
  }
  // What a note of ours says is not the log's.
  state.resume = static_cast<std::int64_t>(pos + finding.length +
                                           finding.annotation_length);
  state.last_end = state.resume;
  state.last_code = finding.code;
  state.last_kind = finding.kind;
  findings.push_back(finding);
  findings.back().offset = pos;
  return true;
}

}  // namespace hrscan
