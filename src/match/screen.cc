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
  const Flag rr =
      flag((at(0) | 0x20) == 'r') & flag((at(-1) | 0x20) == 'e') &
      (flag(kLastLetters.has(at(-2))) |
       (flag(kSeparators.has(at(-2))) & flag(kLastLetters.has(at(-3)))));
  const Flag gle = flag((at(0) | 0x20) == 'g') & flag((at(2) | 0x20) == 'e') &
                   flag(!kLetterBytes.has(at(-1)));
  const Flag win32 = flag((at(0) | 0x20) == 'n') & flag(at(2) == '2') &
                     flag((at(-1) | 0x20) == 'i') &
                     flag((at(-2) | 0x20) == 'w');
  return rr | gle | win32;
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

}  // namespace

// Keeps the places that `test` says 1 of.
template <typename Test>
void Screen::Places::keep_if(Test test) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint16_t place = at[i];
    at[kept] = place;
    kept += test(place);
  }
  count = kept;
}

// Lists the hits by kind and takes them out of the masks. Those near the ends
// of the text, and those whose digits go on where the masks end, stay there.
void Screen::collect(std::string_view text, std::size_t from, std::size_t size,
                     Hits& hits) {
  std::size_t prefixes = 0;
  std::size_t words = 0;
  std::size_t failures = 0;
  std::size_t successes = 0;
  const std::size_t blocks = (size + kHitBytes - 1) / kHitBytes;
  for (std::size_t i = 0; i * 64 < blocks; ++i) {
    for (std::uint64_t busy = hits.busy[i]; busy != 0; busy &= busy - 1) {
      const std::size_t block =
          i * 64 + static_cast<std::size_t>(std::countr_zero(busy));
      const std::size_t begin = block * kHitBytes;
      if (from + begin < kReach || block + 1 == blocks ||
          from + begin + kHitBytes + kReach > text.size()) {
        continue;
      }
      const char* const bytes = text.data() + from;
      const std::uint64_t ends = hits.run_ends[block];
      for (std::uint64_t bits = ends | hits.pairs[block + 1]; bits != 0;
           bits &= bits - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
        const auto at = static_cast<std::uint16_t>(begin + bit);
        // Where a run ends there is no digit, but there may be a pair.
        const Flag end = flag((ends >> bit & 1) != 0);
        const Flag pair = flag((hits.pairs[block + 1] >> bit & 1) != 0);
        const Flag prefix = flag(bytes[at] == '0');
        const Flag failure = flag((bytes + at)[-8] >= '8');
        failures_.at[failures] = at;
        successes_.at[successes] = at;
        prefixes_.at[prefixes] = at;
        words_.at[words] = at;
        failures += end & failure;
        successes += end & (failure ^ 1);
        prefixes += pair & prefix;
        words += pair & (prefix ^ 1);
      }
      hits.pairs[block + 1] = 0;
      hits.run_ends[block] = 0;
      hits.busy[i] &= ~(std::uint64_t{1} << block % 64);
    }
  }
  prefixes_.count = prefixes;
  words_.count = words;
  failures_.count = failures;
  successes_.count = successes;
}

void Screen::clear(std::string_view text, std::size_t from, std::size_t size,
                   Hits& hits) {
  collect(text, from, size, hits);
  const char* const bytes = text.data() + from;
  prefixes_.keep_if([&](std::size_t at) {
    const std::uint64_t digits =
        bits_from(&hits.hex[(at + 2) / kHitBytes + 1], (at + 2) % kHitBytes);
    return may_be_prefixed(bytes + at, digits, before_status_, known_);
  });
  words_.keep_if([&](std::size_t at) {
    return may_be_announcing([&](int by) { return (bytes + at)[by]; });
  });
  const auto length_to = [&](std::size_t at) {
    return std::countl_one(
        bits_up_to(&hits.hex[at / kHitBytes + 1], at % kHitBytes));
  };
  // Here branches pay: nearly all of the places go the same way.
  failures_.keep_if([&](std::size_t at) {
    const int length = length_to(at);
    if (length != 8) return may_be_decimal(bytes + at, length);
    const char* const begin = bytes + at - 8;
    return flag(known_.has(upper_half(begin))) & may_stand_alone(begin);
  });
  successes_.keep_if([&](std::size_t at) {
    const char* const begin = bytes + at - 8;
    const bool introduced = may_be_introduced(begin, before_status_) != 0;
    const int length = length_to(at);
    if (length != 8) return may_be_decimal(bytes + at, length);
    return introduced ? may_stand_alone(begin) : 0;
  });
  put_back(prefixes_, hits.pairs + 1, hits);
  put_back(words_, hits.pairs + 1, hits);
  put_back(failures_, hits.run_ends, hits);
  put_back(successes_, hits.run_ends, hits);
}

void Screen::put_back(const Places& places, std::uint64_t* masks, Hits& hits) {
  for (std::size_t i = 0; i < places.count; ++i) {
    const std::size_t at = places.at[i];
    const std::size_t block = at / kHitBytes;
    masks[block] |= std::uint64_t{1} << at % kHitBytes;
    hits.busy[block / 64] |= std::uint64_t{1} << block % 64;
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
