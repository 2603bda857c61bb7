// C source cut into tokens, as far as headers of status codes need it.
#ifndef HRSCAN_CATALOG_C_TOKENS_H_
#define HRSCAN_CATALOG_C_TOKENS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"

namespace hrscan::c {

struct Token {
  enum class Kind : std::uint8_t {
    kIdentifier,
    kNumber,
    kPunctuator,
    kQuoted,   // a string or a character
    kComment,  // with its signs
    kOpen,     // a comment that is not closed
    kNewline,  // ends a line that no backslash continues
  };

  Kind kind = Kind::kNewline;
  std::string_view text;
  Place place;

  bool is(std::string_view other) const {
    return text == other && kind != Kind::kQuoted && kind != Kind::kComment;
  }
  bool is_identifier() const { return kind == Kind::kIdentifier; }
};

// The tokens are views of `text`. The last one is a newline.
std::vector<Token> tokenize(std::string_view text);

}  // namespace hrscan::c

#endif  // HRSCAN_CATALOG_C_TOKENS_H_
