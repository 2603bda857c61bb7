#include "input/packed.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace hrscan {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignatures[] = {
    "\x1F\x8B"sv,          // gzip
    "\x28\xB5\x2F\xFD"sv,  // zstd
    "\xFD"
    "7zXZ\0"sv,              // xz
    "BZh"sv,                 // bzip2
    "PK\x03\x04"sv,          // zip
    "7z\xBC\xAF\x27\x1C"sv,  // 7z
    "MSCF\0\0\0\0"sv,        // cab
};

constexpr std::size_t kTarMarkAt = 257;
constexpr std::string_view kTarMark = "ustar";

}  // namespace

bool is_packed(std::string_view head) {
  const bool signed_so = std::any_of(
      std::begin(kSignatures), std::end(kSignatures),
      [&](std::string_view signature) { return head.starts_with(signature); });
  return signed_so || (head.size() > kTarMarkAt &&
                       head.substr(kTarMarkAt).starts_with(kTarMark));
}

}  // namespace hrscan
