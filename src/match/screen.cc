// Plain code, but compiled for every instruction set that Highway knows: it is
// all shifts and bit counts, which the baseline does in several steps.
#include "match/screen.h"

#include <hwy/cache_control.h>

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"
#include "platform/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "match/screen.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef HRSCAN_MATCH_SCREEN_ONCE_
#define HRSCAN_MATCH_SCREEN_ONCE_
namespace hrscan {
namespace {

// No test looks further before or behind a place.
constexpr std::size_t kReach = 32;

// Conditions as numbers, which '&' and '|' join without a branch.
using Flag = unsigned;

constexpr Flag flag(bool condition) { return condition ? 1 : 0; }

// What a byte can be for the tests, as bits.
namespace trait {
enum : std::uint8_t {
  kWord = 1 << 0,      // a letter, a digit or '_'
  kWordButH = 1 << 1,  // an h may stand before ("&H") and behind digits
  kJoint = 1 << 2,     // joins the parts of a GUID, a path, a version
  kHigh = 1 << 3,      // a hexadecimal digit from 8 on
  kPadding = 1 << 4,   // 0 or F
};
}  // namespace trait

constexpr std::array<std::uint8_t, 256> kTraits = [] {
  std::array<std::uint8_t, 256> traits{};
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const char small = ascii::to_lower(c);
    std::uint8_t& bits = traits[static_cast<std::size_t>(i)];
    if (ascii::is_word(c)) bits |= trait::kWord;
    if (ascii::is_word(c) && small != 'h') bits |= trait::kWordButH;
    if (std::string_view("-./\\+%@$").find(c) != std::string_view::npos) {
      bits |= trait::kJoint;
    }
    if (ascii::is_hex(c) && c >= '8') bits |= trait::kHigh;
    if (small == 'f' || c == '0') bits |= trait::kPadding;
  }
  return traits;
}();

}  // namespace
}  // namespace hrscan
#endif  // HRSCAN_MATCH_SCREEN_ONCE_

