#include "platform/whole_file.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "support/files.h"
#include "support/temporary_directory.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("a file is made or replaced, and nothing else is left",
          "[whole_file]") {
  const test::TemporaryDirectory folder;
  const fs::path path = folder.path() / "s.json";
  REQUIRE(write_whole_file(path, "one").ok());
  CHECK(test::read_file(path) == "one");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(write_whole_file(path, "two, longer").ok());
  CHECK(test::read_file(path) == "two, longer");
  CHECK(fs::status(path).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  REQUIRE(write_whole_file(path, "").ok());
  CHECK(test::read_file(path).empty());
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a symbolic link stays one, and its target is written",
          "[whole_file]") {
  const test::TemporaryDirectory folder;
  const fs::path target = folder.write("d/target", "old");
  const fs::path link = folder.path() / "link";
  fs::create_symlink(target, link);
  REQUIRE(write_whole_file(link, "new").ok());
  CHECK(fs::is_symlink(link));
  CHECK(test::read_file(target) == "new");
}

TEST_CASE("what cannot be written stays as it was", "[whole_file]") {
  const test::TemporaryDirectory folder;
  const Result<void> missing =
      write_whole_file(folder.path() / "no" / "file", "x");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().to_string().find("cannot write") != std::string::npos);
  // A directory is no file.
  REQUIRE_FALSE(write_whole_file(folder.path(), "x").ok());
  CHECK(entries(folder.path()) == 0);
}

}  // namespace
}  // namespace hrscan
