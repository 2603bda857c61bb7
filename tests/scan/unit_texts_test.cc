#include "scan/unit_texts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "base/buffer.h"

namespace hrscan {
namespace {

// Copies of `text`, counted.
UnitTexts copies_of(std::string_view text, int& count) {
  return UnitTexts(
      text, [text, &count](std::size_t from, std::size_t size, char* to) {
        ++count;
        text.copy(to, size, from);
      });
}

TEST_CASE("a newline is found in a copy where the view has it",
          "[unit_texts]") {
  std::string text(50'000, '.');
  for (const std::size_t at :
       {0u, 383u, 384u, 5'000u, 16'767u, 16'768u, 49'999u})
    text[at] = '\n';
  int count = 0;
  const UnitTexts copies = copies_of(text, count);
  const UnitTexts view{std::string_view(text)};
  REQUIRE(copies.copies());
  REQUIRE_FALSE(view.copies());
  for (std::size_t from = 0; from < text.size(); from += 61) {
    for (const std::size_t size : {0u, 1u, 383u, 384u, 385u, 20'000u}) {
      const std::size_t to = std::min(from + size, text.size());
      REQUIRE(copies.find_newline(from, to) == view.find_newline(from, to));
    }
  }
}

TEST_CASE("the end of a long line takes few copies", "[unit_texts]") {
  const std::string text(1024 * 1024, '.');
  int count = 0;
  CHECK(copies_of(text, count).find_newline(0, text.size()) ==
        std::string_view::npos);
  CHECK(count < 100);
}

TEST_CASE("a copy has what surrounds it, as far as there is any",
          "[unit_texts]") {
  std::string text;
  for (int i = 0; text.size() < 200'000; ++i) text += std::to_string(i);
  int count = 0;
  const UnitTexts copies = copies_of(text, count);
  Buffer memory;
  for (const std::size_t from : {std::size_t{0}, std::size_t{100'000}}) {
    const std::size_t to = from + 50'000;
    const UnitText around = copies.around(from, to, memory);
    CHECK(around.text.data() == memory.data());
    CHECK((around.text ==
           std::string_view(text).substr(around.offset, around.text.size())));
    CHECK(around.offset + std::min(from, Block::kLineWindow) <= from);
    CHECK(around.offset + around.text.size() >= to + Block::kLineWindow);
  }
  const UnitText last = copies.around(190'000, text.size(), memory);
  CHECK(last.offset + last.text.size() == text.size());
}

}  // namespace
}  // namespace hrscan
