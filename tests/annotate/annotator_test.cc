#include "hrscan/annotator.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/scanner.h"
#include "support/copied_source.h"
#include "support/dribble_source.h"
#include "support/files.h"
#include "support/log_text.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

// What the sources read at a time; only a hint for where to look.
constexpr std::size_t kBlock = 256 * 1024;

constexpr std::string_view kToken = "0x80070005";

// One way of reading a text.
struct Way {
  std::string_view name;
  std::function<std::unique_ptr<Source>(std::string_view)> open;
};

std::vector<Way> ways() {
  return {
      {"text", [](std::string_view text) { return open_text("text", text); }},
      {"pipe",
       [](std::string_view text) -> std::unique_ptr<Source> {
         return std::make_unique<test::DribbleSource>(text, 50'000, 1);
       }},
      {"copied", [](std::string_view text) -> std::unique_ptr<Source> {
         return std::make_unique<test::CopiedSource>(text);
       }}};
}

// Small pieces: for small texts only.
Way drop_by_drop() {
  return {"drop by drop", [](std::string_view text) -> std::unique_ptr<Source> {
            return std::make_unique<test::DribbleSource>(text, 7, 1);
          }};
}

const Scanner& scanner() {
  static const Scanner instance = [] {
    ScanOptions options;
    options.binary = true;
    return Scanner(Catalog::builtin(), options);
  }();
  return instance;
}

std::string annotated(std::string_view text, const Way& way = ways()[0],
                      const AnnotateOptions& options = {}) {
  std::ostringstream out;
  Annotator annotator(Catalog::builtin(), out, options);
  const std::unique_ptr<Source> source = without_annotations(way.open(text));
  REQUIRE(scanner().scan(*source, annotator).ok());
  return out.str();
}

std::string stripped(std::string_view text, const Way& way = ways()[0]) {
  std::ostringstream out;
  REQUIRE(strip(way.open(text), out).ok());
  return out.str();
}

std::string note_for_token() {
  const std::string text = "hr = " + std::string(kToken);
  return annotated(text).substr(text.size());
}

TEST_CASE("a note stands directly behind its token", "[annotator]") {
  struct Case {
    std::string_view text;
    std::string_view before;  // what stands before the note
    std::string_view behind;
  };
  constexpr Case kCases[] = {
      {"hr = 0x80070005", "hr = 0x80070005", ""},
      {"hr = 0x80070005\r\n", "hr = 0x80070005", "\r\n"},
      {"[0x80070005]\n", "[0x80070005", "]\n"},
      {"hr = -2147024891, x", "hr = -2147024891", ", x"},
      {"return 0x80070005L;", "return 0x80070005L", ";"},
      {"0xC1900101-0x4001E\n", "0xC1900101-0x4001E", "\n"},
      {"0x80004005 (-2147467259)", "0x80004005", " (-2147467259)"},
  };
  for (const Case& c : kCases) {
    const std::string out = annotated(c.text);
    INFO(out);
    CHECK(out.starts_with(std::string(c.before) + " {"));
    CHECK(out.ends_with(std::string("}").append(c.behind)));
    CHECK(stripped(out) == c.text);
  }
}

TEST_CASE("a name that the log writes is not repeated", "[annotator]") {
  CHECK(annotated("hr = 0x80070005").find("E_ACCESSDENIED") !=
        std::string::npos);
  const std::string named = annotated("[0x80070005 - E_ACCESSDENIED]");
  CHECK(named.find("E_ACCESSDENIED") == named.rfind("E_ACCESSDENIED"));
}

TEST_CASE("a text without codes stays as it is", "[annotator]") {
  for (const std::string_view text :
       {"", "\n", "\r\n\r\n", "x", "a {b | retry: likely} c", "\xFD\xFE\xFF"}) {
    CHECK(annotated(text) == text);
    CHECK(stripped(text) == text);
  }
}

TEST_CASE("notes of another catalog are replaced", "[annotator]") {
  CHECK(annotated("hr = 0x80070005 {E_OLD: Old words. | retry: likely}, x") ==
        annotated("hr = 0x80070005, x"));
}

TEST_CASE("the samples: twice is once, and strip restores", "[annotator]") {
  for (const std::filesystem::path& path :
       test::files_in(test::project_file("samples"), ".log")) {
    const std::string text = test::read_file(path);
    if (text.starts_with("\xFF\xFE")) continue;
    INFO(path.string());
    const std::string once = annotated(text);
    CHECK(once.size() > text.size());
    for (const Way& way : ways()) {
      INFO(way.name);
      CHECK((annotated(text, way) == once));
      CHECK((annotated(once, way) == once));
      CHECK((stripped(once, way) == text));
      CHECK((stripped(text, way) == text));
    }
  }
}

TEST_CASE("line ends of every kind come back", "[annotator]") {
  for (const std::string_view end : {"\n", "\r\n", "\r", "\n\n", "\n\r", ""}) {
    const std::string text = "hr = 0x80070005" + std::string(end) +
                             "hr = 0x80004005" + std::string(end);
    CHECK(stripped(annotated(text)) == text);
  }
}

TEST_CASE("random bytes come back", "[annotator]") {
  test::LogText random(3);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random.bytes(random.below(3000));
    const std::string once = annotated(text);
    CHECK((stripped(once) == text));
    CHECK((annotated(once) == once));
    CHECK((stripped(once, drop_by_drop()) == text));
  }
}

