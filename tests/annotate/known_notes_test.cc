#include "annotate/known_notes.h"

#include <catch2/catch.hpp>
#include <string>

namespace hrscan {
namespace {

Finding finding_of(std::uint32_t code) {
  Finding finding;
  finding.code = StatusCode(code);
  return finding;
}

// Asks for a note that says what it was asked for, and whether it was known.
struct Asked {
  std::string text;
  bool was_known = true;
};
Asked ask(KnownNotes& notes, const Finding& finding, std::string_view symbol,
          Told told = Told::kBeside) {
  Asked asked;
  asked.text = notes
                   .find(finding, symbol, told,
                         [&](KnownNote& made) {
                           asked.was_known = false;
                           CHECK(made.text.empty());
                           made.text = std::to_string(finding.code.value()) +
                                       std::string(symbol);
                         })
                   .text;
  return asked;
}

TEST_CASE("a note is made once for all that it depends on", "[known_notes]") {
  KnownNotes notes;
  Finding finding = finding_of(1);
  CHECK_FALSE(ask(notes, finding, "A").was_known);
  CHECK(ask(notes, finding, "A").was_known);
  CHECK(ask(notes, finding, "A").text == "1A");
  CHECK_FALSE(ask(notes, finding, "B").was_known);
  CHECK_FALSE(ask(notes, finding, "").was_known);
  CHECK_FALSE(ask(notes, finding, "A", Told::kMentioned).was_known);
  finding.kind = CodeKind::kWin32;
  CHECK_FALSE(ask(notes, finding, "A").was_known);
  finding.extend = 7;
  CHECK_FALSE(ask(notes, finding, "A").was_known);
  CHECK_FALSE(ask(notes, finding_of(2), "A").was_known);
}

// Far more codes than are kept: each answer is still that for its question.
TEST_CASE("notes that are forgotten are made again", "[known_notes]") {
  KnownNotes notes;
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t code = 0; code < 5000; ++code) {
      const std::string wanted = std::to_string(code) + "X";
      if (ask(notes, finding_of(code), "X").text != wanted) {
        FAIL_CHECK(wanted);
      }
    }
  }
}

TEST_CASE("two codes in turn are both kept, whatever their numbers",
          "[known_notes]") {
  for (std::uint32_t other = 2; other < 3000; ++other) {
    KnownNotes notes;
    ask(notes, finding_of(1), "X");
    ask(notes, finding_of(other), "X");
    CHECK(ask(notes, finding_of(1), "X").was_known);
    CHECK(ask(notes, finding_of(other), "X").was_known);
  }
}

}  // namespace
}  // namespace hrscan
