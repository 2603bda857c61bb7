#include "input/decoded_source.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

using test::wide;

// Every position of the text leads to its bytes, in whatever pieces it is read
// and released.
void check_way_back(std::string_view in, std::size_t most, unsigned seed) {
  test::DribbleSource inner(in, most, seed);
  test::LogText random(seed);
  DecodedSource source(inner, Encoding::kAuto, "", 0);
  std::string text;
  std::uint64_t released = 0;
  std::string bytes;
  std::vector<char> buffer(1 + 4 * most + Decoder::kLeastRoom);
  for (;;) {
    const auto count = source.read(buffer.data(), buffer.size());
    REQUIRE(count.ok());
    if (*count == 0) break;
    text.append(buffer.data(), *count);
    std::uint64_t last = bytes.size();
    for (std::uint64_t at = released; at < text.size(); ++at) {
      const std::uint64_t offset = source.input_offset(at);
      REQUIRE(offset >= last);
      last = offset;
      const char c = text[at];
      if (c > 0) {
        REQUIRE((in[offset] == c || in[offset + 1] == c));
        const Encoding encoding = source.encoding_before(at + 1);
        REQUIRE((in.substr(offset).starts_with(
            encode(std::string_view(&c, 1), encoding))));
      }
    }
    const std::uint64_t to = text.size() - random.below(*count);
    // Never within a character: blocks end with lines.
    if ((text[to - 1] & 0x80) != 0) continue;
    if (to <= released) continue;
    bytes += source.bytes(released, to);
    source.release(to);
    released = to;
  }
  bytes += source.bytes(released, text.size());
  REQUIRE((bytes == in));
}

TEST_CASE("the bytes that a text was made of", "[decoded_source]") {
  test::LogText random(3);
  for (unsigned round = 1; round <= 200; ++round) {
    const std::string in = round % 4 == 0
                               ? "x" + random.bytes(1 + random.below(300))
                               : test::mixed_lines(random, 1 + random.below(8));
    check_way_back(in, 1 + random.below(100), round);
  }
}

TEST_CASE("the same in a long text, much of it beyond ASCII",
          "[decoded_source]") {
  std::string in = "\xFF\xFE";
  for (int i = 0; i < 3000; ++i) {
    in += wide("line ");
    for (int k = 0; k < i % 50; ++k) in += "\x30\x04";
    if (i % 7 == 0) in += "\x3D\xD8\x01\xDE";
    if (i % 11 == 0) in += "\x3D\xD8";
    in += wide(" end\r\n");
  }
  check_way_back(in, 5000, 1);
}

TEST_CASE("it goes on from where another has read", "[decoded_source]") {
  const std::string rest = wide("hr = 1\r\n");
  test::DribbleSource inner(std::string_view(rest).substr(4), 100, 1);
  DecodedSource source(inner, Encoding::kAuto, rest.substr(0, 4), 1000);
  std::vector<char> buffer(100);
  const auto count = source.read(buffer.data(), buffer.size());
  REQUIRE(count.ok());
  CHECK(std::string_view(buffer.data(), *count).starts_with("hr"));
  CHECK(source.input_offset(1001) == 1002);
}

// Gives some bytes and fails then.
class FailingSource final : public Source {
 public:
  explicit FailingSource(std::string text) : text_(std::move(text)) {}
  const std::string& name() const override { return name_; }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (read_) return Error{Error::Kind::kRead, "gone"};
    read_ = true;
    return text_.copy(buffer, size);
  }

 private:
  std::string name_ = "failing";
  std::string text_;
  bool read_ = false;
};

TEST_CASE("what was read before a failure is text still", "[decoded_source]") {
  FailingSource inner(wide("hr") + "\x3D");
  DecodedSource source(inner, Encoding::kUtf16Le, "", 0);
  std::string text;
  std::vector<char> buffer(100);
  for (;;) {
    const auto count = source.read(buffer.data(), buffer.size());
    if (!count.ok()) {
      CHECK(count.error().message == "gone");
      break;
    }
    REQUIRE(*count > 0);
    text.append(buffer.data(), *count);
  }
  CHECK(text == "hr\xEF\xBF\xBD");
}

}  // namespace
}  // namespace hrscan
