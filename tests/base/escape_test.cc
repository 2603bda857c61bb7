#include "base/escape.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

namespace hrscan::escape {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view text;
  std::string_view safe;
};

TEST_CASE("nothing of a text can command a terminal", "[escape]") {
  constexpr Case kCases[] = {
      {"", ""},
      {"plain \t text", "plain \t text"},
      {"\x1B[2J", "\\x1B[2J"},
      {"\x1B]0;title\x07", "\\x1B]0;title\\x07"},
      {"\x1B]8;;http://example.com\x1B\\x",
       "\\x1B]8;;http://example.com\\x1B\\x"},
      {"\x1BP1$r\x1B\\", "\\x1BP1$r\\x1B\\"},
      {"a\0b"sv, "a\\x00b"},
      {"\b\b\x7F", "\\x08\\x08\\x7F"},
      {"\x0E\x0F", "\\x0E\\x0F"},
      {"over\rwritten", "over\\x0Dwritten"},
      {"two\nlines", "two\\x0Alines"},
      // C1 controls: as a character of UTF-8 and as a byte of its own.
      {"\xC2\x9B"
       "31m",
       "\\u009B31m"},
      {"\xC2\x80\xC2\x9F", "\\u0080\\u009F"},
      {"\x9B"
       "31m",
       "\\x9B31m"},
      {"\x90q\x9C", "\\x90q\\x9C"},
      // What turns the direction of writing.
      {"\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC", "\\u202A\\u202B\\u202C"},
      {"\xE2\x80\xAD\xE2\x80\xAE", "\\u202D\\u202E"},
      {"\xE2\x81\xA6\xE2\x81\xA7\xE2\x81\xA8\xE2\x81\xA9",
       "\\u2066\\u2067\\u2068\\u2069"},
      // Neighbours of those, and other characters, stay.
      {"\xC2\xA0\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA",
       "\xC2\xA0\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA"},
      {"\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80",
       "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80"},
      // Bytes that are no UTF-8: only those that a terminal may obey go.
      {"\xFF\xFE\xA0", "\xFF\xFE\xA0"},
      {"\xC0\x9B", "\xC0\\x9B"},                    // overlong
      {"\xED\xA0\x80", "\xED\xA0\\x80"},            // a surrogate
      {"\xE2\x80", "\xE2\\x80"},                    // cut off
      {"\xF4\x90\x80\x80", "\xF4\\x90\\x80\\x80"},  // above U+10FFFF
      {"\xF8\x90\x9B\x80", "\xF8\\x90\\x9B\\x80"},  // no first byte
      {"\xFF\x90\x9B\x80", "\xFF\\x90\\x9B\\x80"},
      // Markers are nothing to a terminal.
      {"::error::x ##vso[y]", "::error::x ##vso[y]"},
  };
  for (const Case& c : kCases) {
    INFO(c.safe);
    CHECK(terminal(c.text) == c.safe);
  }
}

TEST_CASE("nothing of a text can command a CI agent", "[escape]") {
  constexpr Case kCases[] = {
      {"", ""},
      {"::error::x", "\\::error::x"},
      {" \t ::error::x", " \t \\::error::x"},
      {"\xC2\xA0::error::x", "\xC2\xA0\\::error::x"},
      {"\xE3\x80\x80::error::x", "\xE3\x80\x80\\::error::x"},
      {"\xEF\xBB\xBF::error::x", "\xEF\xBB\xBF\\::error::x"},
      {"\xFF::error::x", "\xFF\\::error::x"},
      {"x ::error::y", "x ::error::y"},
      {"std::vector", "std::vector"},
      {":: ::", "\\:: ::"},
      {":::", "\\:::"},
      // What is written behind it may begin with another one.
      {":", "\\:"},
      {" :", " \\:"},
      {"x:", "x:"},
      // What a log writes as line ends are no line ends any more.
      {"x\r::error::y", "x\\x0D::error::y"},
      {"x\n::error::y", "x\\x0A::error::y"},
      {"\x1B[0m::error::y", "\\x1B[0m::error::y"},
      {"##[error]x", "#\\#[error]x"},
      {"x ##[group]y", "x #\\#[group]y"},
      {"###[error]x", "##\\#[error]x"},
      {"##vso[task.x]", "#\\#vso[task.x]"},
      {"##VSO[task.x]", "#\\#VSO[task.x]"},
      {"##teamcity[x]", "#\\#teamcity[x]"},
      {"##newagent[x]", "#\\#newagent[x]"},
      {"##[##[", "#\\#[#\\#["},
      {"## heading", "## heading"},
      {"##vso", "##vso"},
      {"#[x]", "#[x]"},
      {"section_start:1:a", "section\\_start:1:a"},
      {"x section_end:1:a", "x section\\_end:1:a"},
      {"SECTION_Start:1:a", "SECTION\\_Start:1:a"},
      {"section_started", "section_started"},
      {"\xE2\x80\xAE\x1B[2J", "\\u202E\\x1B[2J"},
  };
  for (const Case& c : kCases) {
    INFO(c.safe);
    CHECK(ci(c.text) == c.safe);
  }
}

TEST_CASE("what is inert already is not changed again", "[escape]") {
  for (const std::string_view text :
       {"::error::x"sv, "##vso[x]"sv, "section_start:1:a"sv, "\x1B[0m"sv,
        "\xE2\x80\xAE"sv, "##[x"sv}) {
    const std::string once = ci(text);
    CHECK(ci(once) == once);
    CHECK(terminal(terminal(text)) == terminal(text));
  }
}

