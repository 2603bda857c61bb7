#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

#include "base/escape.h"
#include "base/utf8.h"

namespace hrscan::escape {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view text;
  std::string_view safe;
};

// What a log may hold to be obeyed.
constexpr std::string_view kAttacks[] = {
    "::error::owned",
    "\n::set-output name=x::y",
    "##vso[task.complete result=Succeeded;]",
    "##teamcity[buildStop comment='x']",
    "##[error]x",
    "section_start:1:x\r\x1B[0K",
    "\x1B[2J\x1B]0;title\x07",
    "</script><script>alert(1)</script>",
    "<![CDATA[x]]>",
    "]]>",
    "=cmd|' /C calc'!A0",
    "\xE2\x80\xAEreversed\xE2\x81\xA6",
    "\x9B"
    "31m \xC2\x9B"
    "31m",
    "a\0b"sv,
    "\xFF\xFE\xF8\x90\x9B\x80",
    "\xEF\xBF\xBF\xEF\xBF\xBE",
    "`code` ``` | * _ [x](http://evil) ![i](j) <b> @user #1 https://x",
    "%0A::error::x %25 ;code=1;] ' |' |n",
    "&amp; &#60; \" '",
    "\\",
};

TEST_CASE("a report's text is inert and valid UTF-8", "[escape_targets]") {
  constexpr Case kCases[] = {
      {"", ""},
      {"plain text", "plain text"},
      {"\xC3\xA9\xF0\x9F\x98\x80", "\xC3\xA9\xF0\x9F\x98\x80"},
      {"::error::x", "\\::error::x"},
      {"a\xFF", "a\\xFF"},
      {"a\xA0\xE9", "a\\xA0\\xE9"},
      {"\xEF\xBF\xBF", "\\uFFFF"},
      {"\x1B[0m", "\\x1B[0m"},
  };
  for (const Case& c : kCases) {
    INFO(c.safe);
    CHECK(report(c.text) == c.safe);
  }
}

TEST_CASE("XML holds text only", "[escape_targets]") {
  constexpr Case kCases[] = {
      {"a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"},
      {"\"x\" 'y'", "&quot;x&quot; &apos;y&apos;"},
      {"]]>", "]]&gt;"},
      {"a\tb", "a&#9;b"},
      {"a\x01\nb", "a\\x01\\x0Ab"},
      {"</testcase>", "&lt;/testcase&gt;"},
  };
  for (const Case& c : kCases) CHECK(xml(c.text) == c.safe);
}

TEST_CASE("Markdown shows text as it is written", "[escape_targets]") {
  constexpr Case kCases[] = {
      {"Something failed: look here.", "Something failed: look here."},
      {"time-stamped E_FAIL", "time-stamped E_FAIL"},
      {"_x_ __y__", "&#95;x&#95; &#95;&#95;y&#95;&#95;"},
      {"a*b*c", "a&#42;b&#42;c"},
      {"[x](y)", "&#91;x&#93;(y)"},
      {"<img src=x>", "&#60;img src&#61;x&#62;"},
      {"www.example.com", "www&#46;example&#46;com"},
      {"https://x", "https&#58;&#47;&#47;x"},
      {"@user #1", "&#64;user &#35;1"},
      {"1. x", "1&#46; x"},
      {"- x", "&#45; x"},
      {"a | b", "a &#124; b"},
      {"&amp;", "&#38;amp;"},
      {"a\\b", "a&#92;b"},
  };
  for (const Case& c : kCases) CHECK(markdown(c.text) == c.safe);
}

TEST_CASE("a code span ends where it should", "[escape_targets]") {
  constexpr Case kCases[] = {
      {"", ""},           {"  ", ""},
      {"x", "`x`"},       {"a `b` c", "``a `b` c``"},
      {"`", "`` ` ``"},   {"```x", "```` ```x ````"},
      {" x ", "`  x  `"}, {"a|b", "`a\\x7Cb`"},
      {"a\tb", "`a b`"},  {"a\nb", "`a\\x0Ab`"},
  };
  for (const Case& c : kCases) CHECK(code_span(c.text) == c.safe);
}

TEST_CASE("agents' commands end where they should", "[escape_targets]") {
  CHECK(github_data("100%: a, b") == "100%25: a, b");
  CHECK(github_data("%0A") == "%250A");
  CHECK(github_property("a:b,c%") == "a%3Ab%2Cc%25");
  CHECK(azure_data("50%; a]b") == "50%AZP25; a]b");
  CHECK(azure_property("C:\\a;b]c%") == "C:\\a%3Bb%5Dc%AZP25");
  CHECK(teamcity("it's [x] | y") == "it|'s |[x|] || y");
  // Line ends of a log are shown, not obeyed.
  CHECK(github_data("a\r\nb") == "a\\x0D\\x0Ab");
  CHECK(azure_data("a\nb") == "a\\x0Ab");
  CHECK(teamcity("a\nb") == "a\\x0Ab");
}

TEST_CASE("a URI holds nothing but what RFC 3986 allows", "[escape_targets]") {
  CHECK(uri("logs/build 1.log") == "logs/build%201.log");
  CHECK(uri("a\\b") == "a/b");
  CHECK(uri("100%#?:") == "100%25%23%3F%3A");
  CHECK(uri("\xC3\xA9\xFF") == "%C3%A9%FF");
}

TEST_CASE("JSON of a report cannot end a page's script", "[escape_targets]") {
  for (const std::string_view text : kAttacks) {
    const nlohmann::json value = {{"text", report(text)}};
    const std::string safe = json_report(value.dump());
    INFO(safe);
    CHECK(nlohmann::json::parse(safe) == value);
    CHECK(safe.find('<') == std::string::npos);
    CHECK(ci(safe) == safe);
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (utf8::byte_at(text, i) < 0x80) {
      ++i;
    } else {
      const utf8::Character c = utf8::decode(text, i);
      if (c.length == 0) return false;
      i += c.length;
    }
  }
  return true;
}

TEST_CASE("no attack passes any of them", "[escape_targets]") {
  constexpr std::string (*kEscapes[])(std::string_view) = {
      report,          xml,        markdown,       code_span, github_data,
      github_property, azure_data, azure_property, teamcity};
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = random() % 4 + 1; i > 0; --i) {
      text += kAttacks[random() % std::size(kAttacks)];
    }
    for (const auto escape : kEscapes) {
      const std::string safe = escape(text);
      INFO(safe);
      CHECK(is_utf8(safe));
      CHECK(terminal(safe) == safe);
      // What is safe in the middle of a line need not be so at its start.
      CHECK(ci("x" + safe) == "x" + safe);
    }
    CHECK(xml(text).find_first_of("<>\"'") == std::string::npos);
    CHECK(markdown(text).find_first_of("<>[]*`|") == std::string::npos);
    CHECK(github_property(text).find_first_of(":,") == std::string::npos);
    CHECK(azure_property(text).find_first_of(";]") == std::string::npos);
  }
}

}  // namespace
}  // namespace hrscan::escape
