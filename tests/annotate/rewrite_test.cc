#include "hrscan/rewrite.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/files.h"
#include "support/temporary_directory.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryDirectory;

// Writes `text` instead of what the file holds.
Rewriter writes(std::string_view text) {
  return [text](std::unique_ptr<Source> source, std::ostream& out) {
    out << text;
    return source->finish();
  };
}

Result<bool> rewrite(const fs::path& path, std::string_view text,
                     RewriteOptions options = {}) {
  return rewrite_file(path, options, writes(text));
}

std::size_t files_in(const fs::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) {
    ++count;
  }
  return count;
}

TEST_CASE("a file gets its new content and keeps its mode", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old text\n");
  const fs::perms mode = fs::perms::owner_read | fs::perms::owner_write |
                         fs::perms::group_read | fs::perms::others_exec;
  fs::permissions(path, mode);
  for (const std::string_view text : {"old text, and more\n", "new", "", "x"}) {
    const Result<bool> changed = rewrite(path, text);
    REQUIRE(changed.ok());
    CHECK(*changed);
    CHECK(read_file(path) == text);
    CHECK(fs::status(path).permissions() == mode);
  }
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file that stays the same is not touched", "[rewrite]") {
  const TemporaryDirectory folder;
  for (const std::string& text :
       {std::string(), std::string("same\n"), std::string(3'000'000, 'x')}) {
    const fs::path path = folder.write("a.log", text);
    const fs::path other_name = folder.path() / "b.log";
    fs::remove(other_name);
    fs::create_hard_link(path, other_name);  // to see that it is the same file
    const Result<bool> changed = rewrite(path, text, {.break_links = true});
    REQUIRE(changed.ok());
    CHECK_FALSE(*changed);
    CHECK(fs::equivalent(path, other_name));
  }
}

TEST_CASE("the first difference may stand anywhere", "[rewrite]") {
  const TemporaryDirectory folder;
  const std::string text(1'000'000, 'x');
  for (const std::size_t at : {0, 1, 262'143, 262'144, 262'145, 999'999}) {
    const fs::path path = folder.write("a.log", text);
    std::string other = text;
    other[at] = 'y';
    REQUIRE(rewrite(path, other).ok());
    CHECK((read_file(path) == other));
    const std::string shorter = other.substr(0, at);
    REQUIRE(rewrite(path, shorter).ok());
    CHECK((read_file(path) == shorter));
  }
}

TEST_CASE("a symbolic link stays, its target changes", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("real/a.log", "old");
  const fs::path link = folder.path() / "link.log";
  fs::create_symlink("real/a.log", link);
  REQUIRE(rewrite(link, "new").ok());
  CHECK(fs::is_symlink(link));
  CHECK(read_file(path) == "new");
}

TEST_CASE("a hard-linked file is refused unless links may break", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old");
  const fs::path other = folder.path() / "b.log";
  fs::create_hard_link(path, other);
  const Result<bool> refused = rewrite(path, "new");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message.find("--break-links") != std::string::npos);
  CHECK(read_file(path) == "old");
  REQUIRE(rewrite(path, "new", {.break_links = true}).ok());
  CHECK(read_file(path) == "new");
  CHECK(read_file(other) == "old");
}

TEST_CASE("a backup keeps the old content", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "1");
  const fs::path backup = folder.path() / "a.log.orig";
  for (const std::string_view text : {"2", "3"}) {
    const std::string before = read_file(path);
    REQUIRE(rewrite(path, text, {.backup_suffix = ".orig"}).ok());
    CHECK(read_file(path) == text);
    CHECK(read_file(backup) == before);
  }
  REQUIRE(rewrite(path, "3", {.backup_suffix = ".orig"}).ok());
  CHECK(read_file(backup) == "2");
  CHECK(files_in(folder.path()) == 2);
}

