#include "input/decoder.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/log_text.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

using test::wide;

struct Decoded {
  std::string text;
  std::string encodings;  // of the runs: 8, l, b
  bool complete = false;
};

// In pieces of `piece` bytes, with `room` for each.
Decoded decoded(std::string_view in, Encoding encoding = Encoding::kAuto,
                std::size_t piece = SIZE_MAX, std::size_t room = SIZE_MAX) {
  Decoder decoder(encoding, /*first=*/true);
  Decoded result;
  std::size_t used = 0;
  std::size_t given = 0;
  for (;;) {
    given += std::min(piece, in.size() - given);
    const bool last = given == in.size();
    std::vector<char> out(std::min(room, 4 * in.size() + 4));
    std::vector<Run> runs;
    const Decoder::Step step = decoder.decode(
        in.substr(used, given - used), last, out.data(), out.size(), runs);
    result.text.append(out.data(), step.written);
    std::size_t input = 0;
    std::size_t text = 0;
    for (const Run& run : runs) {
      input += run.input;
      text += run.text;
      const char sign = run.encoding == Encoding::kUtf8      ? '8'
                        : run.encoding == Encoding::kUtf16Le ? 'l'
                                                             : 'b';
      if (!result.encodings.ends_with(sign)) result.encodings += sign;
    }
    REQUIRE(input == step.used);
    REQUIRE(text == step.written);
    used += step.used;
    if (last && step.used == 0) break;
  }
  result.complete = used == in.size();
  return result;
}

TEST_CASE("what lines become", "[decoder]") {
  struct Case {
    std::string what;
    std::string in;
    std::string text;
    std::string encodings;
  };
  const std::string a = "Action ended: 0x80070005\r\n";
  const Case cases[] = {
      {"nothing", "", "", ""},
      {"8-bit", "a\xFF\n" + a, "a\xFF\n" + a, "8"},
      {"UTF-16LE", wide(a + a), a + a, "l"},
      {"UTF-16BE", wide(a + a, true), a + a, "b"},
      {"with a mark", "\xFF\xFE" + wide(a), "\xEF\xBB\xBF" + a, "l"},
      {"a mark alone", "\xFE\xFF", "\xEF\xBB\xBF", "b"},
      {"8-bit, then UTF-16", a + wide(a), a + a, "8l"},
      {"8-bit, then UTF-16BE, seen as the rest of a line end in UTF-16LE",
       a + wide(a, true) + std::string(1, '\0'), a + std::string(1, '\0') + a,
       "8l"},
      {"UTF-16, then 8-bit", wide(a) + a, a + a, "l8"},
      {"there and back, at an odd place", a + wide(a) + "odd\r\n" + wide(a) + a,
       a + a + "odd\r\n" + a + a, "8l8l8"},
      {"8-bit behind a line without end", wide("x") + a,
       std::string("x\0", 2) + a, "8"},
      {"the same, clearly", wide("xyz") + a, "xyz" + a, "l8"},
      {"two files in one", "\xFF\xFE" + wide(a) + "\xFE\xFF" + wide(a, true),
       "\xEF\xBB\xBF" + a + "\xEF\xBB\xBF" + a, "lb"},
      {"UTF-8 behind UTF-16", wide(a) + "\xEF\xBB\xBF\xC3\xA9\n",
       a + "\xEF\xBB\xBF\xC3\xA9\n", "l8"},
      {"a byte too many", wide("ab\r\n") + std::string(1, '\0') + wide(a),
       "ab\r\n" + a + "\xEF\xBF\xBD", "lb"},
      {"an odd end", wide(a) + "x", a + "\xEF\xBF\xBD", "l"},
      {"a lone surrogate", wide(a) + "\x3D\xD8" + wide("x"),
       a + "\xEF\xBF\xBDx", "l"},
      {"a pair", wide(a) + "\x3D\xD8\x01\xDE" + wide("x"),
       a + "\xF0\x9F\x98\x81x", "l"},
      {"zeros", std::string(9, '\0'), std::string(9, '\0'), "8"},
      {"zeros behind UTF-16", wide(a) + std::string(5, '\0'),
       a + std::string(2, '\0') + "\xEF\xBF\xBD", "l"},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    const Decoded result = decoded(c.in);
    CHECK((result.text == c.text));
    CHECK(result.encodings == c.encodings);
    CHECK(result.complete);
  }
}

TEST_CASE("an encoding that is given is not judged", "[decoder]") {
  const std::string chinese = "-N-N-N-N-N-N-N-N-N-N-N-N-N\r\n";
  const Decoded le = decoded(chinese, Encoding::kUtf16Le);
  CHECK(le.encodings == "l");
  CHECK(le.text.starts_with("\xE4\xB8\xAD\xE4\xB8\xAD"));
  CHECK(decoded(wide("ab", true), Encoding::kUtf16Be).text == "ab");
}

// All bytes are used, and pieces and room make no difference.
TEST_CASE("any bytes in any pieces", "[decoder]") {
  test::LogText random(7);
  for (int round = 0; round < 400; ++round) {
    const std::string in = round % 2 == 0
                               ? test::mixed_lines(random, 1 + random.below(8))
                               : random.bytes(1 + random.below(300));
    for (const Encoding encoding :
         {Encoding::kAuto, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
      const Decoded whole = decoded(in, encoding);
      REQUIRE(whole.complete);
      for (const std::size_t piece : {1, 2, 3, 7, 50}) {
        const Decoded parts = decoded(in, encoding, piece, 4 + piece);
        REQUIRE(parts.complete);
        REQUIRE((parts.text == whole.text));
        REQUIRE(parts.encodings == whole.encodings);
      }
    }
  }
}

}  // namespace
}  // namespace hrscan
