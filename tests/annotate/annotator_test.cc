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
      {"pipe", [](std::string_view text) -> std::unique_ptr<Source> {
         return std::make_unique<test::DribbleSource>(text, 50'000, 1);
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

std::string annotated(std::string_view text, const Way& way = ways()[0]) {
  std::ostringstream out;
  Annotator annotator(Catalog::builtin(), out);
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

// Fails after some bytes, as a full disk does.
class FullDisk final : public std::stringbuf {
 protected:
  std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
};

TEST_CASE("annotating ends when it cannot write", "[annotator]") {
  FullDisk disk;
  std::ostream out(&disk);
  Annotator annotator(Catalog::builtin(), out);
  const std::string text = padding(4 * kBlock);
  CHECK(scanner().scan(*open_text("text", text), annotator).ok());
  CHECK_FALSE(out.good());
}

}  // namespace
}  // namespace hrscan
