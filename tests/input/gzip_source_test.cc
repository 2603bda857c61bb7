#include "input/gzip_source.h"

#include <catch2/catch.hpp>
#include <string>

#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/pack.h"
#include "support/read_all.h"

namespace hrscan {
namespace {

using test::compress;

test::ReadAll unzipped(const std::string& bytes, std::size_t piece = 1000,
                       const UnpackLimits& limits = {}) {
  UnpackBudget budget(limits);
  test::DribbleSource packed(bytes, 50, 1);
  const auto source = open_gzip(packed, budget, false);
  CHECK(source->name() == "dribble");
  return test::read_all(*source, piece);
}

std::string log(std::size_t lines) {
  test::LogText random(1);
  return random.lines(lines, 10);
}

TEST_CASE("what was compressed comes out", "[gzip_source]") {
  const std::string text = log(500);
  for (const std::string& part : {text, std::string(), std::string("x")}) {
    for (const std::size_t piece : {1u, 7u, 100'000u}) {
      const test::ReadAll all = unzipped(compress(part, "gzip"), piece);
      CHECK((all.text == part));
      CHECK(all.error.empty());
    }
  }
}

TEST_CASE("several files in a row are one text", "[gzip_source]") {
  const std::string one = compress("first\n", "gzip");
  const std::string two = compress("second\n", "gzip");
  CHECK(unzipped(one + two).text == "first\nsecond\n");
  // As gzip does, with a warning.
  CHECK(unzipped(one + "trailing").text == "first\n");
  CHECK(unzipped(one + "trailing").error.empty());
  CHECK(unzipped(one + std::string(100, '\0')).error.empty());
}

TEST_CASE("of a file cut short all comes out that is there", "[gzip_source]") {
  const std::string text = log(500);
  const std::string bytes = compress(text, "gzip");
  std::size_t last = 0;
  for (std::size_t size = 1; size < bytes.size(); size += 61) {
    const test::ReadAll all = unzipped(bytes.substr(0, size));
    CHECK(all.error == "cut short; the rest of it is missing");
    CHECK(text.starts_with(all.text));
    CHECK(all.text.size() >= last);
    last = all.text.size();
  }
  CHECK(last > text.size() / 2);
}

TEST_CASE("damage is noticed wherever it is", "[gzip_source]") {
  const std::string bytes = compress(log(50), "gzip");
  const std::size_t header = 10;
  for (std::size_t at = header; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    // But for the bits that fill up the last byte of data.
    const test::ReadAll all = unzipped(damaged);
    CHECK((!all.error.empty() || all.text == log(50)));
  }
}

TEST_CASE("a limit ends the reading at the byte", "[gzip_source]") {
  const std::string text = log(500);
  UnpackLimits limits;
  limits.bytes = 1000;
  const test::ReadAll all = unzipped(compress(text, "gzip"), 300, limits);
  CHECK((all.text == text.substr(0, 1000)));
  CHECK(all.error.starts_with("unpacks to more than 1000 bytes"));
  limits.bytes = text.size();
  CHECK(unzipped(compress(text, "gzip"), 300, limits).error.empty());
}

}  // namespace
}  // namespace hrscan
