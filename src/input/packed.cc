#include "input/packed.h"

#include <algorithm>
#include <cstddef>

namespace hrscan {
namespace {

using namespace std::string_view_literals;

struct Signature {
  PackedFormat format;
  std::size_t at;
  std::string_view bytes;
};

// The one table of what can be unpacked. Signatures are long enough that no
// text begins with one; '?' stands for any byte.
constexpr Signature kSignatures[] = {
    {PackedFormat::kGzip, 0, "\x1F\x8B\x08"sv},
    {PackedFormat::kArchive, 0, "\x28\xB5\x2F\xFD"sv},  // zstd
    {PackedFormat::kArchive, 0, "\xFD\x37zXZ\0"sv},     // xz
    {PackedFormat::kArchive, 0, "\x04\x22\x4D\x18"sv},  // lz4
    {PackedFormat::kArchive, 0, "BZh?1AY&SY"sv},        // bzip2
    {PackedFormat::kArchive, 0,
     "BZh?\x17\x72\x45\x38\x50\x90"sv},           // of nothing
    {PackedFormat::kArchive, 0, "PK\x03\x04"sv},  // zip
    {PackedFormat::kArchive, 0, "PK\x05\x06"sv},  // zip without members
    {PackedFormat::kSeekArchive, 0, "7z\xBC\xAF\x27\x1C"sv},  // 7z
    {PackedFormat::kArchive, 0, "MSCF\0\0\0\0"sv},            // cab
    {PackedFormat::kArchive, 257, "ustar"sv},                 // tar
};

// As far as both go.
bool agree(std::string_view signature, std::string_view bytes) {
  for (std::size_t i = 0; i < std::min(signature.size(), bytes.size()); ++i) {
    if (signature[i] != '?' && signature[i] != bytes[i]) return false;
  }
  return true;
}

}  // namespace

PackedFormat recognise_packed(std::string_view head) {
  for (const Signature& s : kSignatures) {
    if (head.size() >= s.at + s.bytes.size() &&
        agree(s.bytes, head.substr(s.at))) {
      return s.format;
    }
  }
  return PackedFormat::kNone;
}

bool may_be_packed(std::string_view head) {
  for (const Signature& s : kSignatures) {
    if (s.at == 0 && head.size() < s.bytes.size() && agree(s.bytes, head)) {
      return true;
    }
  }
  return false;
}

}  // namespace hrscan
