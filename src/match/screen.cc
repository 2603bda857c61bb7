#include "match/screen.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/bytes.h"

namespace hrscan {
namespace {

// No test looks further before or behind a place.
constexpr std::size_t kReach = 32;

// Conditions as numbers, which '&' and '|' join without a branch.
using Flag = unsigned;

Flag flag(bool condition) { return condition ? 1 : 0; }

// The last eight bytes before `end`, the last one on top.
std::uint64_t bytes_before(const char* end) {
  std::uint64_t bytes = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&bytes, end - 8, sizeof(bytes));
  } else {
    for (int i = -8; i < 0; ++i) {
      bytes = bytes >> 8 | std::uint64_t{static_cast<unsigned char>(end[i])}
                               << 56;
    }
  }
  return bytes;
}

// The top bit of every byte that is a letter.
std::uint64_t letters_of(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kTops = kOnes * 0x80;
  // Seven bits each, in lower case; no sum reaches the next byte.
  const std::uint64_t lower = (bytes & ~kTops) | kOnes * 0x20;
  const std::uint64_t from_a = lower + kOnes * (0x80 - 'a');
  const std::uint64_t behind_z = lower + kOnes * (0x80 - 'z' - 1);
  return from_a & ~behind_z & ~bytes & kTops;
}

// Whether a status word may introduce the token at `token`: false where the
// last letters before it end no such word.
inline Flag may_be_introduced(const char* token, const WordSet& before_status) {
  const std::uint64_t letters = letters_of(bytes_before(token));
  // With none so near, the answer does not matter.
  const int back = std::countl_zero(letters | 1) / 8;
  const char* const last = token - 1 - back;
  const Flag tail = flag(before_status.may_have_tail({last - 2, 3}));
  return flag(letters == 0) | tail | flag(token[-2] == ')');
}

// The number that the four hexadecimal digits at `digits` are.
std::uint32_t upper_half(const char* digits) {
  const auto value = [&](int i) {
    return static_cast<std::uint32_t>(hex_value_or_negative(digits[i])) & 15;
  };
  return value(0) << 12 | value(1) << 8 | value(2) << 4 | value(3);
}

// 0x: hexadecimal digits must follow, and not so many that it is an address.
// Without a word that introduces it only eight digits count, of a failure code.
// `digits` has a bit for each hexadecimal digit behind 0x.
Flag may_be_prefixed(const char* at, std::uint64_t digits,
                     const WordSet& before_status, const KnownHalves& known) {
  const char first = at[2];
  const Flag eight = flag((digits & 0x1FF) == 0xFF);
  const Flag nine = flag((digits & 0x1FF) == 0x1FF);
  const Flag padding = flag(first == '0') | flag((first | 0x20) == 'f');
  const Flag failure =
      eight & flag(first >= '8') & flag(known.has(upper_half(at + 2)));
  const Flag introduced = may_be_introduced(at, before_status);
  return static_cast<Flag>(digits & 1) &
         (failure | (introduced & (padding | (nine ^ 1))));
}

