// What became of the last tokens with 0x, by the bytes around them: a log says
// the same thing with the same code over and over.
#ifndef HRSCAN_MATCH_VERDICT_MEMO_H_
#define HRSCAN_MATCH_VERDICT_MEMO_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/eight_bytes.h"
#include "hrscan/finding.h"
#include "match/neighbourhood.h"

namespace hrscan {

// For one thread and one catalog. Knows a token by the Neighbourhood::kNear
// bytes before it, itself, and what is left of sixteen bytes behind it.
class VerdictMemo {
 public:
  struct Entry {
    std::array<std::uint64_t, 4> bytes{};
    StatusCode code;
    CodeKind kind = CodeKind::kHresult;
    Form form = Form::kHex;
    Why why = Why::kKnown;
    std::uint8_t length = 0;  // of the token; 0: the entry is empty
    bool accepted = false;
  };

  // Null where there are too few bytes around text[pos]. If the entry is of
  // another token, which `known` says, it is for the caller to fill or leave.
  Entry* find(std::string_view text, std::size_t pos, bool& known) {
    if (pos < Neighbourhood::kNear || text.size() - pos < kBytes) {
      return nullptr;
    }
    const char* const at = text.data() + pos;
    const std::array<std::uint64_t, 4> bytes = {
        eight::load(at - 16), eight::load(at - 8), eight::load(at),
        eight::load(at + 8)};
    const std::uint64_t mixed =
        (bytes[0] + bytes[2] * 3) * 0x9E3779B97F4A7C15u ^
        (bytes[1] + bytes[3] * 3) * 0xC2B2AE3D27D4EB4Fu;
    Entry& entry = entries_[mixed >> 54];
    known = entry.length != 0 && entry.bytes == bytes;
    if (!known) {
      entry.bytes = bytes;
      entry.length = 0;
    }
    return &entry;
  }

  // Whether a token of this length ends early enough for what is looked at
  // behind it to be among the bytes.
  static bool holds(std::size_t length) {
    return length + Neighbourhood::kNearBehind <= kBytes;
  }

 private:
  static constexpr std::size_t kBytes = 16;
  static_assert(Neighbourhood::kNear == 16);

  std::array<Entry, 1024> entries_{};
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_VERDICT_MEMO_H_
