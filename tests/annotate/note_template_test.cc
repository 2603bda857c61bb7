#include "hrscan/note_template.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "annotate/annotation.h"

namespace hrscan {
namespace {

std::string filled(std::string_view text, const Meaning& meaning) {
  const Result<NoteTemplate> words = NoteTemplate::parse(text);
  REQUIRE(words.ok());
  std::string out;
  append_note({meaning}, {.words = &*words}, out);
  return out;
}

std::string fault_of(std::string_view text) {
  const Result<NoteTemplate> words = NoteTemplate::parse(text);
  return words.ok() ? "" : words.error().message;
}

Meaning full_meaning() {
  Meaning meaning;
  meaning.code = StatusCode(0x80240001);
  meaning.symbol = "WU_E_X";
  meaning.description = "It failed.";
  meaning.advice = "Wait.";
  meaning.facility = {36, "FACILITY_WINDOWSUPDATE", "Windows Update"};
  meaning.retry = Retry::kPossible;
  return meaning;
}

TEST_CASE("every field is filled in", "[note_template]") {
  CHECK(
      filled("{code}|{symbol}|{facility}|{retry}|{description}|{advice}",
             full_meaning()) ==
      " {hrscan: 0x80240001|WU_E_X|Windows Update|possible|It failed.|Wait.}");
  CHECK(filled("retry {retry}", full_meaning()) == " {hrscan: retry possible}");
  CHECK(filled("no field", full_meaning()) == " {hrscan: no field}");
}

TEST_CASE("what is not known is empty or said so", "[note_template]") {
  Meaning meaning;
  meaning.code = StatusCode(0x8ABC0001);
  meaning.facility.number = 0xABC;
  CHECK(filled("{symbol}|{facility}|{advice}|{description}", meaning) ==
        " {hrscan: (unknown)|2748||No description; facility 2748.}");
  meaning.kind = CodeKind::kNtstatus;
  CHECK(filled("{facility}|", meaning) == " {hrscan: |}");
}

TEST_CASE("words of others cannot end a note", "[note_template]") {
  Meaning meaning = full_meaning();
  meaning.advice = "a } b\n{c";
  CHECK(filled("{advice}", meaning) == " {hrscan: a   b  c}");
  const std::string note = filled(std::string(2000, 'x'), meaning);
  CHECK(note.size() <= kMaxNote);
  CHECK(note.ends_with("x...}"));
}

TEST_CASE("faults of a template are named", "[note_template]") {
  CHECK(fault_of("{symbl}") ==
        "there is no field {symbl}, did you mean 'symbol'?");
  CHECK(fault_of("{}") == "there is no field {}");
  CHECK(fault_of("{qqqqqqqq}") == "there is no field {qqqqqqqq}");
  CHECK(fault_of("a } b") ==
        "a '}' that belongs to no field cannot stand in a note");
  for (const std::string_view open : {"a {", "{symbol", "{{symbol}}"}) {
    CHECK(fault_of(open) ==
          "a '{' that belongs to no field cannot stand in a note");
  }
  CHECK(fault_of("a\nb").starts_with("a note is one line"));
  CHECK(fault_of("").starts_with("there are no words"));
  CHECK(fault_of("  ").starts_with("there are no words"));
}

}  // namespace
}  // namespace hrscan
