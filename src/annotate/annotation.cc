#include "annotate/annotation.h"

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf16.h"
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

// The note in 8-bit text whose " | retry: " stands at `mark`.
std::optional<NoteSpan> note_with_mark(std::string_view text, std::size_t mark,
                                       std::size_t from, bool from_note) {
  const std::size_t ending =
      ending_length(text.substr(mark + kRetryMark.size()));
  if (ending == 0) return std::nullopt;
  const std::size_t stop = mark - std::min(mark, kMaxNote);
  std::size_t brace = mark;
  while (brace > stop && !breaks_note(text[brace - 1])) --brace;
  if (brace < kOpen.size() ||
      text.substr(brace - kOpen.size(), kOpen.size()) != kOpen) {
    return std::nullopt;
  }
  const std::size_t begin = brace - kOpen.size();
  const bool behind_note = from_note && begin == from;
  if (begin < from || (!behind_note && !behind_token(text, begin))) {
    return std::nullopt;
  }
  return NoteSpan{begin, mark + kRetryMark.size() + ending};
}

// UTF-16 as far as it is ASCII, a byte for each unit; others become a byte that
// is part of no token and of no note's frame.
std::string narrowed(std::string_view text, bool big_endian) {
  std::string out(text.size() / 2, '\x80');
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::uint16_t unit = utf16::load(text.data() + 2 * i, big_endian);
    if (unit < 0x80) out[i] = static_cast<char>(unit);
  }
  return out;
}

// The note in UTF-16 in whose mark the bar stands at text[bar].
std::optional<NoteSpan> wide_note(std::string_view text, std::size_t bar,
                                  bool big_endian, std::size_t from,
                                  bool from_note) {
  const std::size_t before = big_endian ? 3 : 2;  // of the mark's blank
  if (bar < before) return std::nullopt;
  const std::size_t mark = bar - before;
  const std::string_view behind =
      text.substr(mark, 2 * (kRetryMark.size() + kMaxRetryWord + 1));
  if (!narrowed(behind, big_endian).starts_with(kRetryMark)) {
    return std::nullopt;
  }
  const std::size_t units = std::min(mark / 2, kMaxNote + kMaxTokenLength + 2);
  const std::size_t begin = mark - 2 * units;
  const std::string near =
      narrowed(text.substr(begin, mark + behind.size() - begin), big_endian);
  const std::size_t behind_begin = from > begin ? from - begin : 0;
  const auto note =
      note_with_mark(near, units, (behind_begin + 1) / 2,
                     from_note && from >= begin && behind_begin % 2 == 0);
  if (!note) return std::nullopt;
  return NoteSpan{begin + 2 * note->begin, begin + 2 * note->end};
}

// unfinished_note() for 8-bit text.
std::size_t unfinished_narrow(std::string_view text) {
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

// The same for UTF-16. If `half`, the last byte is the first half of a unit,
// which may be a blank.
std::size_t unfinished_wide(std::string_view text, bool big_endian, bool half) {
  std::string_view whole = text.substr(0, text.size() - (half ? 1 : 0));
  const std::size_t longest =
      2 * (kMaxNote + kRetryMark.size() + kMaxRetryWord);
  const std::size_t units = std::min(whole.size(), longest) / 2;
  whole = whole.substr(whole.size() - 2 * units);
  const std::string near = narrowed(whole, big_endian);
  const std::size_t found = unfinished_narrow(near);
  const std::size_t end = text.size() - (half ? 1 : 0);
  if (found < near.size()) return end - 2 * (units - found);
  const bool may_be_blank = half && text.back() == (big_endian ? '\0' : ' ');
  const bool may_follow =
      !near.empty() && (ascii::is_word(near.back()) || near.back() == '}');
  return may_be_blank && may_follow ? end : text.size();
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
    std::optional<NoteSpan> note;
    if (bar > 0 && text.substr(bar - 1).starts_with(kRetryMark)) {
      note = note_with_mark(text, bar - 1, from, from_note);
    }
    if (!note && text.substr(bar + 1).starts_with('\0')) {
      note = wide_note(text, bar, /*big_endian=*/false, from, from_note);
    }
    if (!note && bar > 0 && text[bar - 1] == '\0') {
      note = wide_note(text, bar, /*big_endian=*/true, from, from_note);
    }
    if (note) return note;
  }
  return std::nullopt;
}

std::size_t unfinished_note(std::string_view text) {
  std::size_t first = unfinished_narrow(text);
  if (text.empty()) return first;
  for (const bool big_endian : {false, true}) {
    for (const bool half : {false, true}) {
      first = std::min(first, unfinished_wide(text, big_endian, half));
    }
  }
  return first;
}

}  // namespace hrscan
