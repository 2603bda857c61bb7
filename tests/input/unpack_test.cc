#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "hrscan/source.h"
#include "support/dribble_source.h"
#include "support/pack.h"
#include "support/read_all.h"

namespace hrscan {
namespace {

using test::compress;
using test::pack;

using Names = std::vector<std::string>;

struct Unpacked {
  Names names;  // sorted; "+" before what came out of an archive
  Names texts;
  Names faults;
};

Unpacked unpacked(std::unique_ptr<Source> source,
                  const UnpackOptions& options = {}, std::size_t most = 100) {
  Unpacked all;
  unpack(
      std::move(source), options,
      [&](std::unique_ptr<Source> text, std::string_view head, bool member) {
        all.names.push_back((member ? "+" : "") + text->name());
        all.texts.push_back(test::read_all(*text).text);
        CHECK(all.texts.back().starts_with(head));
        return all.names.size() < most;
      },
      [&](const Error& error) {
        all.faults.push_back(error.file + ": " + error.message);
      });
  std::sort(all.names.begin(), all.names.end());
  return all;
}

Unpacked unpacked(const std::string& bytes, const UnpackOptions& options = {},
                  std::size_t most = 100) {
  return unpacked(open_text("x", bytes), options, most);
}

std::string bundle() {
  return pack({{"a.log", "A\n"},
               {"old/b.log", "B\n"},
               {"old/c.log.gz", compress("C\n", "gzip")},
               {"old/d.txt", "D\n"},
               {"in.zip", pack({{"e.log", "E\n"}}, "zip")}},
              "zip");
}

TEST_CASE("what is not packed is given as it is", "[unpack]") {
  for (const std::string& text :
       {std::string(), std::string("P"), std::string("PK"), std::string("hr"),
        std::string(20'000, 'x')}) {
    const Unpacked all = unpacked(text);
    CHECK(all.names == Names{"x"});
    CHECK((all.texts == Names{text}));
    CHECK(all.faults.empty());
    const Unpacked piped =
        unpacked(std::make_unique<test::DribbleSource>(text, 3, 1));
    CHECK((piped.texts == Names{text}));
  }
}

TEST_CASE("a view stays where there was one", "[unpack]") {
  const std::string text = "hr = 0x80070005\n";
  unpack(
      open_text("x", text), {},
      [&](std::unique_ptr<Source> source, std::string_view, bool) {
        CHECK(source->view() == text);
        CHECK(source->size() == text.size());
        return true;
      },
      [](const Error&) { FAIL_CHECK("a fault"); });
}

TEST_CASE("a compressed text keeps its name", "[unpack]") {
  for (const char* filter : {"gzip", "xz", "bzip2", "zstd", "lz4"}) {
    INFO(filter);
    const std::string bytes = compress("hr\n", filter);
    for (const Unpacked& all :
         {unpacked(bytes),
          unpacked(std::make_unique<test::DribbleSource>(bytes, 1, 1))}) {
      CHECK(all.texts == Names{"hr\n"});
      CHECK(all.faults.empty());
    }
    CHECK(unpacked(bytes).names == Names{"x"});
  }
}

TEST_CASE("members have names of their own, in each layer", "[unpack]") {
  const Names expected = {"+x!a.log", "+x!in.zip!e.log", "+x!old/b.log",
                          "+x!old/c.log.gz", "+x!old/d.txt"};
  CHECK(unpacked(bundle()).names == expected);
  CHECK(unpacked(bundle()).faults.empty());
  CHECK(unpacked(compress(bundle(), "gzip")).names == expected);
  const std::string tar = pack({{"a.log", "A\n"}}, "ustar", "gzip");
  CHECK(unpacked(tar).names == Names{"+x!a.log"});
  CHECK(unpacked(pack({{"t.tgz", tar}}, "zip")).names ==
        Names{"+x!t.tgz!a.log"});
}

TEST_CASE("globs choose among members", "[unpack]") {
  UnpackOptions options;
  options.include = {"*.log"};
  CHECK(unpacked(bundle(), options).names ==
        Names{"+x!a.log", "+x!in.zip!e.log", "+x!old/b.log"});
  options.exclude = {"old/*"};
  CHECK(unpacked(bundle(), options).names ==
        Names{"+x!a.log", "+x!in.zip!e.log"});
  options.include = {};
  CHECK(unpacked(bundle(), options).names ==
        Names{"+x!a.log", "+x!in.zip!e.log"});
  // All of an archive that is wanted itself.
  options.exclude = {};
  options.include = {"*.none"};
  options.members = true;
  CHECK(unpacked(bundle(), options).names.size() == 5);
  options.members = false;
  CHECK(unpacked(bundle(), options).names.empty());
  options.include = {"in.*"};
  CHECK(unpacked(bundle(), options).names == Names{"+x!in.zip!e.log"});
}

TEST_CASE("of an input that is not wanted only members are given", "[unpack]") {
  UnpackOptions options;
  options.include = {"*.log"};
  options.text = false;
  CHECK(unpacked("text", options).names.empty());
  CHECK(unpacked(compress("text", "gzip"), options).names.empty());
  CHECK(unpacked(bundle(), options).names.size() == 3);
}

TEST_CASE("packing has an end", "[unpack]") {
  std::string bytes = "text";
  for (int layer = 1; layer <= 4; ++layer) {
    bytes = compress(bytes, "gzip");
    CHECK(unpacked(bytes).texts == Names{"text"});
  }
  const Unpacked all = unpacked(compress(bytes, "gzip"));
  CHECK(all.names.empty());
  CHECK(all.faults == Names{"x: packed too deep to be opened"});
}

TEST_CASE("a budget holds for all that is in an input", "[unpack]") {
  UnpackOptions options;
  options.limits.bytes = 25'000;
  const std::string ten(10'000, 'x');
  const Unpacked all = unpacked(
      pack({{"a", ten}, {"b", ten}, {"c", ten}, {"d", ten}}, "zip"), options);
  CHECK(all.names == Names{"+x!a", "+x!b", "+x!c"});
  CHECK(all.texts.back().size() == 5'000);

  options.limits = {};
  options.limits.ratio = 100;
  options.limits.ratio_from = 100'000;
  const std::string bomb = compress(std::string(1'000'000, 'x'), "gzip");
  CHECK(unpacked(bomb, options).texts[0].size() < 200'000);
}

TEST_CASE("who wants no more is given no more", "[unpack]") {
  CHECK(unpacked(bundle(), {}, 2).names.size() == 2);
}

TEST_CASE("a 7z archive needs a file of its own", "[unpack]") {
  const std::string bytes = pack({{"a.log", "A\n"}}, "7zip");
  CHECK(unpacked(bytes).names == Names{"+x!a.log"});
  const Unpacked piped =
      unpacked(std::make_unique<test::DribbleSource>(bytes, 100, 1));
  CHECK(piped.names.empty());
  REQUIRE(piped.faults.size() == 1);
  CHECK(unpacked(pack({{"a.7z", bytes}, {"b.log", "B\n"}}, "zip")).names ==
        Names{"+x!b.log"});
}

TEST_CASE("damage does not stop what can be read", "[unpack]") {
  std::string bytes = pack({{"a.log", std::string(2000, 'a')},
                            {"b.gz", compress("B\n", "gzip").substr(0, 22)},
                            {"c.log", "C\n"}},
                           "ustar");
  const Unpacked all = unpacked(bytes);
  CHECK(all.names == Names{"+x!a.log", "+x!b.gz", "+x!c.log"});
}

}  // namespace
}  // namespace hrscan
