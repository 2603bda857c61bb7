#include "match/neighbourhood.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"

namespace hrscan {
namespace {

// Annotations may be longer than any other thing looked for behind a token.
constexpr std::size_t kAnnotationWindow = 1024;

// "ntstatus code", the signs between them and two short words behind.
constexpr std::size_t kMaxNtWords = 112;

// A component's name may stand anywhere in a line of usual length. With a token
// and an annotation before it, this is within what matchers get as context.
constexpr std::size_t kMentionWindow = 960;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool matches(std::string_view text, const RE2& pattern) {
  return RE2::PartialMatch(piece(text), pattern);
}

std::uint32_t hex_number(re2::StringPiece digits) {
  std::uint32_t value = 0;
  for (const char c : digits) value = value << 4 | ascii::hex_value(c);
  return value;
}

// How many bytes of words `text` begins with, eight at a time; 0 if there are
// two '_' in a row or one at the end. `text` begins with '_', with a part
// before it.
std::size_t symbol_length(std::string_view text) {
  std::size_t size = 0;
  std::uint64_t last = 0;  // whether the byte before is '_', as a top bit
  for (; text.size() - size >= 8; size += 8) {
    const std::uint64_t bytes = eight::load(text.data() + size);
    const std::uint64_t joints = eight::in_range(bytes, '_', '_');
    const std::uint64_t words =
        eight::letters(bytes) | eight::in_range(bytes, '0', '9') | joints;
    const std::uint64_t twice = joints & (joints << 8 | last);
    const int count = std::countr_one(words | ~eight::kTops) / 8;
    if (count < 8) {
      const std::uint64_t counted = (std::uint64_t{1} << 8 * count) - 1;
      const std::uint64_t ending =
          count == 0 ? last : joints >> 8 * (count - 1);
      if ((twice & counted) != 0 || (ending & 0x80) != 0) return 0;
      return size + static_cast<std::size_t>(count);
    }
    if (twice != 0) return 0;
    last = joints >> 56;
  }
  bool joint = last != 0;
  for (; size < text.size() && kWordBytes.has(text[size]); ++size) {
    if (joint && text[size] == '_') return 0;
    joint = text[size] == '_';
  }
  return joint ? 0 : size;
}

// Grammar::name_after by hand: it is asked of nearly every finding. Signs of a
// few kinds in a row, then a whole word that is a symbol; none of them ends a
// line, so that nobody has to look for its end.
std::string_view symbol_behind(std::string_view text) {
  static constexpr ByteSet kClosing("\"'])>");
  static constexpr ByteSet kBlanks(" \t\f\r");
  static constexpr ByteSet kJoining("-:=,/");
  static constexpr ByteSet kOpening("\"'([<");
  const auto skip = [&](const ByteSet& signs, int most) {
    for (; most > 0 && !text.empty() && signs.has(text.front()); --most) {
      text.remove_prefix(1);
    }
  };
  skip(kClosing, 2);
  skip(kBlanks, 2);
  if (text.starts_with("\xE2\x80\x93") || text.starts_with("\xE2\x80\x94")) {
    text.remove_prefix(3);
  } else {
    skip(kJoining, 1);
  }
  skip(kBlanks, 2);
  skip(kOpening, 2);

  constexpr std::size_t kMostFirst = 16;  // of the part before the first '_'
  std::size_t size = 0;
  while (size < text.size() &&
         (ascii::is_upper(text[size]) || ascii::is_digit(text[size]))) {
    ++size;
  }
  if (size == 0 || size > kMostFirst || !ascii::is_upper(text[0])) return {};
  if (size == text.size() || text[size] != '_') return {};
  const std::size_t rest = symbol_length(text.substr(size));
  return rest == 0 ? std::string_view() : text.substr(0, size + rest);
}

// Whether there is "://" behind a letter and one to fifteen more signs of a
// scheme.
bool holds_scheme(std::string_view text) {
  static constexpr ByteSet kScheme(
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+.-");
  constexpr std::size_t kMost = 16;
  for (std::size_t end = text.find("://"); end != std::string_view::npos;
       end = text.find("://", end + 1)) {
    for (std::size_t i = end; i > 0 && end - i < kMost; --i) {
      if (!kScheme.has(text[i - 1])) break;
      if (end - i >= 1 && kLetterBytes.has(text[i - 1])) return true;
    }
  }
  return false;
}

bool opens(char c) {
  return c == '[' || c == '(' || c == '{' || c == '<' || c == '>' || c == '"' ||
         c == '\'';
}

}  // namespace

std::string_view Neighbourhood::left(std::size_t most) const {
  looked_far_ = true;
  const std::size_t from = begin_ - std::min(begin_, most);
  const std::string_view window = text_.substr(from, begin_ - from);
  const std::size_t newline = find_last(window, '\n');
  return newline == std::string_view::npos ? window
                                           : window.substr(newline + 1);
}

std::string_view Neighbourhood::right(std::size_t most) const {
  looked_far_ = true;
  const std::string_view window = text_.substr(end_, most);
  return window.substr(0, window.find('\n'));
}

std::string_view Neighbourhood::line_before() const {
  return left(kMentionWindow);
}

std::string_view Neighbourhood::line_behind() const {
  return right(kMentionWindow);
}

std::string_view Neighbourhood::word_before() const {
  const Lead& word = lead();
  return text_.substr(begin_ - word.to_begin, word.to_begin - word.to_end);
}

bool Neighbourhood::may_be_introduced() const {
  // WIL's thread id may end in any hexadecimal digit.
  const bool behind_bracket = begin_ >= 2 && text_[begin_ - 2] == ')';
  return behind_bracket || (lead().may & word_use::kBeforeStatus) != 0;
}

bool Neighbourhood::introduced() const {
  if (screened_) {
    if (!may_be_introduced()) return false;
    if ((lead().plain & word_use::kStatus) != 0) return true;
  }
  return matches(left(), grammar_.status);
}

bool Neighbourhood::error_word() const {
  if (screened_) {
    if ((lead().may & word_use::kBeforeError) == 0) return false;
    if ((lead().plain & word_use::kError) != 0) return true;
  }
  return matches(left(), grammar_.error);
}

// Words that say NTSTATUS are rare, and those that end like them are not: an n
// and a t stand together somewhere before the last word's end, and just before
// the word itself if that is "status".
bool Neighbourhood::nt_may_precede() const {
  const std::size_t end = begin_ - lead().to_end;
  const std::size_t begin = begin_ - lead().to_begin;
  if (end - begin == 6 && (text_[begin] | 0x20) == 's') {
    if (begin_ - begin + 3 > kNear) looked_far_ = true;
    return begin >= 3 && (text_[begin - 2] | 0x20) == 't' &&
           (text_[begin - 3] | 0x20) == 'n';
  }
  looked_far_ = true;
  const std::string_view words = text_.substr(end - std::min(end, kMaxNtWords),
                                              std::min(end, kMaxNtWords));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if ((words[i] | 0x20) == 'n' && (words[i + 1] | 0x20) == 't') return true;
  }
  return false;
}

bool Neighbourhood::ntstatus_word() const {
  if (screened_) {
    if ((lead().may & word_use::kBeforeNtstatus) == 0) return false;
    if ((lead().plain & word_use::kNtstatus) != 0) return true;
    if (!nt_may_precede()) return false;
  }
  return matches(left(), grammar_.ntstatus);
}

bool Neighbourhood::win32_word() const {
  if (screened_) {
    if ((lead().may & word_use::kBeforeWin32) == 0) return false;
    if ((lead().plain & word_use::kWin32) != 0) return true;
  }
  return matches(left(), grammar_.win32);
}

bool Neighbourhood::address() const {
  if (screened_ && (lead().may & word_use::kBeforeAddress) == 0) {
    const std::string_view near = text_.substr(0, begin_);
    const bool sign = near.ends_with('@') || near.ends_with('+') ||
                      (near.size() >= 2 && (near[near.size() - 2] == '@' ||
                                            near[near.size() - 2] == '+'));
    if (!sign) return false;
  }
  if (screened_ && (lead().plain & word_use::kAddress) != 0) return true;
  return matches(left(), grammar_.address);
}

bool Neighbourhood::field() const {
  if (screened_) {
    if ((lead().may & word_use::kBeforeField) == 0) return false;
    if ((lead().plain & word_use::kField) != 0) return true;
  }
  return matches(left(), grammar_.field);
}

bool Neighbourhood::measure() const {
  return matches(left(), grammar_.measure);
}

bool Neighbourhood::labelled() const {
  if (screened_) {
    const char c = before();
    if (!opens(c) && c != '=' && c != ':' && c != '\x9A' && c != ' ' &&
        c != '\t' && c != '\r' && c != '\f' && c != '\v') {
      return false;
    }
  }
  if (matches(left(), grammar_.label)) return true;
  return matches(left(), grammar_.bracket) &&
         matches(right(), grammar_.bracket_end);
}

bool Neighbourhood::in_url() const {
  if (!screened_) return matches(left(kUrlWindow), grammar_.url);
  // No blank, quote or comma back to the scheme.
  static constexpr ByteSet kEnds(" \t\r\n\f\"'<>,;");
  const std::size_t stop = begin_ - std::min(begin_, kUrlWindow);
  std::size_t i = begin_;
  while (i > stop && !kEnds.has(text_[i - 1])) --i;
  if (begin_ - i >= kNear) looked_far_ = true;
  return holds_scheme(text_.substr(i, begin_ - i));
}

bool Neighbourhood::iis_status() const {
  if (screened_ && begin_ >= 2 && !ascii::is_digit(text_[begin_ - 2])) {
    return false;
  }
  return matches(left(), grammar_.iis);
}

bool Neighbourhood::part_of_name() const {
  static constexpr ByteSet kJoints("-./\\+%@$");
  if (kJoints.has(before())) return true;
  if (end_ >= text_.size() || !kJoints.has(text_[end_])) return false;
  return end_ + 1 < text_.size() && ascii::is_word(text_[end_ + 1]);
}

bool Neighbourhood::before_fraction() const {
  return end_ + 1 < text_.size() && text_[end_] == '.' &&
         ascii::is_digit(text_[end_ + 1]);
}

std::size_t Neighbourhood::annotation_length() const {
  if (end_ + 1 >= text_.size() || text_[end_] != ' ' ||
      text_[end_ + 1] != '{') {
    return 0;
  }
  re2::StringPiece whole;
  return RE2::PartialMatch(piece(right(kAnnotationWindow)), grammar_.annotation,
                           &whole)
             ? whole.size()
             : 0;
}

// A symbol ends with the word before the token, or with the word before that
// one where it is one of the five that may stand between.
bool Neighbourhood::name_may_precede() const {
  // The most signs that may stand on either side of such a word.
  constexpr std::size_t kMostBehind = 9;
  constexpr std::size_t kMostBefore = 6;
  constexpr std::string_view kBetween[] = {"hr", "hresult", "code", "status",
                                           "error"};
  std::size_t end = begin_;
  for (const std::size_t most : {kMostBehind, kMostBefore}) {
    const std::size_t stop = end - std::min(end, most);
    while (end > stop && !kWordBytes.has(text_[end - 1])) --end;
    std::size_t first = end;
    bool joined = false;
    while (first > 0 && kWordBytes.has(text_[first - 1])) {
      --first;
      joined |= text_[first] == '_';
    }
    if (joined) return true;
    const std::string_view word = text_.substr(first, end - first);
    const auto is_word = [&](std::string_view between) {
      return ascii::equal_ignoring_case(word, between);
    };
    if (!std::any_of(std::begin(kBetween), std::end(kBetween), is_word)) {
      return false;
    }
    end = first;
  }
  return false;
}

std::string_view Neighbourhood::name() const {
  const std::string_view behind = name_behind();
  if (!behind.empty() || (screened_ && !name_may_precede())) return behind;
  re2::StringPiece symbol;
  if (!RE2::PartialMatch(piece(left()), grammar_.name_before, &symbol)) {
    return {};
  }
  return {symbol.data(), symbol.size()};
}

std::string_view Neighbourhood::name_behind() const {
  looked_far_ = true;
  const std::size_t note = annotation_length();
  if (screened_) return symbol_behind(text_.substr(end_ + note, kRightWindow));
  std::string_view after = right(kRightWindow + note);
  after.remove_prefix(std::min(note, after.size()));
  re2::StringPiece symbol;
  if (!RE2::PartialMatch(piece(after), grammar_.name_after, &symbol)) return {};
  return {symbol.data(), symbol.size()};
}

std::optional<std::uint32_t> Neighbourhood::extend_code() const {
  if (end_ >= text_.size() || text_[end_] != '-') return std::nullopt;
  re2::StringPiece digits;
  if (!RE2::PartialMatch(piece(right()), grammar_.extend, &digits)) {
    return std::nullopt;
  }
  return hex_number(digits);
}

std::optional<std::uint32_t> Neighbourhood::remapped_to() const {
  if (screened_) {
    static constexpr ByteSet kClosing("\"'])");
    static constexpr ByteSet kBlanks(" \t\r\f\v");
    std::size_t i = end_;
    const auto here = [&] { return i < text_.size() ? text_[i] : '\0'; };
    for (int closing = 0; closing < 2 && kClosing.has(here()); ++closing) ++i;
    if (kBlanks.has(here())) ++i;
    const char sign = here();
    ++i;
    const bool arrow = (sign == '-' || sign == '=') && here() == '>';
    if (!arrow && sign != '\xE2') return std::nullopt;
  }
  re2::StringPiece digits;
  if (!RE2::PartialMatch(piece(right()), grammar_.remap, &digits)) {
    return std::nullopt;
  }
  return hex_number(digits);
}

}  // namespace hrscan