// These texts hold notes, and what is almost one, before hrscan adds its own.
TEST_CASE("random logs: twice is once, and strip takes back what was added",
          "[annotator]") {
  test::LogText random(4);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random.lines(1 + random.below(20), 10);
    INFO(text);
    const std::string clean = stripped(text);
    const std::string once = annotated(text);
    CHECK(stripped(once) == clean);
    CHECK(annotated(once) == once);
    for (const Way& way : {ways()[1], drop_by_drop()}) {
      INFO(way.name);
      CHECK(stripped(text, way) == clean);
      CHECK(annotated(text, way) == once);
      CHECK(stripped(once, way) == clean);
    }
  }
}

TEST_CASE("notes are in the encoding of their line", "[annotator]") {
  const std::string line = "hr = 0x80070005\r\n";
  const std::string noted = "hr = 0x80070005" + note_for_token() + "\r\n";
  struct Case {
    std::string_view what;
    std::string text;
    std::string noted;
  };
  const Case cases[] = {
      {"UTF-8 with a mark", "\xEF\xBB\xBF" + line, "\xEF\xBB\xBF" + noted},
      {"UTF-16LE", test::wide(line), test::wide(noted)},
      {"UTF-16LE with a mark", "\xFF\xFE" + test::wide(line),
       "\xFF\xFE" + test::wide(noted)},
      {"UTF-16BE", test::wide(line, true), test::wide(noted, true)},
      {"UTF-16BE with a mark", "\xFE\xFF" + test::wide(line, true),
       "\xFE\xFF" + test::wide(noted, true)},
      {"8-bit, UTF-16, 8-bit", line + test::wide(line) + line,
       noted + test::wide(noted) + noted},
      {"an odd last byte", test::wide(line) + "x", test::wide(noted) + "x"},
      {"a mark alone", "\xFF\xFE", "\xFF\xFE"},
      {"surrogates, whole and half",
       test::wide(line) + "\x3D\xD8\x01\xDE\x3D\xD8" + test::wide(line),
       test::wide(noted) + "\x3D\xD8\x01\xDE\x3D\xD8" + test::wide(noted)},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK((annotated(c.text) == c.noted));
    CHECK((annotated(c.noted) == c.noted));
    CHECK((stripped(c.noted) == c.text));
    CHECK((stripped(c.noted, drop_by_drop()) == c.text));
  }
}

TEST_CASE("random text of any encoding: twice is once, strip takes back",
          "[annotator]") {
  test::LogText random(9);
  for (int round = 0; round < 300; ++round) {
    const std::string text =
        round % 3 == 0   ? random.bytes(1 + random.below(500))
        : round % 3 == 1 ? test::mixed_lines(random, 1 + random.below(20))
                         : test::wide(random.lines(1 + random.below(20), 10),
                                      random.below(2) == 0);
    INFO("round " << round);
    const std::string clean = stripped(text);
    const std::string once = annotated(text);
    CHECK((stripped(once) == clean));
    CHECK((annotated(once) == once));
    for (const Way& way : {ways()[1], drop_by_drop()}) {
      CHECK((stripped(text, way) == clean));
      CHECK((annotated(text, way) == once));
      CHECK((stripped(once, way) == clean));
    }
  }
}

// `size` bytes of lines without any code.
std::string padding(std::size_t size) {
  std::string out;
  while (out.size() < size) {
    out.append(std::min<std::size_t>(60, size - out.size()), '.');
    out.back() = '\n';
  }
  return out;
}

