#include "annotate/annotated.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hrscan {
namespace {

std::vector<std::string_view> pieces(const Annotated& text) {
  std::vector<std::string_view> all;
  text.add_to(all);
  return all;
}

TEST_CASE("long parts of the log are lent, all else is copied", "[annotated]") {
  const std::string line(2000, 'x');
  Annotated text;
  text.clear(/*lend=*/true);
  CHECK(pieces(text).empty());
  text.put_original(line);
  text.put_original(line);
  text.put("note");
  text.put_original("few");
  text.put_original(line);
  const std::vector<std::string_view> all = pieces(text);
  REQUIRE(all.size() == 4);
  CHECK(all[0].data() == line.data());
  CHECK(all[1].data() == line.data());
  CHECK(all[2] == "notefew");
  CHECK(all[3].data() == line.data());
  CHECK(text.size() == 7);
  text.put("end");
  CHECK(pieces(text).back() == "end");
}

TEST_CASE("where nothing is to be lent there is one piece", "[annotated]") {
  const std::string line(2000, 'x');
  Annotated text;
  text.clear(/*lend=*/true);
  text.put_original(line);
  text.clear(/*lend=*/false);
  CHECK(pieces(text).empty());
  text.put("note");
  text.put_original(line);
  const std::vector<std::string_view> all = pieces(text);
  REQUIRE(all.size() == 1);
  CHECK(all[0] == "note" + line);
}

}  // namespace
}  // namespace hrscan
