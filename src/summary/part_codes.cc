#include "summary/part_codes.h"

#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace hrscan {
namespace {

// What a time has that the one before it has not, in a byte before it.
enum : unsigned {
  kOtherTime = 1,
  kOtherDay = 2,
  kOtherKind = 4,  // dated otherwise, or of another zone or fraction
};

// What a code has, in a byte before it.
enum : unsigned {
  kSeveral = 1,  // findings: their number, and the last of them
  kRuns = 2,
  kFirst = 4,  // times kStamp and kOwn of the first finding
  kLast = 16,  // and of the last
};
enum : unsigned { kStamp = 1, kOwn = 2 };

unsigned bits_of(const Spot& spot) {
  return (spot.stamp ? kStamp : 0u) | (spot.own ? kOwn : 0u);
}

std::uint64_t zigzag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^
         static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1 ^ (0 - (value & 1)));
}

template <std::size_t N>
bool same_text(const char (&a)[N], const char (&b)[N]) {
  return std::memcmp(a, b, N) == 0;
}

// Writes to a buffer of its own, and from there to the list: a byte at a time
// would cost more than all else.
class Writer {
 public:
  Writer(std::string& bytes, Timestamp& before)
      : bytes_(bytes), before_(before) {}
  ~Writer() { flush(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void number(std::uint64_t value) {
    if (buffer_.data() + buffer_.size() - at_ < 10) flush();
    for (; value >= 0x80; value >>= 7) *at_++ = static_cast<char>(value | 0x80);
    *at_++ = static_cast<char>(value);
  }

  void stamp(const Timestamp& now) {
    const bool other_day = now.year != before_.year ||
                           now.month != before_.month || now.day != before_.day;
    const bool other_kind = now.dated != before_.dated ||
                            !same_text(now.fraction, before_.fraction) ||
                            !same_text(now.zone, before_.zone);
    if (!other_day && !other_kind && now.ms == before_.ms &&
        now.second == before_.second) {
      return number(0);
    }
    number(kOtherTime | (other_day ? kOtherDay : 0u) |
           (other_kind ? kOtherKind : 0u));
    number(zigzag(now.ms - before_.ms));
    number(((now.hour * 64u) + now.minute) * 64u + now.second);
    if (other_day) {
      number(zigzag(now.year));
      number(now.month);
      number(now.day);
    }
    if (other_kind) {
      number(static_cast<std::uint64_t>(now.dated));
      text(now.fraction);
      text(now.zone);
    }
    before_ = now;
  }

  void spot(const Spot& spot) {
    number(spot.line);
    if (spot.stamp) stamp(*spot.stamp);
  }

 private:
  // Up to its zero.
  void text(const char* text) {
    flush();
    bytes_.append(text, std::strlen(text) + 1);
  }
  void flush() {
    bytes_.append(buffer_.data(), at_);
    at_ = buffer_.data();
  }

  std::string& bytes_;
  Timestamp& before_;
  std::array<char, 128> buffer_;
  char* at_ = buffer_.data();
};

class Reader {
 public:
  Reader(const char*& at, Timestamp& before) : at_(at), before_(before) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
  }

  const Timestamp& stamp() {
    const std::uint64_t has = number();
    if (has == 0) return before_;
    before_.ms += unzigzag(number());
    const std::uint64_t clock = number();
    before_.hour = static_cast<std::uint8_t>(clock / (64 * 64));
    before_.minute = static_cast<std::uint8_t>(clock / 64 % 64);
    before_.second = static_cast<std::uint8_t>(clock % 64);
    if ((has & kOtherDay) != 0) {
      before_.year = static_cast<std::int16_t>(unzigzag(number()));
      before_.month = static_cast<std::uint8_t>(number());
      before_.day = static_cast<std::uint8_t>(number());
    }
    if ((has & kOtherKind) != 0) {
      before_.dated = static_cast<Dated>(number());
      text(before_.fraction);
      text(before_.zone);
    }
    return before_;
  }

  void spot(std::uint64_t bits, Spot& spot) {
    spot.line = number();
    spot.own = (bits & kOwn) != 0;
    if ((bits & kStamp) != 0) {
      spot.stamp = stamp();
    } else {
      spot.stamp.reset();
    }
  }

 private:
  template <std::size_t N>
  void text(char (&to)[N]) {
    const std::string_view text(at_);
    std::memset(to, 0, N);
    text.copy(to, N - 1);
    at_ += text.size() + 1;
  }

  const char*& at_;
  Timestamp& before_;
};

}  // namespace

void PartCodes::push_back(const PartCode& cell) {
  Writer out(bytes_, before_);
  // A single finding is the first and the last one.
  const bool several =
      cell.count != 1 || cell.incidents != 1 || cell.first != cell.last;
  out.number(cell.code);
  out.number((several ? kSeveral : 0u) | (cell.runs.empty() ? 0u : kRuns) |
             bits_of(cell.first) * kFirst | bits_of(cell.last) * kLast);
  out.spot(cell.first);
  if (several) {
    out.number(cell.count);
    out.number(cell.incidents);
    out.spot(cell.last);
  }
  if (!cell.runs.empty()) {
    out.number(cell.runs.size());
    for (const TimedRun& run : cell.runs) {
      out.stamp(run.start);
      out.stamp(run.end);
      out.number(run.count);
    }
  }
  ++size_;
}

void PartCodes::renumber(std::span<const std::uint32_t> numbers) {
  PartCodes renumbered;
  for (PartCode cell : *this) {
    cell.code = numbers[cell.code];
    renumbered.push_back(cell);
  }
  renumbered.shrink_to_fit();
  *this = std::move(renumbered);
}

void PartCodes::Iterator::read() {
  Reader in(at_, before_);
  cell_.code = static_cast<std::uint32_t>(in.number());
  const std::uint64_t has = in.number();
  in.spot(has / kFirst, cell_.first);
  cell_.count = cell_.incidents = 1;
  if ((has & kSeveral) != 0) {
    cell_.count = in.number();
    cell_.incidents = in.number();
    in.spot(has / kLast, cell_.last);
  } else {
    cell_.last = cell_.first;
  }
  cell_.runs.clear();
  if ((has & kRuns) == 0) return;
  for (std::uint64_t left = in.number(); left > 0; --left) {
    TimedRun& run = cell_.runs.emplace_back();
    run.start = in.stamp();
    run.end = in.stamp();
    run.count = in.number();
  }
}

}  // namespace hrscan