HWY_BEFORE_NAMESPACE();
namespace hrscan {
namespace HWY_NAMESPACE {

HWY_INLINE std::uint8_t traits(char c) {
  return kTraits[static_cast<unsigned char>(c)];
}
HWY_INLINE Flag has(std::uint8_t traits, std::uint8_t wanted) {
  return flag((traits & wanted) != 0);
}

// Whether a status word may introduce the token behind these eight bytes: false
// where the last letters of them end no such word.
HWY_NOINLINE Flag may_introduce(std::uint64_t before, const Words& words) {
  // With no letter so near that three are seen, the answer does not matter.
  const int empty = std::countl_zero(eight::letters(before) | 1) & ~7;
  const std::uint64_t tail = (before << empty) >> 40;
  return flag(empty > 40) | flag((before >> 48 & 0xFF) == ')') |
         words.may_end_before_status(tail);
}

// The same for the bytes before `token`. Logs write the same few bytes before
// their numbers over and over.
HWY_INLINE Flag may_be_introduced(const char* token, const Words& words,
                                  ScreenMemo& memo) {
  const std::uint64_t before = eight::load(token - 8);
  ScreenMemo::Entry& entry = memo.entry(before);
  if (HWY_UNLIKELY(entry.before != before)) {
    entry = {before, may_introduce(before, words)};
  }
  return entry.may_introduce;
}

// The upper half of the code that begins with four digits.
HWY_INLINE std::uint64_t upper_half(const char* digits) {
  return eight::hex_value_of_four(digits);
}

// 0x: hexadecimal digits must follow, and not so many that it is an address.
// Without a word that introduces it only eight digits count, of a failure code.
// `digits` has a bit for each hexadecimal digit behind 0x.
HWY_INLINE Flag may_be_prefixed(const char* at, std::uint64_t digits,
                                const Words& words, const KnownHalves& known,
                                ScreenMemo& memo) {
  const std::uint8_t first = traits(at[2]);
  const Flag eight = flag((digits & 0x1FF) == 0xFF);
  const Flag nine = flag((digits & 0x1FF) == 0x1FF);
  const Flag failure =
      eight & has(first, trait::kHigh) & known.has(upper_half(at + 2));
  const Flag introduced = may_be_introduced(at, words, memo);
  return static_cast<Flag>(digits & 1) &
         (failure | (introduced & (has(first, trait::kPadding) | (nine ^ 1))));
}

// rr, gl, n3: of a word that Grammar::win32 knows: gle, win32, or err behind
// the last letter of last, system, windows, dos, wsa, winsock or socket. `at`
// is asked for the byte so many places behind the pair's first.
template <typename At>
HWY_INLINE Flag may_be_announcing(At at) {
  static constexpr ByteSet kLastLetters("tmsakTMSAK");
  static constexpr ByteSet kSeparators("_- ");
  if ((at(0) | 0x20) == 'r') {
    return flag((at(-1) | 0x20) == 'e') &
           (flag(kLastLetters.has(at(-2))) |
            (flag(kSeparators.has(at(-2))) & flag(kLastLetters.has(at(-3)))));
  }
  if ((at(0) | 0x20) == 'g') {
    return flag((at(2) | 0x20) == 'e') & flag(!kLetterBytes.has(at(-1)));
  }
  return flag((at(0) | 0x20) == 'n') & flag(at(2) == '2') &
         flag((at(-1) | 0x20) == 'i') & flag((at(-2) | 0x20) == 'w');
}

// Nine or ten digits before `end`: decimal, so behind a minus sign, or as large
// as failure codes are.
HWY_INLINE Flag may_be_decimal(const char* end, int length) {
  const char first = end[-length];
  const char before = end[-length - 1];
  return (has(traits(*end) | traits(before), trait::kWordButH) ^ 1) &
         (flag(before == '-') |
          (flag(length == 10) & flag(first >= '2') & flag(first <= '4')));
}

// Eight digits before `end`, hexadecimal (in decimal they are no status code
// whatever they are): not a part of a word, a GUID, a path or a version.
HWY_INLINE Flag may_stand_alone(const char* end) {
  const std::uint8_t before = traits(end[-9]);
  const std::uint8_t behind = traits(end[0]);
  const Flag joined =
      has(before, trait::kWordButH | trait::kJoint) |
      has(behind, trait::kWordButH) |
      (has(behind, trait::kJoint) & has(traits(end[1]), trait::kWord));
  return joined ^ 1;
}

// The bits from `bit` of a mask on, and into the next one.
HWY_INLINE std::uint64_t bits_from(const std::uint64_t* mask, unsigned bit) {
  return mask[0] >> bit | mask[1] << 1 << (63 - bit);
}
// The bits below `bit` of a mask, on top, and those of the one before.
HWY_INLINE std::uint64_t bits_up_to(const std::uint64_t* mask, unsigned bit) {
  return mask[0] << 1 << (63 - bit) | mask[-1] >> bit;
}

class Screen {
 public:
  HWY_INLINE Screen(const char* bytes, const Words& words,
                    const KnownHalves& known, ScreenMemo& memo, Hits& hits)
      : bytes_(bytes), words_(words), known_(known), memo_(memo), hits_(hits) {}

  // Clears what can be cleared of a block; says whether anything is left.
  HWY_INLINE bool clear(std::size_t block) {
    const char* const bytes = bytes_ + block * kHitBytes;
    const std::uint64_t* const hex = &hits_.hex[block + 1];
    std::uint64_t pairs = 0;
    for (std::uint64_t bits = hits_.pairs[block + 1]; bits != 0;
         bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      pairs |= std::uint64_t{may_begin(bytes + bit, hex, bit)} << bit;
    }
    std::uint64_t ends = 0;
    for (std::uint64_t bits = hits_.run_ends[block]; bits != 0;
         bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      ends |= std::uint64_t{may_end(bytes + bit, hex, bit)} << bit;
    }
    hits_.pairs[block + 1] = pairs;
    hits_.run_ends[block] = ends;
    return (pairs | ends) != 0;
  }

