#include "base/holds_word.h"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/ascii.h"
#include "base/eight_bytes.h"

namespace hrscan {
namespace {

bool is_edge(char c) { return !ascii::is_word(c) && c >= 0; }

bool is_word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > 0 && !is_edge(text[at - 1])) return false;
  const std::string_view rest = text.substr(at);
  return rest.size() >= word.size() &&
         (rest.size() == word.size() || is_edge(rest[word.size()])) &&
         ascii::equal_ignoring_case(rest.substr(0, word.size()), word);
}

// The top bit of bytes that may be this one in either case, and of some
// behind such bytes.
std::uint64_t alike(std::uint64_t bytes, char c) {
  constexpr std::uint64_t kCase = eight::kOnes * 0x20;
  const std::uint64_t other =
      (bytes | kCase) ^
      eight::kOnes * static_cast<unsigned char>(c | static_cast<char>(0x20));
  return (other - eight::kOnes) & ~other & eight::kTops;
}

}  // namespace

bool holds_word(std::string_view text, std::string_view word) {
  if (word.empty() || text.size() < word.size()) return false;
  std::size_t at = 0;
  // Eight places at a time, as far as eight bytes follow them: of a word of
  // two letters and more both are looked for, of which few lines hold many.
  const char first = word[0];
  const char second = word.size() > 1 ? word[1] : '\0';
  for (; at + 9 <= text.size(); at += 8) {
    std::uint64_t places = alike(eight::load(text.data() + at), first);
    if (second != '\0') {
      places &= alike(eight::load(text.data() + at + 1), second);
    }
    for (; places != 0; places &= places - 1) {
      const auto byte = static_cast<std::size_t>(std::countr_zero(places)) / 8;
      if (is_word_at(text, at + byte, word)) return true;
    }
  }
  for (; at + word.size() <= text.size(); ++at) {
    if (is_word_at(text, at, word)) return true;
  }
  return false;
}

}  // namespace hrscan