TEST_CASE("a note is taken out wherever a block of reading ends",
          "[annotator]") {
  const std::string note = note_for_token();
  const std::string lead = "hr = ";
  const std::string behind = ", gave up\n" + padding(1000);
  const std::size_t length = lead.size() + kToken.size() + note.size();
  for (std::size_t shift = 0; shift <= length + 2; ++shift) {
    const std::string before = padding(kBlock - shift) + lead;
    const std::string clean = before + std::string(kToken) + behind;
    const std::string noted = before + std::string(kToken) + note + behind;
    INFO("the line starts " << shift << " bytes before the block's end");
    for (const Way& way : ways()) {
      INFO(way.name);
      CHECK((stripped(noted, way) == clean));
    }
  }
}

// What was held back for an open brace may have been given in the meantime.
TEST_CASE("an open brace before a note does no harm", "[annotator]") {
  const std::string clean = "foo {0x80070005 bar\n";
  const std::string noted = "foo {0x80070005" + note_for_token() + " bar\n";
  for (unsigned seed = 1; seed <= 50; ++seed) {
    std::ostringstream out;
    REQUIRE(strip(std::make_unique<test::DribbleSource>(noted, 20, seed), out)
                .ok());
    CHECK(out.str() == clean);
  }
}

// The second one stands behind a token once the first one is gone.
TEST_CASE("two notes in a row give the same however they are read",
          "[annotator]") {
  const std::string noted =
      "0x80070005 {a | retry: likely} {b | retry: likely}\n";
  const std::string clean = stripped(noted);
  for (unsigned seed = 1; seed <= 50; ++seed) {
    INFO("seed " << seed);
    std::ostringstream out;
    REQUIRE(strip(std::make_unique<test::DribbleSource>(noted, 20, seed), out)
                .ok());
    CHECK(out.str() == clean);
  }
}

TEST_CASE("a token is annotated wherever a block of reading ends",
          "[annotator]") {
  const std::string lead = "hr = ";
  const std::string behind = ", gave up\n" + padding(1000);
  const std::size_t length = lead.size() + kToken.size();
  const std::string note = note_for_token();
  for (std::size_t shift = 0; shift <= length + 2; ++shift) {
    const std::string before = padding(kBlock - shift) + lead;
    const std::string expected = before + std::string(kToken) + note + behind;
    INFO("the line starts " << shift << " bytes before the block's end");
    for (const Way& way : ways()) {
      INFO(way.name);
      CHECK(
          (annotated(before + std::string(kToken) + behind, way) == expected));
      CHECK((annotated(expected, way) == expected));
    }
  }
}

// In one line as long as the text there is no line end to cut at.
TEST_CASE("a token in an endless line is annotated", "[annotator]") {
  for (std::size_t shift = 0; shift <= 20; ++shift) {
    const std::string before = std::string(kBlock - shift, '.') + " hr = ";
    const std::string text =
        before + std::string(kToken) + " " + std::string(3 * kBlock, '.');
    for (const Way& way : ways()) {
      const std::string once = annotated(text, way);
      CHECK((once.substr(before.size() + kToken.size(), 3) == " {E"));
      CHECK((stripped(once, way) == text));
    }
  }
}

// Every way to write notes.
std::vector<AnnotateOptions> all_options() {
  const NoteTemplate words = *NoteTemplate::parse("{code} {retry}");
  std::vector<AnnotateOptions> all;
  for (const NoteStyle style :
       {NoteStyle::kInline, NoteStyle::kTrailing, NoteStyle::kBelow}) {
    all.push_back({.style = style});
    all.push_back({.style = style, .words = words});
    all.push_back({.style = style, .max_width = 20, .once = true});
  }
  return all;
}

std::string name_of(const AnnotateOptions& options) {
  return std::string(to_string(options.style)) +
         (options.words.empty() ? "" : ", own words") +
         (options.once ? ", once" : "");
}

AnnotateOptions short_notes(NoteStyle style) {
  return {.style = style, .words = *NoteTemplate::parse("{code}")};
}

TEST_CASE("a trailing note stands before the line end", "[annotator]") {
  const AnnotateOptions options = short_notes(NoteStyle::kTrailing);
  const auto write = [&](std::string_view text) {
    return annotated(text, ways()[0], options);
  };
  CHECK(write("hr = 0x80070005, x\ny\n") ==
        "hr = 0x80070005, x {hrscan: 0x80070005}\ny\n");
  CHECK(write("hr = 0x80070005, x\r\ny\r\n") ==
        "hr = 0x80070005, x {hrscan: 0x80070005}\r\ny\r\n");
  CHECK(write("hr = 0x80070005") == "hr = 0x80070005 {hrscan: 0x80070005}");
  CHECK(write("hr = 0x80070005\r") == "hr = 0x80070005\r {hrscan: 0x80070005}");
  CHECK(write("0x80070005 0x80004005 0x80070005\n") ==
        "0x80070005 0x80004005 0x80070005 {hrscan: 0x80070005} {hrscan: "
        "0x80004005}\n");
}

