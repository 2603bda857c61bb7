#include "input/ahead_source.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/read_all.h"

namespace hrscan {
namespace {

std::string long_text() {
  test::LogText random(1);
  std::string text;
  while (text.size() < 3 << 20) text += random.lines(1000, 10);
  return text;
}

// Gives a text, and then an error for good.
class BreakingSource final : public Source {
 public:
  explicit BreakingSource(std::string text) : text_(std::move(text)) {}
  const std::string& name() const override { return name_; }
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (given_ == text_.size()) {
      Error error;
      error.message = "broken";
      return error;
    }
    const std::size_t count = text_.copy(buffer, size, given_);
    given_ += count;
    return count;
  }

 private:
  std::string name_ = "breaking";
  std::string text_;
  std::size_t given_ = 0;
};

TEST_CASE("what is read ahead is what the source gives", "[ahead_source]") {
  const std::string text = long_text();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, std::size_t{600'000}, text.size()}) {
    for (const std::size_t piece : {7'000u, 300'000u}) {
      const auto source = read_ahead(std::make_unique<test::DribbleSource>(
          std::string_view(text).substr(0, size), 100'000, 3));
      CHECK(source->name() == "dribble");
      const test::ReadAll all = test::read_all(*source, piece);
      CHECK((all.text == text.substr(0, size)));
      CHECK(all.error.empty());
      CHECK(source->finish().ok());
      char more = 0;
      CHECK(*source->read(&more, 1) == 0);
    }
  }
}

TEST_CASE("an error comes behind all that could be read", "[ahead_source]") {
  const std::string text = long_text();
  for (const std::size_t size : {std::size_t{10}, text.size()}) {
    const auto source =
        read_ahead(std::make_unique<BreakingSource>(text.substr(0, size)));
    const test::ReadAll all = test::read_all(*source, 200'000);
    CHECK((all.text == text.substr(0, size)));
    CHECK(all.error == "broken");
  }
}

TEST_CASE("who needs no more can stop at any time", "[ahead_source]") {
  const std::string text = long_text();
  for (const std::size_t pieces : {0u, 1u, 6u, 9u}) {
    const auto source =
        read_ahead(std::make_unique<test::DribbleSource>(text, 100'000, 3));
    std::string buffer(100'000, '\0');
    for (std::size_t i = 0; i < pieces; ++i) {
      REQUIRE(source->read(buffer.data(), buffer.size()).ok());
    }
  }
}

}  // namespace
}  // namespace hrscan
