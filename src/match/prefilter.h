// Where a token may start: the only part of the scanner that looks at every
// byte, and the only one with SIMD.
//
// For each block of 64 bytes, find_hits() gives by a bit each where
//
//   run_ends  a run of eight to ten hexadecimal digits has just ended: the byte
//             is none, or the text is over, and those before it are; but not
//             eight digits directly behind a pair
//   pairs     a pair 0x, rr, gl or n3 begins, case ignored, or {h, or one of
//             ceinsuy~ and }
//   newlines  there is a '\n'
//   hex       there is a hexadecimal digit
//
// That is enough to find every token: small decimals count only behind words
// that hold rr (GetLastError, system error), gl (gle) or n3 (win32); all other
// tokens begin with 0x or end in such a run, save one letter. {h is how marked
// notes begin, within which no token counts (code/note_mark.h); the others end
// with a word for retry and } (annotate/annotation.h). The hits may
// point at too much but never at too little: fast_matcher.cc relies on it, and
// the tests hold it against RE2.
//
// Method: every byte is looked up by its two halves in two tables of sixteen
// (PSHUFB), whose results are ANDed: a class of bytes is a product of low and
// high halves. Hyperscan's Teddy does the same for literals; see "Hyperscan: A
// Fast Multi-pattern Regex Matcher for Modern CPUs" (NSDI 2019). Runs are then
// found in the bit masks, a vector of masks at a time.
#ifndef HRSCAN_MATCH_PREFILTER_H_
#define HRSCAN_MATCH_PREFILTER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hrscan {

inline constexpr std::size_t kHitBytes = 64;  // a block
inline constexpr std::size_t kMaxHitSize = 16 * 1024;
inline constexpr std::size_t kMaxHitBlocks = kMaxHitSize / kHitBytes;
// Lines are counted, and blocks looked through, by groups of this many blocks.
inline constexpr std::size_t kHitGroup = 8;

// How far ahead of what it looks at find_hits() asks for mapped memory, so that
// it comes while the hits are looked at. 4 to 16 KiB gain alike, a fifth of
// matching (2026-11).
inline constexpr std::size_t kPrefetchAhead = 8 * 1024;

// What find_hits() says of a text. Blocks behind the last one, up to the end of
// a group, have no bits.
struct Hits {
  // Of a block and the ones beside it: [0] belongs to the block before the
  // first; hexadecimal digits are also 0 behind the last.
  std::uint64_t hex[1 + kMaxHitBlocks + 1];
  std::uint64_t pairs[1 + kMaxHitBlocks];
  std::uint64_t run_ends[kMaxHitBlocks];
  std::uint64_t newlines[kMaxHitBlocks];
  std::uint64_t newline_counts[kMaxHitBlocks];
  // Newlines before a group, within the same call.
  std::uint64_t newlines_before[kMaxHitBlocks / kHitGroup];
  // A bit for each block: whether it has a run end or a pair.
  std::uint64_t busy[kMaxHitBlocks / 64];
  // Whether a byte of these blocks is zero.
  bool has_zero;
};

// Fills `hits` for text[from, from + size), as far as it goes in groups. Runs
// and pairs are seen as they stand in the whole text, which may end before
// from + size: behind it there is nothing but the end of a last run. A pair
// before `from` is not seen: eight digits behind it may be told or not. `from`
// is at most text.size(), `size` at most kMaxHitSize. Uses the best
// instructions that the machine has.
void find_hits(std::string_view text, std::size_t from, std::size_t size,
               Hits& hits);

// The same in plain loops, for the tests and as the definition.
void find_hits_scalar(std::string_view text, std::size_t from, std::size_t size,
                      Hits& hits);

namespace prefilter {

// Class bits of a byte as the first of a pair, and as the second.
enum : std::uint8_t {
  kPair0x = 1 << 0,
  kPairRr = 1 << 1,
  kPairGl = 1 << 2,
  kPairN3 = 1 << 3,
  kPairMark = 1 << 4,
  kPairNoteEnd = 1 << 5,
  kHexLetter = 1 << 6,
  kHexDigit = 1 << 7,
};
inline constexpr std::uint8_t kHex = kHexLetter | kHexDigit;

// Class of a byte = low[byte & 15] & high[byte >> 4].
struct NibbleTable {
  std::uint8_t low[16];
  std::uint8_t high[16];
};

constexpr void add_class(NibbleTable& table, std::uint8_t bit,
                         std::uint16_t lows, std::uint16_t highs) {
  for (int i = 0; i < 16; ++i) {
    if (lows >> i & 1) table.low[i] |= bit;
    if (highs >> i & 1) table.high[i] |= bit;
  }
}
constexpr void add_letter(NibbleTable& table, std::uint8_t bit, char letter) {
  // Upper and lower case differ in the high half by 2.
  const int high = letter >> 4;
  add_class(table, bit, static_cast<std::uint16_t>(1 << (letter & 15)),
            static_cast<std::uint16_t>(1 << high | 1 << (high ^ 2)));
}
constexpr void add_sign(NibbleTable& table, std::uint8_t bit, char sign) {
  add_class(table, bit, static_cast<std::uint16_t>(1 << (sign & 15)),
            static_cast<std::uint16_t>(1 << (sign >> 4)));
}

constexpr NibbleTable first_bytes() {
  NibbleTable table{};
  add_sign(table, kPair0x, '0');
  add_letter(table, kPairRr, 'r');
  add_letter(table, kPairGl, 'g');
  add_letter(table, kPairN3, 'n');
  add_sign(table, kPairMark, '{');
  // e, n, s and y end the words; c, i, u and ~ come with them.
  add_class(table, kPairNoteEnd, 1 << 0x3 | 1 << 0x5 | 1 << 0x9 | 1 << 0xE,
            1 << 6 | 1 << 7);
  add_class(table, kHexLetter, 0x007E, 1 << 4 | 1 << 6);  // a-f, A-F
  add_class(table, kHexDigit, 0x03FF, 1 << 3);            // 0-9
  return table;
}
constexpr NibbleTable second_bytes() {
  NibbleTable table{};
  add_letter(table, kPair0x, 'x');
  add_letter(table, kPairRr, 'r');
  add_letter(table, kPairGl, 'l');
  add_sign(table, kPairN3, '3');
  add_sign(table, kPairMark, 'h');
  add_sign(table, kPairNoteEnd, '}');
  return table;
}

inline constexpr NibbleTable kFirst = first_bytes();
inline constexpr NibbleTable kSecond = second_bytes();

}  // namespace prefilter
}  // namespace hrscan

#endif  // HRSCAN_MATCH_PREFILTER_H_
