#include "hrscan/examples.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/scanner.h"
#include "hrscan/source.h"
#include "support/dribble_source.h"

namespace hrscan {
namespace {

using Lines = std::vector<std::string>;

std::vector<CodeExamples> keep(const std::vector<std::string>& logs) {
  const Scanner scanner(Catalog::builtin(), {});
  ExampleSink sink;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    const std::string name(1, static_cast<char>('a' + i));
    REQUIRE(scanner.scan(*open_text(name, logs[i]), sink).ok());
  }
  return sink.result();
}

const Example& only(const std::vector<CodeExamples>& found) {
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].examples.size() == 1);
  return found[0].examples[0];
}

std::string filler(std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) text += "nothing\n";
  return text;
}

TEST_CASE("an example has the lines around its finding", "[examples]") {
  const auto found =
      keep({"1\n2\n3\n4\n2026-03-11 04:30:31, hr = 0x80070005 here\r\n"
            "6\r\n7\n8\n9\n"});
  const Example& example = only(found);
  CHECK(found[0].code == StatusCode(0x80070005));
  CHECK(found[0].kind == CodeKind::kHresult);
  CHECK(example.file == "a");
  CHECK(example.line == 5);
  CHECK(example.time == "2026-03-11T04:30:31");
  CHECK(example.token == "0x80070005");
  CHECK(example.text == "2026-03-11 04:30:31, hr = 0x80070005 here");
  CHECK(example.before == Lines{"2", "3", "4"});
  CHECK(example.after == Lines{"6", "7", "8"});
}

TEST_CASE("at an input's start and end fewer lines are around", "[examples]") {
  const auto found = keep({"hr = 0x80070005", "1\n\nhr = 0x80070005\n4"});
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].examples.size() == 2);
  CHECK(found[0].examples[0].before.empty());
  CHECK(found[0].examples[0].after.empty());
  CHECK(found[0].examples[1].file == "b");
  CHECK(found[0].examples[1].before == Lines{"1", ""});
  CHECK(found[0].examples[1].after == Lines{"4"});
}

TEST_CASE("three examples of a code are kept, 20 lines apart", "[examples]") {
  const std::string line = "hr = 0x80070005\n";
  const auto found = keep({line + line + filler(17) + line + line + filler(30) +
                           line + filler(30) + line});
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].examples.size() == ExampleSink::kMostExamples);
  CHECK(found[0].examples[0].line == 1);
  CHECK(found[0].examples[1].line == 21);
  CHECK(found[0].examples[2].line == 52);
}

TEST_CASE("codes are kept up to a number", "[examples]") {
  std::string log;
  for (unsigned i = 0; i < ExampleSink::kMostCodes + 10; ++i) {
    log += "hr = " + to_hex(StatusCode(0x80040200 + i)) + "\n";
  }
  const auto found = keep({log + "hr = 0x80040200\n"});
  CHECK(found.size() == ExampleSink::kMostCodes);
  CHECK(found.front().examples.size() == 2);
}

TEST_CASE("long lines are cut between characters", "[examples]") {
  std::string umlauts;
  while (umlauts.size() < 3000) umlauts += "\xC3\xA4";
  const auto found = keep({umlauts + "\n" + umlauts + " hr = 0x80070005 " +
                           umlauts + "\n" + umlauts + "\n"});
  const Example& example = only(found);
  CHECK(example.text.size() < 420);
  CHECK(example.text.starts_with("...\xC3\xA4"));
  CHECK(example.text.ends_with("\xC3\xA4..."));
  CHECK(example.text.find("hr = 0x80070005") != std::string::npos);
  REQUIRE(example.before.size() == 1);
  CHECK(example.before[0].size() < 260);
  CHECK(example.before[0].ends_with("\xC3\xA4..."));
  CHECK(example.after == example.before);
}

TEST_CASE("what is left of a long line stands before its token, if it is last",
          "[examples]") {
  const std::string line = std::string(1000, 'x') + " hr = 0x80070005";
  CHECK(only(keep({line})).text == "..." + line.substr(line.size() - 400));
}

TEST_CASE("far into an endless line there is no line before", "[examples]") {
  const auto found = keep({"1\n" + std::string(100'000, ' ') +
                           "hr = 0x80070005" + std::string(100'000, ' ')});
  const Example& example = only(found);
  CHECK(example.before.empty());
  CHECK(example.text.starts_with("..."));
  CHECK(example.text.ends_with("..."));
  CHECK(example.line == 2);
}

// Blocks end anywhere; an example must not show where.
TEST_CASE("examples do not depend on how the input comes in", "[examples]") {
  std::string log;
  for (unsigned i = 0; i < 20'000; ++i) {
    log += "line " + std::to_string(i) + std::string(i % 200, '.');
    if (i % 7 == 0) log += " hr = " + to_hex(StatusCode(0x80040200 + i / 21));
    log += '\n';
  }
  const std::vector<CodeExamples> whole = keep({log});
  const Scanner scanner(Catalog::builtin(), {.threads = 1});
  ExampleSink sink;
  test::DribbleSource source(log, 300, /*seed=*/1);
  REQUIRE(scanner.scan(source, sink).ok());
  REQUIRE(sink.result().size() == whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const auto& expected = whole[i].examples;
    const auto& found = sink.result()[i].examples;
    REQUIRE(found.size() == expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
      INFO(expected[k].line);
      CHECK(found[k].line == expected[k].line);
      CHECK(found[k].text == expected[k].text);
      CHECK(found[k].before == expected[k].before);
      CHECK(found[k].after == expected[k].after);
    }
  }
}

}  // namespace
}  // namespace hrscan
