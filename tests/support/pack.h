// Archives and compressed files, made in memory by libarchive.
#ifndef HRSCAN_TESTS_SUPPORT_PACK_H_
#define HRSCAN_TESTS_SUPPORT_PACK_H_

#include <string>
#include <string_view>
#include <vector>

namespace hrscan::test {

struct PackedFile {
  std::string path;
  std::string text;
};

// `format` is "zip", "7zip" or "ustar", `filter` "none", "gzip", "xz", "bzip2",
// "zstd" or "lz4".
std::string pack(const std::vector<PackedFile>& files, const char* format,
                 const char* filter = "none");

// One compressed text.
std::string compress(std::string_view text, const char* filter);

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_PACK_H_
