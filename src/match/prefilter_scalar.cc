#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "match/prefilter.h"

namespace hrscan {
namespace {

bool is_hex_at(std::string_view text, std::size_t pos) {
  return pos < text.size() && ascii::is_hex(text[pos]);
}

bool ends_run(std::string_view text, std::size_t pos) {
  if (is_hex_at(text, pos) || pos > text.size()) return false;
  std::size_t length = 0;
  while (length < pos && is_hex_at(text, pos - length - 1)) ++length;
  return length >= 8 && length <= 10;
}

bool is_pair(std::string_view text, std::size_t pos) {
  if (pos + 1 >= text.size()) return false;
  const char a = ascii::to_lower(text[pos]);
  const char b = ascii::to_lower(text[pos + 1]);
  return (a == '0' && b == 'x') || (a == 'r' && b == 'r') ||
         (a == 'g' && b == 'l') || (a == 'n' && b == '3') ||
         text.substr(pos, 2) == "{h" ||
         (text[pos + 1] == '}' &&
          std::string_view("ceinsuy~").find(text[pos]) !=
              std::string_view::npos);
}

}  // namespace

void find_hits_scalar(std::string_view text, std::size_t from, std::size_t size,
                      Hits& hits) {
  std::memset(&hits, 0, sizeof(hits));
  for (std::size_t i = 1; i <= std::min<std::size_t>(from, 11); ++i) {
    if (!is_hex_at(text, from - i)) break;
    hits.hex[0] |= std::uint64_t{1} << (64 - i);
  }
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  std::uint64_t newlines = 0;
  for (std::size_t i = 0; i < blocks * kHitBytes; ++i) {
    const std::size_t pos = from + i;
    const std::size_t block = i / kHitBytes;
    const std::uint64_t bit = std::uint64_t{1} << i % kHitBytes;
    if (i % (kHitBytes * kHitGroup) == 0) {
      hits.newlines_before[block / kHitGroup] = newlines;
    }
    if (is_hex_at(text, pos)) hits.hex[block + 1] |= bit;
    if (is_pair(text, pos)) hits.pairs[block + 1] |= bit;
    const bool behind_pair = i >= 10 && is_pair(text, pos - 10);
    if (ends_run(text, pos) && !behind_pair) hits.run_ends[block] |= bit;
    if (pos >= text.size()) continue;
    if (text[pos] == '\0') hits.has_zero = true;
    if (text[pos] == '\n') {
      hits.newlines[block] |= bit;
      ++hits.newline_counts[block];
      ++newlines;
    }
  }
  for (std::size_t block = 0; block < blocks; ++block) {
    if ((hits.run_ends[block] | hits.pairs[block + 1]) != 0) {
      hits.busy[block / 64] |= std::uint64_t{1} << block % 64;
    }
  }
}

}  // namespace hrscan
