#include <algorithm>

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
         (a == 'g' && b == 'l') || (a == 'n' && b == '3');
}

}  // namespace

std::size_t find_hits_scalar(std::string_view text, std::size_t from,
                             std::size_t size, Hits* hits,
                             std::uint16_t* busy) {
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  std::fill_n(hits, blocks, Hits());
  std::uint64_t newlines = 0;
  for (std::size_t i = 0; i < blocks * kHitBytes; ++i) {
    Hits& h = hits[i / kHitBytes];
    const std::uint64_t bit = std::uint64_t{1} << i % kHitBytes;
    if (i % kHitBytes == 0) h.newlines_before = newlines;
    const bool behind_pair = i >= 10 && is_pair(text, from + i - 10);
    if (ends_run(text, from + i) && !behind_pair) h.run_ends |= bit;
    if (is_pair(text, from + i)) h.pairs |= bit;
    if (from + i < text.size() && text[from + i] == '\n') {
      h.newlines |= bit;
      ++newlines;
    }
  }
  std::size_t count = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    if ((hits[block].run_ends | hits[block].pairs) != 0) {
      busy[count++] = static_cast<std::uint16_t>(block);
    }
  }
  return count;
}

}  // namespace hrscan
