#include "annotate/annotation.h"

#include <algorithm>

#include "base/ascii.h"
#include "code/setup_extend.h"
#include "code/token.h"
#include "hrscan/rule.h"

namespace hrscan {
namespace {

constexpr std::string_view kRetryMark = " | retry: ";
constexpr std::string_view kOpen = " {";
constexpr std::string_view kDots = "...";
constexpr std::string_view kUnknownSymbol = "(unknown)";

// Room for braces, mark and the longest retry word.
constexpr std::size_t kMaxBody = kMaxNote - 40;

// However notes are nested, no more text than this is held back for them.
constexpr std::size_t kMostHeldBack = 64 * 1024;

bool continues_character(char c) { return (c & 0xC0) == 0x80; }

void append_clean(std::string_view text, std::string& out) {
  for (const char c : text) out += breaks_note(c) ? ' ' : c;
}

// At most `size` bytes, whole UTF-8 characters only.
void cut_to_bytes(std::size_t size, std::string& text) {
  if (text.size() <= size) return;
  std::size_t cut = size - kDots.size();
  while (cut > 0 && continues_character(text[cut])) --cut;
  text.resize(cut);
  text += kDots;
}

// At most `width` characters, whole words if there are several.
std::string cut_to_width(std::string text, std::size_t width) {
  const auto characters = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(),
                    [](char c) { return !continues_character(c); }));
  if (width == 0 || characters <= width) return text;
  std::size_t room = std::max(width, kDots.size() + 1) - kDots.size();
  std::size_t cut = 0;
  while (cut < text.size() && (continues_character(text[cut]) || room > 0)) {
    if (!continues_character(text[cut])) --room;
    ++cut;
  }
  if (text[cut] != ' ') {
    const std::size_t blank = text.rfind(' ', cut);
    if (blank != std::string::npos && blank > 0) cut = blank;
  }
  text.resize(cut);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' ||
                           text.back() == ';' || text.back() == ':')) {
    text.pop_back();
  }
  return text.append(kDots);
}

std::string detail_of(const NoteSubject& subject) {
  if (subject.extend == 0) return {};
  return " (" + setup_detail(subject.extend) + ")";
}

std::string facility_of(const Meaning& meaning) {
  if (!meaning.facility.title.empty()) {
    return std::string(meaning.facility.title);
  }
  if (meaning.kind != CodeKind::kHresult) return {};
  return std::to_string(meaning.facility.number);
}

// "E_FAIL: Something failed." as far as it is known and not written already.
std::string usual_words(const NoteSubject& subject, const NoteFormat& format) {
  const Meaning& meaning = subject.meaning;
  std::string words;
  if (format.marked) words = to_hex(meaning.code);
  const bool shows_symbol =
      !meaning.symbol.empty() && (format.marked || !subject.name_is_written);
  if (shows_symbol) {
    if (!words.empty()) words += ' ';
    words += meaning.symbol;
  }
  std::string text(meaning.description);
  if (text.empty() && !shows_symbol) {
    // What the symbol says stands in the log already.
    Meaning nameless = meaning;
    nameless.symbol = {};
    text = describe(nameless);
  }
  text = cut_to_width(std::move(text), format.max_width) + detail_of(subject);
  if (!text.empty()) {
    // Behind a symbol alone a detail needs no colon.
    if (!words.empty() && text[0] != ' ') words += ": ";
    words += text;
  }
  return words;
}

std::string field_text(NoteTemplate::Field field, const NoteSubject& subject,
                       const NoteFormat& format) {
  const Meaning& meaning = subject.meaning;
  switch (field) {
    case NoteTemplate::Field::kText:
      break;
    case NoteTemplate::Field::kSymbol:
      return std::string(meaning.symbol.empty() ? kUnknownSymbol
                                                : meaning.symbol);
    case NoteTemplate::Field::kDescription:
      return cut_to_width(describe(meaning), format.max_width) +
             detail_of(subject);
    case NoteTemplate::Field::kRetry:
      return std::string(to_string(meaning.retry));
    case NoteTemplate::Field::kCode:
      return to_hex(meaning.code);
    case NoteTemplate::Field::kFacility:
      return facility_of(meaning);
    case NoteTemplate::Field::kAdvice:
      return std::string(meaning.advice);
  }
  return {};
}

