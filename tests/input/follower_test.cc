// Deterministic parts only; files that change while they are read are the
// matter of tests/follow_test.py.
#include "hrscan/follower.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "support/temporary_directory.h"

namespace hrscan {
namespace {

// So many bytes, for which the source waits.
std::string read_bytes(Source& source, std::size_t count) {
  std::string out;
  char buffer[100];
  while (out.size() < count) {
    const Result<std::size_t> got = source.read(buffer, sizeof buffer);
    REQUIRE(got.ok());
    if (*got == 0) break;
    out.append(buffer, *got);
  }
  return out;
}

bool has_ended(Source& source) {
  char byte = 0;
  const Result<std::size_t> got = source.read(&byte, 1);
  return got.ok() && *got == 0;
}

TEST_CASE("files that take the name come one after the other", "[follower]") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path path = folder.write("a.log", "one");
  const auto follower = Follower::open(path, [] { return false; });
  REQUIRE(follower.ok());
  std::unique_ptr<Source> source = (*follower)->next();
  REQUIRE(source != nullptr);
  CHECK(source->name() == path.string());
  CHECK_FALSE(source->size().has_value());
  CHECK(read_bytes(*source, 3) == "one");

  std::filesystem::rename(path, folder.path() / "a.log.1");
  folder.write("a.log", "second");
  CHECK(has_ended(*source));
  CHECK(has_ended(*source));
  source = (*follower)->next();
  REQUIRE(source != nullptr);
  CHECK(read_bytes(*source, 6) == "second");

  std::filesystem::resize_file(path, 2);
  CHECK(has_ended(*source));
  source = (*follower)->next();
  REQUIRE(source != nullptr);
  CHECK(read_bytes(*source, 2) == "se");
}

TEST_CASE("a follower that is to stop ends", "[follower]") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path path = folder.write("a.log", "one");
  bool stop = false;
  const auto follower = Follower::open(path, [&] { return stop; });
  REQUIRE(follower.ok());
  const std::unique_ptr<Source> source = (*follower)->next();
  REQUIRE(source != nullptr);
  stop = true;
  CHECK(has_ended(*source));
  CHECK((*follower)->next() == nullptr);
}

TEST_CASE("a source that was not read to its end is the last one",
          "[follower]") {
  const test::TemporaryDirectory folder;
  const auto follower =
      Follower::open(folder.write("a.log", "one"), [] { return false; });
  REQUIRE(follower.ok());
  CHECK((*follower)->next() != nullptr);
  CHECK((*follower)->next() == nullptr);
}

TEST_CASE("what is no file cannot be followed", "[follower]") {
  const test::TemporaryDirectory folder;
  const auto never = [] { return false; };
  CHECK_FALSE(Follower::open(folder.path(), never).ok());
  CHECK_FALSE(Follower::open(folder.path() / "none", never).ok());
}

}  // namespace
}  // namespace hrscan
