#include "input/packed.h"

#include <catch2/catch.hpp>
#include <string>

#include "support/pack.h"

namespace hrscan {
namespace {

using test::compress;
using test::pack;

TEST_CASE("what is packed is told by its beginning", "[packed]") {
  const auto kind = [](const std::string& bytes) {
    return recognise_packed(bytes);
  };
  const std::vector<test::PackedFile> files = {{"a.log", "hr = 0x80070005"}};
  CHECK(kind(compress("x", "gzip")) == PackedFormat::kGzip);
  for (const char* filter : {"xz", "bzip2", "zstd", "lz4"}) {
    INFO(filter);
    CHECK(kind(compress("x", filter)) == PackedFormat::kArchive);
  }
  CHECK(kind(pack(files, "zip")) == PackedFormat::kArchive);
  CHECK(kind(pack({}, "zip")) == PackedFormat::kArchive);
  CHECK(kind(pack(files, "ustar")) == PackedFormat::kArchive);
  CHECK(kind(pack(files, "7zip")) == PackedFormat::kSeekArchive);
  CHECK(kind(std::string("MSCF\0\0\0\0", 8)) == PackedFormat::kArchive);
}

TEST_CASE("text is not packed", "[packed]") {
  for (const char* text :
       {"", "P", "PK", "PK is written here", "BZh9 is the head of bzip2",
        "MSCF", "7z", "\x1F\x8B", "2026-03-11 ustar", "\xFF\xFE"}) {
    INFO(text);
    CHECK(recognise_packed(text) == PackedFormat::kNone);
  }
}

TEST_CASE("a short beginning may become packed", "[packed]") {
  for (const char* text : {"", "P", "PK", "\x1F", "\x1F\x8B", "MSCF", "7z"}) {
    INFO(text);
    CHECK(may_be_packed(text));
  }
  for (const char* text : {"h", "PKW", "PK\x03\x04", "hr = 0x80070005"}) {
    INFO(text);
    CHECK_FALSE(may_be_packed(text));
  }
}

}  // namespace
}  // namespace hrscan
