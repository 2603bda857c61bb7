#include "annotate/annotation.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/utf16.h"
#include "code/setup_extend.h"
#include "code/token.h"
#include "hrscan/rule.h"

namespace hrscan {
namespace {

constexpr std::string_view kRetryMark = " | retry: ";
constexpr std::string_view kOpen = " {";
constexpr std::string_view kMarkedOpen = " {hrscan: ";
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

// unfinished_note() for 8-bit text.
std::size_t unfinished_narrow(std::string_view text) {
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

// The same for UTF-16. If `half`, the last byte is the first half of a unit,
// which may be a blank. Right behind a line end it is one only where units go
// by the input's even offsets, as they nearly always do: or the second half of
// every line end in little-endian text would wait for the next line.
std::size_t unfinished_wide(std::string_view text, bool big_endian, bool half,
                            bool odd_end) {
  const std::size_t end = text.size() - (half ? 1 : 0);
  const std::size_t units = std::min(end / 2, kMostHeldBack / 8);
  const std::string near =
      narrowed(text.substr(end - 2 * units, 2 * units), big_endian);
  const std::size_t found = unfinished_narrow(near);
  if (found < near.size()) return end - 2 * (units - found);
  const bool may_be_blank = half && text.back() == (big_endian ? '\0' : ' ');
  const bool behind_line_end = near.ends_with('\n');
  return may_be_blank && (odd_end || !behind_line_end) ? end : text.size();
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
  const std::size_t open = find_last(text.substr(stop, last - stop), '{');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t brace = stop + open + 1;
  if (brace < stop + kOpen.size() ||
      text.substr(brace - kOpen.size(), kOpen.size()) != kOpen) {
    return std::nullopt;
  }
  const std::size_t begin = brace - kOpen.size();
  const std::string_view inner = text.substr(brace, last - brace);
  // Most braces hold something else.
  if (!inner.starts_with(kNoteMark) && !ends_with_retry(inner)) {
    return std::nullopt;
  }
  if (std::any_of(inner.begin(), inner.end(), breaks_note)) return std::nullopt;
  if (inner.starts_with(kNoteMark)) {
    const bool starts_line = begin == 0 ? from_start : text[begin - 1] == '\n';
    return NoteEnding{begin,
                      starts_line || text.substr(begin) == kNoLineEndNote};
  }
  if (!behind_token(text, begin)) return std::nullopt;
  return NoteEnding{begin, false};
}

std::optional<NoteEnding> wide_note_ending(std::string_view text,
                                           bool big_endian, bool from_start) {
  const std::size_t units =
      std::min(text.size() / 2, kLongestNote + kBeforeNote);
  const std::size_t begin = text.size() - 2 * units;
  const std::string near = narrowed(text.substr(begin), big_endian);
  if (!near.ends_with('}')) return std::nullopt;
  const auto note = note_ending(near, from_start && begin == 0);
  if (!note) return std::nullopt;
  const std::size_t at = begin + 2 * note->begin;
  // The line end before it may be half a unit, or 8-bit.
  const bool marked = near.substr(note->begin).starts_with(kMarkedOpen);
  const bool starts_line = marked && at > 0 && text[at - 1] == '\n';
  return NoteEnding{at, note->owns_line_end || starts_line};
}

bool has_note(std::string_view text, std::size_t from, std::size_t to) {
  const std::string_view searched = text.substr(0, to);
  for (std::size_t brace = searched.find('}', from);
       brace != std::string_view::npos; brace = searched.find('}', brace + 1)) {
    const std::string_view to_brace = text.substr(0, brace + 1);
    if (note_ending(to_brace)) return true;
    if (brace == 0 || text[brace - 1] != '\0') continue;
    if (wide_note_ending(to_brace, /*big_endian=*/true, true) ||
        wide_note_ending(text.substr(0, brace + 2), /*big_endian=*/false,
                         true)) {
      return true;
    }
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

std::size_t unfinished_note(std::string_view text, bool odd_end) {
  std::size_t first = unfinished_narrow(text);
  // Every character of a note's frame in UTF-16 has a zero byte.
  const std::size_t near = std::min(text.size(), 2 * kLongestNote);
  if (text.substr(text.size() - near).find('\0') == std::string_view::npos) {
    return first;
  }
  for (const bool big_endian : {false, true}) {
    for (const bool half : {false, true}) {
      first = std::min(first, unfinished_wide(text, big_endian, half, odd_end));
    }
  }
  return first;
}

bool is_wide_mark(std::string_view note) {
  return narrowed(note, /*big_endian=*/false) == kNoLineEndNote ||
         narrowed(note, /*big_endian=*/true) == kNoLineEndNote;
}

}  // namespace hrscan