std::string template_words(const NoteSubject& subject,
                           const NoteFormat& format) {
  std::string words;
  for (const NoteTemplate::Part& part : format.words->parts()) {
    words += part.field == NoteTemplate::Field::kText
                 ? part.text
                 : field_text(part.field, subject, format);
  }
  return words;
}

// Whether `text` ends with " | retry: likely" or the like.
bool ends_with_retry(std::string_view text) {
  for (int i = 0; i < kRetryCount; ++i) {
    const std::string_view word = to_string(static_cast<Retry>(i));
    if (text.ends_with(word) &&
        text.substr(0, text.size() - word.size()).ends_with(kRetryMark)) {
      return true;
    }
  }
  return false;
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

// Whether a note may begin at text[begin] of which text[.., end) is seen so
// far.
bool may_begin(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t from = begin + kOpen.size();
  const std::string_view inner =
      text.substr(from, std::min(end - std::min(end, from), kNoteMark.size()));
  return kNoteMark.starts_with(inner) || behind_token(text, begin);
}

}  // namespace

void append_note(const NoteSubject& subject, const NoteFormat& format,
                 std::string& out) {
  const bool own_words = format.words != nullptr && !format.words->empty();
  std::string words = own_words ? template_words(subject, format)
                                : usual_words(subject, format);
  cut_to_bytes(kMaxBody, words);
  out += kOpen;
  if (format.marked || own_words) out += kNoteMark;
  append_clean(words, out);
  if (!own_words) {
    out += kRetryMark;
    out += to_string(subject.meaning.retry);
  }
  out += '}';
}

std::optional<NoteEnding> note_ending(std::string_view text, bool from_start) {
  const std::size_t last = text.size() - 1;
  const std::size_t stop = text.size() - std::min(text.size(), kLongestNote);
  std::size_t brace = last;
  while (brace > stop && !breaks_note(text[brace - 1])) --brace;
  if (brace < stop + kOpen.size() ||
      text.substr(brace - kOpen.size(), kOpen.size()) != kOpen) {
    return std::nullopt;
  }
  const std::size_t begin = brace - kOpen.size();
  const std::string_view inner = text.substr(brace, last - brace);
  if (inner.starts_with(kNoteMark)) {
    const bool starts_line = begin == 0 ? from_start : text[begin - 1] == '\n';
    return NoteEnding{begin,
                      starts_line || text.substr(begin) == kNoLineEndNote};
  }
  if (!ends_with_retry(inner) || !behind_token(text, begin)) {
    return std::nullopt;
  }
  return NoteEnding{begin, false};
}

bool has_note(std::string_view text) {
  for (std::size_t brace = text.find('}'); brace != std::string_view::npos;
       brace = text.find('}', brace + 1)) {
    if (note_ending(text.substr(0, brace + 1))) return true;
  }
  return false;
}

bool is_note_line(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (!line.ends_with('}')) return false;
  const std::optional<NoteEnding> note = note_ending(line);
  return note && note->begin == 0;
}

std::size_t unfinished_note(std::string_view text) {
  std::size_t held = text.ends_with(' ') ? text.size() - 1 : text.size();
  const std::size_t farthest =
      text.size() - std::min(text.size(), kMostHeldBack);
  std::size_t stop = text.size() - std::min(text.size(), kLongestNote);
  for (std::size_t i = text.size(); i > stop; --i) {
    if (!breaks_note(text[i - 1])) continue;
    if (text[i - 1] != '{' || i < kOpen.size() || text[i - 2] != ' ' ||
        !may_begin(text, i - kOpen.size(), held)) {
      break;
    }
    held = i - kOpen.size();
    stop = std::max(farthest, i - std::min(i, kLongestNote));
  }
  return held;
}

}  // namespace hrscan
