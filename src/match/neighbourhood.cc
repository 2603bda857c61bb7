#include "match/neighbourhood.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/bytes.h"

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

bool opens(char c) {
  return c == '[' || c == '(' || c == '{' || c == '<' || c == '>' || c == '"' ||
         c == '\'';
}

}  // namespace

std::string_view Neighbourhood::left(std::size_t most) const {
  const std::size_t from = begin_ - std::min(begin_, most);
  const std::string_view window = text_.substr(from, begin_ - from);
  const std::size_t newline = find_last(window, '\n');
  return newline == std::string_view::npos ? window
                                           : window.substr(newline + 1);
}

std::string_view Neighbourhood::right(std::size_t most) const {
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
    return begin >= 3 && (text_[begin - 2] | 0x20) == 't' &&
           (text_[begin - 3] | 0x20) == 'n';
  }
  const std::string_view words = text_.substr(end - std::min(end, kMaxNtWords),
                                              std::min(end, kMaxNtWords));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if ((words[i] | 0x20) == 'n' && (words[i + 1] | 0x20) == 't') return true;
  }
  return false;
}

bool Neighbourhood::ntstatus_word() const {
  if (screened_ &&
      ((lead().may & word_use::kBeforeNtstatus) == 0 || !nt_may_precede())) {
    return false;
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
  if (screened_) {
    // No blank, quote or comma back to a slash.
    static constexpr ByteSet kEnds(" \t\r\n\f\"'<>,;");
    const std::size_t stop = begin_ - std::min(begin_, kUrlWindow);
    bool slash = false;
    for (std::size_t i = begin_; i > stop && !slash; --i) {
      if (kEnds.has(text_[i - 1])) break;
      slash = text_[i - 1] == '/';
    }
    if (!slash) return false;
  }
  return matches(left(kUrlWindow), grammar_.url);
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
  const std::string_view word = word_before();
  if (word.empty()) return true;
  constexpr std::string_view kBetween[] = {"hr", "hresult", "code", "status",
                                           "error"};
  for (const std::string_view between : kBetween) {
    if (!ascii::equal_ignoring_case(word, between)) continue;
    if (word.data() == text_.data()) return false;
    static constexpr ByteSet kSigns(" \t\r\f=:,-\"'");
    const char before_word = word.data()[-1];
    return kSigns.has(before_word) || ascii::is_word(before_word);
  }
  // All but the first part of a symbol may be in either case: "JET_errOutOf".
  const std::size_t from = begin_ - std::min<std::size_t>(begin_, kLeftWindow);
  return text_.substr(from, begin_ - from).find('_') != std::string_view::npos;
}

std::string_view Neighbourhood::name() const {
  re2::StringPiece symbol;
  const std::size_t note = annotation_length();
  std::string_view after = right(kRightWindow + note);
  after.remove_prefix(std::min(note, after.size()));
  bool worth_it = true;
  if (screened_) {
    // A capital comes after a few signs and blanks, or there is no symbol.
    std::size_t i = 0;
    while (i < after.size() && i < 12 && !ascii::is_word(after[i])) ++i;
    worth_it = i < after.size() && ascii::is_upper(after[i]);
  }
  if (worth_it &&
      RE2::PartialMatch(piece(after), grammar_.name_after, &symbol)) {
    return {symbol.data(), symbol.size()};
  }
  if (screened_ && !name_may_precede()) return {};
  if (RE2::PartialMatch(piece(left()), grammar_.name_before, &symbol)) {
    return {symbol.data(), symbol.size()};
  }
  return {};
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