// rr, gl, n3: of a word that Grammar::win32 knows: gle, win32, or err behind
// the last letter of last, system, windows, dos, wsa, winsock or socket. `at`
// is asked for the byte so many places behind the pair's first.
template <typename At>
Flag may_be_announcing(At at) {
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

// What may not stand beside digits; an h may, before ("&H") and behind them.
constexpr ByteSet kWordsButH(
    "0123456789ABCDEFGIJKLMNOPQRSTUVWXYZ_abcdefgijklmnopqrstuvwxyz");

// Nine or ten digits before `end`: decimal, so behind a minus sign, or as large
// as failure codes are.
Flag may_be_decimal(const char* end, int length) {
  const char first = end[-length];
  const char before = end[-length - 1];
  return flag(!kWordsButH.has(*end)) & flag(!kWordsButH.has(before)) &
         (flag(before == '-') |
          (flag(length == 10) & flag(first >= '2') & flag(first <= '4')));
}

// Eight digits at `begin`, hexadecimal (in decimal they are no status code
// whatever they are): not a part of a word, a GUID, a path or a version.
Flag may_stand_alone(const char* begin) {
  static constexpr ByteSet kJoints("-./\\+%@$");
  const char before = begin[-1];
  const char behind = begin[8];
  return flag(!kWordsButH.has(before)) & flag(!kWordsButH.has(behind)) &
         flag(!kJoints.has(before)) &
         (flag(!kJoints.has(behind)) | flag(!kWordBytes.has(begin[9])));
}

// The bits from `bit` of a mask on, and into the next one.
std::uint64_t bits_from(const std::uint64_t* mask, unsigned bit) {
  return mask[0] >> bit | mask[1] << 1 << (63 - bit);
}
// The bits below `bit` of a mask, on top, and those of the one before.
std::uint64_t bits_up_to(const std::uint64_t* mask, unsigned bit) {
  return mask[0] << 1 << (63 - bit) | mask[-1] >> bit;
}

class Screen {
 public:
  Screen(const char* bytes, const WordSet& before_status,
         const KnownHalves& known, Hits& hits)
      : bytes_(bytes),
        before_status_(before_status),
        known_(known),
        hits_(hits) {}

  // Clears what can be cleared of a block; says whether anything is left.
  bool clear(std::size_t block) {
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
  Flag may_begin(const char* at, const std::uint64_t* hex, unsigned bit) const {
    if (*at != '0') {
      return may_be_announcing([&](int by) { return at[by]; });
    }
    return may_be_prefixed(at, bits_from(hex, bit) >> 2, before_status_,
                           known_);
  }

  // A run that ends before `end`. Most are success codes that nothing
  // introduces, which makes the first branch a good one.
  Flag may_end(const char* end, const std::uint64_t* hex, unsigned bit) const {
    const char* const begin = end - 8;
    if (*begin < '8' && !may_be_introduced(begin, before_status_)) {
      const int length = std::countl_one(bits_up_to(hex, bit));
      return length == 8 ? 0 : may_be_decimal(end, length);
    }
    const int length = std::countl_one(bits_up_to(hex, bit));
    if (length != 8) return may_be_decimal(end, length);
    return (flag(*begin < '8') | flag(known_.has(upper_half(begin)))) &
           may_stand_alone(begin);
  }

  const char* const bytes_;
  const WordSet& before_status_;
  const KnownHalves& known_;
  Hits& hits_;
};

}  // namespace

void screen_hits(std::string_view text, std::size_t from, std::size_t size,
                 const WordSet& before_status, const KnownHalves& known,
                 Hits& hits) {
  // Blocks near the ends of the text, and the last one, whose digits go on
  // where the masks end, stay as they are.
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  const std::size_t readable = text.size() - std::min(text.size(), kReach);
  const std::size_t first = from < kReach ? 1 : 0;
  const std::size_t last =
      std::min(blocks - 1, (readable - std::min(readable, from)) / kHitBytes);
  Screen screen(text.data() + from, before_status, known, hits);
  for (std::size_t i = 0; i * 64 < blocks; ++i) {
    std::uint64_t left = hits.busy[i];
    for (std::uint64_t busy = left; busy != 0; busy &= busy - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(busy));
      const std::size_t block = i * 64 + bit;
      if (block < first || block >= last) continue;
      if (!screen.clear(block)) left &= ~(std::uint64_t{1} << bit);
    }
    hits.busy[i] = left;
  }
}

bool may_announce(std::string_view text, std::size_t pos) {
  const auto at = [&](int by) {
    // Positions before the text wrap around to behind it.
    const std::size_t place = pos + static_cast<std::size_t>(by);
    return place < text.size() ? text[place] : '\0';
  };
  return may_be_announcing(at) != 0;
}

}  // namespace hrscan
