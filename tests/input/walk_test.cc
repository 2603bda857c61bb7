#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "hrscan/source.h"
#include "support/temporary_directory.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

struct Walked {
  std::vector<std::string> names;  // below the directory, "!" if named
  std::vector<Error> faults;
};

Walked walk_in(const test::TemporaryDirectory& directory,
               const WalkOptions& options,
               const std::vector<std::string>& names = {""}) {
  std::vector<std::string> paths;
  for (const std::string& name : names) {
    paths.push_back(name == "-" ? name : (directory.path() / name).string());
  }
  Walked walked;
  for (const InputPath& input : walk(paths, options, [&](const Error& error) {
         walked.faults.push_back(error);
       })) {
    walked.names.push_back(
        (input.named ? "!" : "") +
        (input.path == "-" ? "-"
                           : input.path.lexically_relative(directory.path())
                                 .generic_string()));
  }
  return walked;
}

using Names = std::vector<std::string>;

WalkOptions globs(Names include, Names exclude = {}) {
  WalkOptions options;
  options.include = std::move(include);
  options.exclude = std::move(exclude);
  return options;
}

TEST_CASE("a directory is walked in order", "[walk]") {
  const test::TemporaryDirectory directory;
  for (const char* name :
       {"b.log", "a.log", "c/2.log", "c/1.log", "c/d/x", "B.log", ".hidden"}) {
    directory.write(name, "");
  }
  fs::create_directory(directory.path() / "empty");
  const Walked walked = walk_in(directory, {});
  CHECK(walked.names == Names{".hidden", "B.log", "a.log", "b.log", "c/1.log",
                              "c/2.log", "c/d/x"});
  CHECK(walked.faults.empty());
}

TEST_CASE("without recursion only the directory itself is read", "[walk]") {
  const test::TemporaryDirectory directory;
  directory.write("a.log", "");
  directory.write("sub/b.log", "");
  WalkOptions flat;
  flat.recurse = false;
  CHECK(walk_in(directory, flat).names == Names{"a.log"});
  CHECK(walk_in(directory, flat, {"", "sub"}).names ==
        Names{"a.log", "sub/b.log"});
}

TEST_CASE("globs choose files by name and by path", "[walk]") {
  const test::TemporaryDirectory directory;
  for (const char* name :
       {"a.log", "a.txt", "old/a.log", "old/deep/a.log", "old/b.log"}) {
    directory.write(name, "");
  }
  const auto names = [&](const WalkOptions& options) {
    return walk_in(directory, options).names;
  };
  CHECK(names(globs({"*.txt"})) == Names{"a.txt"});
  CHECK(names(globs({"*.txt", "old/*.log"})) ==
        Names{"a.txt", "old/a.log", "old/b.log"});
  CHECK(names(globs({}, {"*.log"})) == Names{"a.txt"});
  CHECK(names(globs({}, {"old/**"})) == Names{"a.log", "a.txt"});
  CHECK(names(globs({"a.*"}, {"**/deep/*", "*.txt"})) ==
        Names{"a.log", "old/a.log"});
  CHECK(names(globs({"nothing"})).empty());
}

TEST_CASE("files that may be archives are given where that is wanted",
          "[walk]") {
  const test::TemporaryDirectory directory;
  for (const char* name : {"a.log", "b.zip", "c.txt"}) {
    directory.write(name, "");
  }
  WalkOptions options = globs({"*.log"}, {"*.txt"});
  options.archives = true;
  const std::vector<InputPath> found =
      walk({directory.path().string()}, options, [](const Error&) {});
  REQUIRE(found.size() == 2);
  CHECK(found[0].included);
  CHECK(found[1].path.filename() == "b.zip");
  CHECK_FALSE(found[1].included);
}

TEST_CASE("what the user names is read whatever the globs say", "[walk]") {
  const test::TemporaryDirectory directory;
  directory.write("a.log", "");
  const Walked walked =
      walk_in(directory, globs({"*.txt"}), {"a.log", "-", "gone.log"});
  CHECK(walked.names == Names{"!a.log", "!-", "!gone.log"});
  CHECK(walked.faults.empty());
}

#ifndef _WIN32

TEST_CASE("links to directories are not followed, links to files are",
          "[walk]") {
  const test::TemporaryDirectory directory;
  directory.write("a.log", "");
  directory.write("sub/b.log", "");
  fs::create_directory_symlink("..", directory.path() / "sub/round");
  fs::create_directory_symlink("sub", directory.path() / "link");
  fs::create_symlink("a.log", directory.path() / "link.log");
  fs::create_symlink("gone.log", directory.path() / "dangling.log");
  const Walked walked = walk_in(directory, {});
  CHECK(walked.names == Names{"a.log", "link.log", "sub/b.log"});
  CHECK(walked.faults.empty());
  // A link that the user names is followed.
  CHECK(walk_in(directory, {}, {"link"}).names == Names{"link/b.log"});
}

TEST_CASE("pipes in a directory are not waited for", "[walk]") {
  const test::TemporaryDirectory directory;
  directory.write("a.log", "");
  REQUIRE(mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
  CHECK(walk_in(directory, {}).names == Names{"a.log"});
}

TEST_CASE("a directory without permission is reported, the rest is walked",
          "[walk]") {
  if (geteuid() == 0) {
    WARN("not tested: nothing stops root");
    return;
  }
  const test::TemporaryDirectory directory;
  directory.write("a.log", "");
  directory.write("locked/b.log", "");
  directory.write("z.log", "");
  const fs::path locked = directory.path() / "locked";
  fs::permissions(locked, fs::perms::none);
  const Walked walked = walk_in(directory, {});
  fs::permissions(locked, fs::perms::owner_all);
  CHECK(walked.names == Names{"a.log", "z.log"});
  REQUIRE(walked.faults.size() == 1);
  CHECK(walked.faults[0].kind == Error::Kind::kPermission);
  CHECK(walked.faults[0].file == locked.string());
}

#endif  // _WIN32

}  // namespace
}  // namespace hrscan