TEST_CASE("a backup that a killed run has made is not in the way",
          "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "1");
  fs::create_hard_link(path, folder.path() / "a.log~");
  REQUIRE(rewrite(path, "2", {.backup_suffix = "~"}).ok());
  CHECK(read_file(path) == "2");
  CHECK(read_file(folder.path() / "a.log~") == "1");
  CHECK(files_in(folder.path()) == 2);
}

TEST_CASE("a file that cannot be backed up is left alone", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old");
  fs::create_directory(folder.path() / "a.log~");
  CHECK_FALSE(rewrite(path, "new", {.backup_suffix = "~"}).ok());
  CHECK(read_file(path) == "old");
  CHECK(files_in(folder.path()) == 2);
}

TEST_CASE("a file is left alone when its rewriting fails", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old");
  const Result<bool> done = rewrite_file(
      path, {}, [](std::unique_ptr<Source>, std::ostream& out) -> Result<void> {
        out << "half of the new text" << std::flush;
        Error error;
        error.message = "this failed";
        return error;
      });
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().message == "this failed");
  CHECK(read_file(path) == "old");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file that changes or goes meanwhile is left alone", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old text");
  struct Event {
    std::string_view message;
    std::function<void()> happen;
  };
  const std::vector<Event> events = {
      {"the file changed",
       [&] { std::ofstream(path, std::ios::app) << "more"; }},
      {"the file changed", [&] { fs::resize_file(path, 3); }},
      {"the file changed",
       [&] {
         folder.write("b.log", "old text");
         fs::rename(folder.path() / "b.log", path);
       }},
      {"the file was removed", [&] { fs::remove(path); }}};
  for (const Event& event : events) {
    folder.write("a.log", "old text");
    std::string after;
    const Result<bool> done =
        rewrite_file(path, {}, [&](std::unique_ptr<Source>, std::ostream& out) {
          out << "new text";
          event.happen();
          if (fs::exists(path)) after = read_file(path);
          return Result<void>();
        });
    REQUIRE_FALSE(done.ok());
    INFO(done.error().to_string());
    CHECK(done.error().kind == Error::Kind::kChanged);
    CHECK(done.error().message.starts_with(event.message));
    if (fs::exists(path)) CHECK(read_file(path) == after);
  }
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("what is no plain text is refused", "[rewrite]") {
  using namespace std::string_view_literals;
  const TemporaryDirectory folder;
  for (const std::string_view text :
       {"\x1F\x8B\x08 gzip"sv, "PK\x03\x04 zip"sv, "a\0b"sv}) {
    const fs::path path = folder.write("a.log", text);
    CHECK_FALSE(rewrite(path, "new").ok());
    CHECK(read_file(path) == text);
  }
  CHECK_FALSE(rewrite(folder.path(), "new").ok());
  CHECK_FALSE(rewrite(folder.path() / "none.log", "new").ok());
}

TEST_CASE("what a killed run left is removed and named", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "old");
  folder.write(".a.log.hrscan-new", "half of it");
  std::vector<std::string> notices;
  RewriteOptions options;
  options.notice = [&](const std::string& text) { notices.push_back(text); };
  REQUIRE(rewrite(path, "new", options).ok());
  CHECK(read_file(path) == "new");
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].find(".a.log.hrscan-new: removed") != std::string::npos);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a name as long as names can be is no hindrance", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write(std::string(255, 'n'), "old");
  REQUIRE(rewrite(path, "new").ok());
  CHECK(read_file(path) == "new");
}

TEST_CASE("a dry run writes a diff and nothing else", "[rewrite]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("a.log", "a\nold\n");
  std::ostringstream diff;
  const Result<bool> changed = rewrite(path, "a\nnew\n", {.diff = &diff});
  REQUIRE(changed.ok());
  CHECK(*changed);
  CHECK(diff.str() == "--- " + path.string() + "\n+++ " + path.string() +
                          "\n@@ -1,2 +1,2 @@\n a\n-old\n+new\n");
  CHECK(read_file(path) == "a\nold\n");
  CHECK(files_in(folder.path()) == 1);
}

}  // namespace
}  // namespace hrscan