TEST_CASE("a cell of CSV is quoted where needed and never a formula",
          "[escape]") {
  constexpr Case kCases[] = {
      {"", ""},
      {"plain text", "plain text"},
      {"a,b", "\"a,b\""},
      {"say \"x\"", "\"say \"\"x\"\"\""},
      {"two\nlines", "two\\x0Alines"},
      {"a\rb", "a\\x0Db"},
      {"\x1B[2J", "\\x1B[2J"},
      {"\xE2\x80\xAE,", "\"\\u202E,\""},
      {"=1+1", "'=1+1"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"},
      {"\r=1", "'\\x0D=1"},
      {"=A1,B1", "\"'=A1,B1\""},
      {"=\"x\"", "\"'=\"\"x\"\"\""},
      {"a=1", "a=1"},
      {"'x", "'x"},
  };
  for (const Case& c : kCases) {
    INFO(c.safe);
    CHECK(csv(c.text) == c.safe);
  }
}

TEST_CASE("escaped JSON is inert and means the same", "[escape]") {
  constexpr std::string_view kTexts[] = {
      "plain",
      "##[error]x ##vso[y] ##teamcity[z] ###[",
      "section_start:1:a SECTION_END:2:b",
      "\x7F",
      "\xC2\x9B"
      "31m",
      "\xE2\x80\xAE reversed \xE2\x81\xA6",
      "\x1B[2J\r\n::error::x",
      "quotes \" and \\ backslashes ##[\\",
      "\xC3\xA9\xF0\x9F\x98\x80",
  };
  for (const std::string_view text : kTexts) {
    const nlohmann::json value = {{"text", text}};
    const std::string written = value.dump();
    const std::string safe = json(written);
    INFO(safe);
    CHECK(nlohmann::json::parse(safe) == value);
    CHECK(ci(safe) == safe);
    CHECK(terminal(safe) == safe);
  }
}

// `text` through a Stream in pieces of at most `most` bytes.
std::string in_pieces(Stream::Target target, std::string_view text,
                      std::size_t most, std::mt19937& random) {
  Stream stream(target);
  std::string out;
  while (!text.empty()) {
    const std::size_t size =
        std::min<std::size_t>(1 + random() % most, text.size());
    stream.put(text.substr(0, size), out);
    text.remove_prefix(size);
  }
  stream.finish(out);
  return out;
}

std::string in_one(Stream::Target target, std::string_view text) {
  std::string out;
  Stream stream(target);
  stream.put(text, out);
  stream.finish(out);
  return out;
}

TEST_CASE("a stream keeps line ends and starts every line anew", "[escape]") {
  constexpr Case kCases[] = {
      {"a\n::error::x\r\n::error::y", "a\n\\::error::x\r\n\\::error::y"},
      {"a\n \t::error::x\n", "a\n \t\\::error::x\n"},
      {"\n\n::x", "\n\n\\::x"},
      {"a\r::error::x\n", "a\\x0D::error::x\n"},
      {"a\r\r\n::error::x", "a\\x0D\r\n\\::error::x"},
      {"ends with a return\r", "ends with a return\\x0D"},
      {"ends with \xE2\x80", "ends with \xE2\\x80"},
      {"ends with ##", "ends with ##"},
  };
  for (const Case& c : kCases) {
    INFO(c.safe);
    CHECK(in_one(Stream::Target::kCi, c.text) == c.safe);
  }
}

TEST_CASE("JSON in a script element cannot end it", "[escape]") {
  CHECK(script("{\"a\": \"</script><!-- &amp; ]]>\"}") ==
        "{\"a\": \"\\u003C/script\\u003E\\u003C!-- \\u0026amp; "
        "]]\\u003E\"}");
  CHECK(script("[\"\xE2\x80\xA8 \xE2\x80\xA9 \xE2\x80\xA7\"]") ==
        "[\"\\u2028 \\u2029 \xE2\x80\xA7\"]");
  // And is inert for all others, too.
  CHECK(script("[\"##vso[ \xE2\x80\xAE \x7F\"]") ==
        "[\"\\u0023#vso[ \\u202E \\u007F\"]");
}

TEST_CASE("pieces cut anywhere give the same", "[escape]") {
  constexpr std::string_view kParts[] = {"::",
                                         "##",
                                         "[",
                                         "##vso[",
                                         "##teamcity[",
                                         "section_start:",
                                         "section_end:",
                                         "section",
                                         "_",
                                         "\n",
                                         "\r",
                                         "\r\n",
                                         " ",
                                         "\t",
                                         "\x1B",
                                         "\xC2\x9B",
                                         "\x9B",
                                         "\xE2\x80\xAE",
                                         "\xE2\x80",
                                         "\xF0\x9F\x98\x80",
                                         "\xFF",
                                         "a",
                                         "word",
                                         "##averylongmarkerword[",
                                         "##fourteenchars[",
                                         "##thirteenchar[",
                                         "##fifteencharss["};
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) {
      text += kParts[random() % std::size(kParts)];
    }
    for (const Stream::Target target :
         {Stream::Target::kTerminal, Stream::Target::kCi}) {
      const std::string whole = in_one(target, text);
      INFO(whole);
      REQUIRE(in_pieces(target, text, 1, random) == whole);
      REQUIRE(in_pieces(target, text, 30, random) == whole);
    }
  }
}

TEST_CASE("a stream holds back little", "[escape]") {
  Stream stream(Stream::Target::kCi);
  std::string out;
  const std::string text(1000, 'x');
  stream.put(text, out);
  CHECK(out.size() + Stream::kLookahead >= text.size());
}

}  // namespace
}  // namespace hrscan::escape