TEST_CASE("a note below has a line of its own", "[annotator]") {
  const AnnotateOptions options = short_notes(NoteStyle::kBelow);
  const auto write = [&](std::string_view text) {
    return annotated(text, ways()[0], options);
  };
  CHECK(write("hr = 0x80070005, x\ny\n") ==
        "hr = 0x80070005, x\n {hrscan: 0x80070005}\ny\n");
  CHECK(write("hr = 0x80070005, x\r\ny\r\n") ==
        "hr = 0x80070005, x\r\n {hrscan: 0x80070005}\r\ny\r\n");
  CHECK(write("hr = 0x80070005 and 0x80004005\n") ==
        "hr = 0x80070005 and 0x80004005\n {hrscan: 0x80070005}\n {hrscan: "
        "0x80004005}\n");
}

TEST_CASE("a last line without a line end gets one for the note below it",
          "[annotator]") {
  const AnnotateOptions options = short_notes(NoteStyle::kBelow);
  for (const std::string_view end : {"\n", "\r\n"}) {
    for (const std::string_view last :
         {"hr = 0x80070005", "hr = 0x80070005 ", "0x80070005 0x80004005",
          "hr = 0x80070005\r"}) {
      const std::string text = "first" + std::string(end) + std::string(last);
      const std::string once = annotated(text, ways()[0], options);
      INFO(once);
      CHECK(once.find(std::string(last) + " {hrscan: no line end}" +
                      std::string(end) + " {hrscan: 0x80070005}" +
                      std::string(end)) != std::string::npos);
      CHECK(stripped(once) == text);
      CHECK(annotated(once, ways()[0], options) == once);
    }
  }
}

TEST_CASE("notes for the end of an endless line are limited", "[annotator]") {
  std::string text;
  for (unsigned i = 0; i < 3000; ++i) {
    text += "hr = " + to_hex(StatusCode(0x80040000 + i)) + ", ";
  }
  const std::string out =
      annotated(text, ways()[0], short_notes(NoteStyle::kTrailing));
  std::size_t notes = 0;
  for (std::size_t at = out.find('}'); at != std::string::npos;
       at = out.find('}', at + 1)) {
    ++notes;
  }
  CHECK(notes == 1000);
  CHECK((stripped(out) == text));
}

TEST_CASE("a code is explained once, in each input anew", "[annotator]") {
  std::ostringstream out;
  AnnotateOptions options = short_notes(NoteStyle::kInline);
  options.once = true;
  Annotator annotator(Catalog::builtin(), out, options);
  for (int i = 0; i < 2; ++i) {
    const auto source = open_text("x", "0x80070005\n0x80070005\n0x80004005\n");
    REQUIRE(scanner().scan(*source, annotator).ok());
  }
  const std::string each =
      "0x80070005 {hrscan: 0x80070005}\n0x80070005\n0x80004005 {hrscan: "
      "0x80004005}\n";
  CHECK(out.str() == each + each);
}

TEST_CASE("only lines with findings are written if asked", "[annotator]") {
  const auto write = [](std::string_view text, NoteStyle style) {
    AnnotateOptions options = short_notes(style);
    options.only_findings = true;
    const std::string out = annotated(text, ways()[0], options);
    CHECK(annotated(text, drop_by_drop(), options) == out);
    return out;
  };
  CHECK(write("a\nb 0x80070005 c\r\nd\n\ne 0x80004005", NoteStyle::kInline) ==
        "b 0x80070005 {hrscan: 0x80070005} c\r\ne 0x80004005 {hrscan: "
        "0x80004005}");
  CHECK(write("a\nb 0x80070005 c\r\nd\n\ne 0x80004005", NoteStyle::kTrailing) ==
        "b 0x80070005 c {hrscan: 0x80070005}\r\ne 0x80004005 {hrscan: "
        "0x80004005}");
  CHECK(write("a\nb 0x80070005 c\nd", NoteStyle::kBelow) ==
        "b 0x80070005 c\n {hrscan: 0x80070005}\n");
  CHECK(write("a\nb\n\nc", NoteStyle::kInline).empty());
}

