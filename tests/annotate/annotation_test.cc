#include "annotate/annotation.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "support/wide_text.h"

namespace hrscan {
namespace {

constexpr std::string_view kNote = " {x | retry: likely}";

struct NoteSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The first note in a text.
std::optional<NoteSpan> find_note(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '}') continue;
    if (const auto note = note_ending(text.substr(0, i + 1))) {
      return NoteSpan{note->begin, i + 1};
    }
  }
  return std::nullopt;
}

std::string note_of(const Meaning& meaning, bool name_is_written = false,
                    const NoteFormat& format = {}) {
  std::string out;
  append_note({meaning, name_is_written}, format, out);
  return out;
}

Meaning meaning_of(std::string_view symbol, std::string_view description) {
  Meaning meaning;
  meaning.symbol = symbol;
  meaning.description = description;
  meaning.retry = Retry::kUnlikely;
  return meaning;
}

TEST_CASE("a note has symbol, description and retry", "[annotation]") {
  const Meaning both = meaning_of("E_X", "Something.");
  CHECK(note_of(both) == " {E_X: Something. | retry: unlikely}");
  CHECK(note_of(both, true) == " {Something. | retry: unlikely}");
  CHECK(note_of(meaning_of("E_X", "")) == " {E_X | retry: unlikely}");
  CHECK(note_of(meaning_of("", "Something.")) ==
        " {Something. | retry: unlikely}");
  CHECK(note_of(meaning_of("", "")) ==
        " {No description; facility 0. | retry: unlikely}");
}

TEST_CASE("a note stands in one line and holds no braces", "[annotation]") {
  CHECK(note_of(meaning_of("E_X", "a {b}\r\nc")) ==
        " {E_X: a  b   c | retry: unlikely}");
}

TEST_CASE("a note that is written is found again", "[annotation]") {
  const std::string long_text(2000, 'x');
  std::string wide_text;
  for (int i = 0; i < 500; ++i) wide_text += "\xE4\xB8\xAD";
  for (const std::string_view description :
       {std::string_view("Something."), std::string_view(""),
        std::string_view("a | retry: likely} b"), std::string_view(long_text),
        std::string_view(wide_text)}) {
    for (int i = 0; i < kRetryCount; ++i) {
      Meaning meaning = meaning_of("E_X", description);
      meaning.retry = static_cast<Retry>(i);
      const std::string note = note_of(meaning);
      INFO(note);
      CHECK(note.size() <= kMaxNote);
      const std::string line = "hr = 0x80070005" + note + ", x";
      const auto found = find_note(line);
      REQUIRE(found);
      CHECK(found->begin == 15);
      CHECK(found->end == 15 + note.size());
    }
  }
}

TEST_CASE("a long description is cut between characters", "[annotation]") {
  std::string wide_text;
  for (int i = 0; i < 500; ++i) wide_text += "\xE4\xB8\xAD";
  for (const std::string_view symbol : {"E", "E_", "E_X"}) {
    const std::string note = note_of(meaning_of(symbol, wide_text));
    const std::size_t dots = note.find("... | retry: ");
    REQUIRE(dots != std::string::npos);
    CHECK(note.substr(dots - 3, 3) == "\xE4\xB8\xAD");
  }
}

struct Case {
  std::string_view text;
  bool found;
};

