#include "catalog/c_tokens.h"

#include <algorithm>

#include "base/ascii.h"

namespace hrscan::c {
namespace {

using Kind = Token::Kind;

constexpr std::string_view kTwoSigns[] = {
    "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##", "::"};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    add(Kind::kNewline, at_);
    return std::move(tokens_);
  }

 private:
  bool rest_starts_with(std::string_view word) const {
    return text_.substr(at_).starts_with(word);
  }

  // Appends text_[at_, end) and moves behind it.
  void add(Kind kind, std::size_t end) {
    tokens_.push_back(
        {kind,
         text_.substr(at_, end - at_),
         {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)}});
    move_to(end);
  }

  void move_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      add(Kind::kNewline, at_ + 1);
    } else if (rest_starts_with("\\\n") || rest_starts_with("\\\r\n")) {
      move_to(text_.find('\n', at_) + 1);
    } else if (rest_starts_with("//")) {
      std::size_t end = std::min(text_.find('\n', at_), text_.size());
      if (text_[end - 1] == '\r') --end;
      add(Kind::kComment, end);
    } else if (rest_starts_with("/*")) {
      const std::size_t close = text_.find("*/", at_ + 2);
      const bool open = close == std::string_view::npos;
      add(open ? Kind::kOpen : Kind::kComment, open ? text_.size() : close + 2);
    } else if (ascii::is_digit(c)) {
      add(Kind::kNumber, end_of_number());
    } else if (ascii::is_word(c)) {
      add(Kind::kIdentifier, end_of_word());
    } else if (c == '"' || c == '\'') {
      add(Kind::kQuoted, end_of_quoted(c));
    } else if (c > ' ' || c < 0) {
      add(Kind::kPunctuator, end_of_sign());
    } else {
      move_to(at_ + 1);
    }
  }

  std::size_t end_of_word() const {
    std::size_t end = at_;
    while (end < text_.size() && ascii::is_word(text_[end])) ++end;
    return end;
  }

  // C++14 separates digits by apostrophes.
  std::size_t end_of_number() const {
    std::size_t end = at_;
    while (end < text_.size() &&
           (ascii::is_word(text_[end]) || text_[end] == '.' ||
            (text_[end] == '\'' && end + 1 < text_.size() &&
             ascii::is_word(text_[end + 1])))) {
      ++end;
    }
    return end;
  }

  std::size_t end_of_quoted(char quote) const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    if (end < text_.size() && text_[end] == quote) ++end;
    return std::min(end, text_.size());
  }

  std::size_t end_of_sign() const {
    const bool two = std::any_of(
        std::begin(kTwoSigns), std::end(kTwoSigns),
        [&](std::string_view sign) { return rest_starts_with(sign); });
    return at_ + (two ? 2 : 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  return Tokenizer(text).run();
}

}  // namespace hrscan::c