TEST_CASE("of a long line what stands before the finding is cut",
          "[annotator]") {
  AnnotateOptions options = short_notes(NoteStyle::kInline);
  options.only_findings = true;
  const std::string out =
      annotated(std::string(200'000, '.') + " hr = 0x80070005 " +
                    std::string(100'000, ',') + "\nx\n",
                ways()[0], options);
  CHECK((out.starts_with("......")));
  CHECK(out.size() < 166'000);
  CHECK((out.find(" hr = 0x80070005 {hrscan: 0x80070005} ,,") !=
         std::string::npos));
  CHECK((out.ends_with(",,\n")));
}

TEST_CASE("every style: twice is once, strip restores, styles replace others",
          "[annotator]") {
  test::LogText random(5);
  const std::vector<AnnotateOptions> all = all_options();
  for (int round = 0; round < 60; ++round) {
    std::string text = stripped(random.lines(1 + random.below(12), 8));
    if (round % 3 == 1) {
      std::string crlf;
      for (const char c : text) {
        if (c == '\n') crlf += '\r';
        crlf += c;
      }
      text = crlf;
    }
    if (round % 4 == 2) text += "hr = 0x80070005";
    if (round % 8 == 6) text += '\r';
    const AnnotateOptions& other = all[random.below(all.size())];
    for (const AnnotateOptions& options : all) {
      INFO(name_of(options) << ", before that " << name_of(other));
      INFO(text);
      const std::string once = annotated(text, ways()[0], options);
      CHECK((stripped(once) == text));
      CHECK((stripped(once, drop_by_drop()) == text));
      CHECK((annotated(text, drop_by_drop(), options) == once));
      CHECK((annotated(once, ways()[0], options) == once));
      CHECK((annotated(once, drop_by_drop(), options) == once));
      const std::string before = annotated(text, ways()[0], other);
      CHECK((annotated(before, ways()[0], options) == once));
    }
  }
}

TEST_CASE("every style: UTF-16, alone and among other lines, comes back",
          "[annotator]") {
  test::LogText random(7);
  for (int round = 0; round < 60; ++round) {
    const bool is_mixed = round % 3 == 0;
    const std::string text =
        stripped(is_mixed ? test::mixed_lines(random, 1 + random.below(12))
                          : test::wide(random.lines(1 + random.below(12), 6),
                                       /*big_endian=*/round % 3 == 1));
    for (const AnnotateOptions& options : all_options()) {
      INFO(name_of(options) << ", round " << round);
      const std::string once = annotated(text, ways()[0], options);
      CHECK((stripped(once) == text));
      CHECK((stripped(once, drop_by_drop()) == text));
      CHECK((annotated(text, drop_by_drop(), options) == once));
      CHECK((annotated(once, ways()[0], options) == once));
    }
  }
}

TEST_CASE("every style: random bytes come back", "[annotator]") {
  test::LogText random(6);
  for (int round = 0; round < 40; ++round) {
    const std::string text = random.bytes(random.below(3000));
    for (const AnnotateOptions& options : all_options()) {
      const std::string once = annotated(text, ways()[0], options);
      CHECK((stripped(once) == text));
      CHECK((annotated(once, drop_by_drop(), options) == once));
    }
  }
}

// A note that was made by taking another one out is taken out, too.
TEST_CASE("stripping again finds nothing more", "[annotator]") {
  const std::string note = "{a | retry: likely}";
  for (const std::string& text : std::vector<std::string>{
           "0x1 {5 " + note + " | retry: likely}",
           "0x1 {0x2 {0x3 " + note + " | retry: likely} | retry: likely} x",
           "a {hrscan: b {hrscan: c} d} e", " {hrs {hrscan: x}can: y}\nz\n",
           "x {hrscan: no line end}\n {hrscan: y}\n {hrscan: z}\nrest",
           "0x1 {hrscan: no line end}\r\n " + note}) {
    INFO(text);
    const std::string clean = stripped(text);
    CHECK(clean.find("retry") == std::string::npos);
    CHECK(clean.find("hrscan") == std::string::npos);
    CHECK(stripped(clean) == clean);
    for (std::size_t most = 1; most < 12; ++most) {
      std::ostringstream out;
      REQUIRE(strip(std::make_unique<test::DribbleSource>(
                        text, most, static_cast<unsigned>(most)),
                    out)
                  .ok());
      CHECK(out.str() == clean);
    }
  }
}

TEST_CASE("what only looks like a note stays", "[annotator]") {
  for (const std::string_view text :
       {"{hrscan: x}\n", "a{hrscan: x}\n", "a {hrscan:x}\n",
        "word {x | retry: likely}\n", "0x80070005 {hrscan: x\n}\n"}) {
    CHECK(stripped(text) == text);
  }
}

}  // namespace
}  // namespace hrscan