TEST_CASE("a note is one only behind a written status code", "[annotation]") {
  constexpr Case kCases[] = {
      {"0x80070005 {x | retry: likely}", true},
      {"0X490 {x | retry: likely}", true},
      {"80070005 {x | retry: likely}", true},
      {"80070005h {x | retry: likely}", true},
      {"&H80070005 {x | retry: likely}", true},
      {"0x80070005UL {x | retry: likely}", true},
      {"-2147024891 {x | retry: likely}", true},
      {"5 {x | retry: likely}", true},
      {"(0x80070005 {x | retry: likely})", true},
      {"0x80070005 {a: b, c. | retry: after-action}", true},
      {"0x80070005 { | retry: likely}", true},
      {"word {x | retry: likely}", false},
      {" {x | retry: likely}", false},
      {"0x80070005) {x | retry: likely}", false},
      {"0x80070005  {x | retry: likely}", false},
      {"0x80070005{x | retry: likely}", false},
      {"0x80070005 {x | retry: maybe}", false},
      {"0x80070005 {x | retry: likely }", false},
      {"0x80070005 {x | retry: Likely}", false},
      {"0x80070005 {x| retry: likely}", false},
      {"0x80070005 {x}", false},
      {"0x80070005 {x {y | retry: likely}", false},
      {"0x80070005 {x} | retry: likely}", false},
      {"0x80070005 {x\n | retry: likely}", false},
      {"0x80070005 {x\r | retry: likely}", false},
      {"0x80070005g {x | retry: likely}", false},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(find_note(c.text).has_value() == c.found);
    CHECK(has_note(c.text) == c.found);
  }
}

TEST_CASE("the search goes on behind what is no note", "[annotation]") {
  const std::string text =
      "a | b 0x1 {y | retry: no} | retry: likely} 0x2" + std::string(kNote);
  const auto note = find_note(text);
  REQUIRE(note);
  CHECK(note->begin == text.size() - kNote.size());
  CHECK(note->end == text.size());
}

TEST_CASE("a marked note is one wherever it stands", "[annotation]") {
  constexpr Case kCases[] = {
      {"word {hrscan: x}", true},
      {" {hrscan: x}", true},
      {"0x80070005) {hrscan: }", true},
      {"0x80070005 {hrscan: x | retry: maybe}", true},
      {"{hrscan: x}", false},
      {"word{hrscan: x}", false},
      {"word {hrscan:x}", false},
      {"word {hrscan x}", false},
      {"word { hrscan: x}", false},
      {"word {hrscan: x", false},
      {"word {hrscan: x\n}", false},
      {"word {hrscan: {x}", false},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(find_note(c.text).has_value() == c.found);
  }
}

TEST_CASE("a line that is a note owns its line end", "[annotation]") {
  const auto owns = [](std::string_view text) {
    const auto note = note_ending(text);
    return note && note->owns_line_end;
  };
  CHECK(owns(" {hrscan: x}"));
  CHECK(owns("0x80070005\n {hrscan: x}"));
  CHECK(owns("0x80070005 {hrscan: no line end}"));
  CHECK_FALSE(owns("0x80070005 {hrscan: x}"));
  CHECK_FALSE(owns("\n0x80070005 {x | retry: likely}"));

  for (const std::string_view line :
       {" {hrscan: x}", " {hrscan: x}\n", " {hrscan: x}\r\n"}) {
    CHECK(is_note_line(line));
  }
  for (const std::string_view line :
       {"", "\n", "x {hrscan: x}\n", " {hrscan: x} \n", " {hrscan: x}\n\n",
        " {x | retry: likely}", " {hrscan: x} {hrscan: y}\n"}) {
    CHECK_FALSE(is_note_line(line));
  }
}

TEST_CASE("a marked note has the code and the symbol", "[annotation]") {
  Meaning meaning = meaning_of("E_X", "Something.");
  meaning.code = StatusCode(0x80070005);
  const NoteFormat marked{.marked = true};
  CHECK(note_of(meaning, true, marked) ==
        " {hrscan: 0x80070005 E_X: Something. | retry: unlikely}");
  meaning.symbol = {};
  CHECK(note_of(meaning, false, marked) ==
        " {hrscan: 0x80070005: Something. | retry: unlikely}");
  meaning.symbol = "E_X";
  meaning.description = {};
  CHECK(note_of(meaning, false, marked) ==
        " {hrscan: 0x80070005 E_X | retry: unlikely}");
}

TEST_CASE("setup's extend code is put into words", "[annotation]") {
  const Meaning meaning = meaning_of("E_X", "Something.");
  std::string out;
  append_note({meaning, false, 0x4001E}, {}, out);
  CHECK(out ==
        " {E_X: Something. (phase OOBE_BOOT, operation PRE_OOBE) | retry: "
        "unlikely}");
}

