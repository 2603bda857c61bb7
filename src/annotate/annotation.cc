#include "annotate/annotation.h"

#include <algorithm>

#include "base/ascii.h"
#include "code/token.h"
#include "hrscan/rule.h"

namespace hrscan {
namespace {

constexpr std::string_view kRetryMark = " | retry: ";
constexpr std::string_view kOpen = " {";

constexpr std::size_t kMaxRetryWord = 16;

// Room for braces, the symbol's colon and the longest retry word.
constexpr std::size_t kMaxBody = kMaxNote - 40;

// What may not stand in a note, and ends the search for its beginning.
bool breaks_note(char c) {
  return c == '{' || c == '}' || c == '\n' || c == '\r';
}

void append_body(std::string_view text, std::string& out) {
  for (const char c : text) out += breaks_note(c) ? ' ' : c;
}

std::string body_of(const Meaning& meaning, bool name_is_written) {
  std::string body;
  if (!name_is_written && !meaning.symbol.empty()) {
    append_body(meaning.symbol, body);
  }
  std::string_view text = meaning.description;
  if (text.empty() && body.empty()) {
    text = !meaning.component.empty()        ? meaning.component
           : !meaning.facility.title.empty() ? meaning.facility.title
                                             : "unknown code";
  }
  if (!text.empty()) {
    if (!body.empty()) body += ": ";
    append_body(text, body);
  }
  if (body.size() > kMaxBody) {
    std::size_t cut = kMaxBody - 3;
    while (cut > 0 && (body[cut] & 0xC0) == 0x80) --cut;  // whole UTF-8 only
    body.resize(cut);
    body += "...";
  }
  return body;
}

// Length of the retry word and the brace at the start of `text`, or 0.
std::size_t ending_length(std::string_view text) {
  for (int i = 0; i < kRetryCount; ++i) {
    const std::string_view word = to_string(static_cast<Retry>(i));
    if (text.starts_with(word) && text.substr(word.size()).starts_with('}')) {
      return word.size() + 1;
    }
  }
  return 0;
}

// Whether a status code is written up to `end`.
bool behind_token(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < kMaxTokenLength &&
         ascii::is_word(text[begin - 1])) {
    --begin;
  }
  const auto fits = [&](std::size_t from) {
    const std::optional<Token> token = token_at(text, from);
    return token && from + token->length == end;
  };
  return begin < end && (fits(begin) || (begin > 0 && fits(begin - 1)));
}

}  // namespace

void append_note(const Meaning& meaning, bool name_is_written,
                 std::string& out) {
  out += kOpen;
  out += body_of(meaning, name_is_written);
  out += kRetryMark;
  out += to_string(meaning.retry);
  out += '}';
}

std::optional<NoteSpan> find_note(std::string_view text, std::size_t from,
                                  bool from_note) {
  // Bars are rarer in logs than the blank before this one.
  for (std::size_t bar = text.find('|', from); bar != std::string_view::npos;
       bar = text.find('|', bar + 1)) {
    if (bar == 0 || !text.substr(bar - 1).starts_with(kRetryMark)) continue;
    const std::size_t mark = bar - 1;
    const std::size_t ending =
        ending_length(text.substr(mark + kRetryMark.size()));
    if (ending == 0) continue;
    const std::size_t stop = mark - std::min(mark, kMaxNote);
    std::size_t brace = mark;
    while (brace > stop && !breaks_note(text[brace - 1])) --brace;
    if (brace < kOpen.size() ||
        text.substr(brace - kOpen.size(), kOpen.size()) != kOpen) {
      continue;
    }
    const std::size_t begin = brace - kOpen.size();
    const bool behind_note = from_note && begin == from;
    if (begin < from || (!behind_note && !behind_token(text, begin))) continue;
    return NoteSpan{begin, mark + kRetryMark.size() + ending};
  }
  return std::nullopt;
}

std::size_t unfinished_note(std::string_view text) {
  const std::size_t longest = kMaxNote + kRetryMark.size() + kMaxRetryWord;
  const std::size_t stop = text.size() - std::min(text.size(), longest);
  for (std::size_t i = text.size(); i > stop; --i) {
    if (text[i - 1] == '{' && i >= kOpen.size() && text[i - 2] == ' ') {
      return i - kOpen.size();
    }
    if (breaks_note(text[i - 1])) break;
  }
  return text.ends_with(' ') ? text.size() - 1 : text.size();
}

}  // namespace hrscan