 private:
  // A pair at `at`, which is bit `bit` of the block whose digits `hex` says.
  HWY_INLINE Flag may_begin(const char* at, const std::uint64_t* hex,
                            unsigned bit) const {
    if (*at != '0') {
      return flag(*at == '{') | flag(at[1] == '}') |
             may_be_announcing([&](int by) { return at[by]; });
    }
    return may_be_prefixed(at, bits_from(hex, bit) >> 2, words_, known_, memo_);
  }

  // A run that ends before `end`. Most have eight digits and are success codes
  // that nothing introduces, which makes the branches good ones.
  HWY_INLINE Flag may_end(const char* end, const std::uint64_t* hex,
                          unsigned bit) const {
    const char* const begin = end - 8;
    if (HWY_UNLIKELY(ascii::is_hex(begin[-1]))) {
      return may_be_decimal(end, std::countl_one(bits_up_to(hex, bit)));
    }
    if (*begin < '8') {
      // The letter of "&H" hides what stands before it.
      return (may_be_introduced(begin, words_, memo_) |
              flag((begin[-1] | 0x20) == 'h')) &
             may_stand_alone(end);
    }
    return known_.has(upper_half(begin)) & may_stand_alone(end);
  }

  const char* const bytes_;
  const Words& words_;
  const KnownHalves& known_;
  ScreenMemo& memo_;
  Hits& hits_;
};

// While a block's places are looked at, some of what find_hits() will read next
// and has not asked for can come: memory is what that waits for. A tenth of its
// time with blocks of which every fifth is busy (2026-11).
constexpr int kPrefetchLines = 4;

// Blocks from `first` up to `last`.
void screen_blocks(const char* bytes, std::size_t first, std::size_t last,
                   const Words& words, const KnownHalves& known,
                   ScreenMemo& memo, Hits& hits) {
  Screen screen(bytes, words, known, memo, hits);
  const char* ahead = bytes + last * kHitBytes + kPrefetchAhead;
  for (std::size_t i = first / 64; i * 64 < last; ++i) {
    std::uint64_t blocks = hits.busy[i];
    if (i * 64 < first) blocks &= ~std::uint64_t{0} << first % 64;
    if (last - i * 64 < 64) blocks &= ~(~std::uint64_t{0} << last % 64);
    std::uint64_t left = hits.busy[i];
    for (; blocks != 0; blocks &= blocks - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(blocks));
      for (int line = 0; line < kPrefetchLines; ++line, ahead += 64) {
        hwy::Prefetch(ahead);
      }
      if (!screen.clear(i * 64 + bit)) left &= ~(std::uint64_t{1} << bit);
    }
    hits.busy[i] = left;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace hrscan
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hrscan {

void screen_hits(std::string_view text, std::size_t from, std::size_t size,
                 const Words& words, const KnownHalves& known, ScreenMemo& memo,
                 Hits& hits) {
  // Blocks near the ends of the text, and the last one, whose digits go on
  // where the masks end, stay as they are.
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  const std::size_t readable = text.size() - std::min(text.size(), kReach);
  const std::size_t first = from < kReach ? 1 : 0;
  const std::size_t last =
      std::min(blocks - std::min<std::size_t>(blocks, 1),
               (readable - std::min(readable, from)) / kHitBytes);
  if (first >= last) return;
  using Run = void(const char*, std::size_t, std::size_t, const Words&,
                   const KnownHalves&, ScreenMemo&, Hits&);
  static constexpr simd::Choice<Run> kChoices[] =
      HRSCAN_SIMD_CHOICES(screen_blocks);
  simd::choose(kChoices)(text.data() + from, first, last, words, known, memo,
                         hits);
}

bool may_announce(std::string_view text, std::size_t pos) {
  static constexpr ByteSet kFirst("rRgGnN");
  if (!kFirst.has(text[pos])) return false;
  const auto at = [&](int by) {
    // Positions before the text wrap around to behind it.
    const std::size_t place = pos + static_cast<std::size_t>(by);
    return place < text.size() ? text[place] : '\0';
  };
  return HWY_STATIC_DISPATCH(may_be_announcing)(at) != 0;
}

}  // namespace hrscan
#endif  // HWY_ONCE