TEST_CASE("a description is cut at a word", "[annotation]") {
  const auto cut = [](std::string_view text, std::size_t width) {
    const std::string note =
        note_of(meaning_of("", text), false, {.max_width = width});
    return note.substr(2, note.find(" | retry") - 2);
  };
  CHECK(cut("One two, three.", 15) == "One two, three.");
  CHECK(cut("One two, three.", 14) == "One two...");
  CHECK(cut("One two, three.", 11) == "One two...");
  CHECK(cut("One two, three.", 10) == "One...");
  CHECK(cut("One two, three.", 9) == "One...");
  CHECK(cut("Onetwothree", 8) == "Onetw...");
  CHECK(cut("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6", 4) == "\xC3\xA4...");
  CHECK(cut("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6", 5) ==
        "\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6");
  CHECK(cut("abcdefg", 1) == "a...");
}

TEST_CASE("a text that ends within a note shows where it may begin",
          "[annotation]") {
  const std::string text = "hr = 0x80070005" + std::string(kNote);
  for (std::size_t size = 16; size < text.size(); ++size) {
    INFO(text.substr(0, size));
    CHECK(unfinished_note(std::string_view(text).substr(0, size)) == 15);
  }
  CHECK(unfinished_note("x\nhr = 0x80070005 ") == 17);
  CHECK(unfinished_note("x}\nhr = 0x80070005 {") == 18);
  for (const std::string_view ended :
       {"hr = 0x80070005", "x\n", "hr = 0x80070005 {x}", "a{b",
        "0x80070005 {x\n y", ""}) {
    INFO(ended);
    CHECK(unfinished_note(ended) == ended.size());
  }
}

// Wherever a text is cut, what comes before unfinished_note() is decided.
TEST_CASE("no note that can be found is longer than what is kept of it",
          "[annotation]") {
  for (std::size_t size = kMaxNote - 60; size < kMaxNote + 60; ++size) {
    const std::string text =
        "0x80070005 {" + std::string(size, 'x') + " | retry: after-action}";
    if (!find_note(text)) continue;
    INFO(size << " bytes between brace and bar");
    for (std::size_t cut = 11; cut < text.size(); ++cut) {
      REQUIRE(unfinished_note(std::string_view(text).substr(0, cut)) == 10);
    }
  }
}

TEST_CASE("a note in UTF-16 is found at any place", "[annotation]") {
  const std::string code = "0x80070005";
  for (const bool big_endian : {false, true}) {
    for (const std::string_view before : {"", "x", "\xD8\xD8\xD8"}) {
      const std::string clean =
          std::string(before) + test::wide(code, big_endian);
      const std::string text = clean + test::wide(kNote, big_endian);
      const auto found = wide_note_ending(text, big_endian, true);
      REQUIRE(found);
      CHECK(found->begin == clean.size());
      CHECK_FALSE(found->owns_line_end);
      CHECK(has_note(text + "x"));
      CHECK_FALSE(has_note(test::wide(kNote, big_endian)));
    }
    const std::string line = test::wide("x\n {hrscan: y}", big_endian);
    const auto own_line = wide_note_ending(line, big_endian, true);
    REQUIRE(own_line);
    CHECK(own_line->owns_line_end);
    CHECK(is_wide_mark(test::wide(kNoLineEndNote, big_endian)));
    CHECK_FALSE(is_wide_mark(test::wide(kNote, big_endian)));
  }
  // Half in one encoding, half in the other.
  CHECK_FALSE(has_note(code + test::wide(kNote)));
  CHECK_FALSE(has_note(test::wide(code) + std::string(kNote)));
}

TEST_CASE("an unfinished note in UTF-16 is seen", "[annotation]") {
  const std::string text = "0x80070005" + std::string(kNote);
  for (const bool big_endian : {false, true}) {
    const std::string units = test::wide(text, big_endian);
    for (std::size_t size = 21; size < units.size(); ++size) {
      CHECK(unfinished_note(units.substr(0, size)) <= 20);
    }
    CHECK(unfinished_note(units + test::wide("\n", big_endian)) ==
          units.size() + 2);
  }
}

}  // namespace
}  // namespace hrscan
