#include "platform/report_file.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>

#include "support/files.h"
#include "support/temporary_directory.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryDirectory;

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

// No file may grow beyond so many bytes, as on a disk that is full then.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_);
    rlimit small = old_;
    small.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit old_ = {};
  void (*old_handler_)(int) = nullptr;
};

TEST_CASE("a report is a new file or takes the place of an old one",
          "[report_file]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.path() / "report.xml";
  REQUIRE(write_whole(path, "first").ok());
  CHECK(read_file(path) == "first");
  REQUIRE(write_whole(path, "second, longer").ok());
  CHECK(read_file(path) == "second, longer");
  REQUIRE(write_whole(path, "").ok());
  CHECK(read_file(path).empty());
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("mode and link of an old file stay", "[report_file]") {
  const TemporaryDirectory folder;
  const fs::path target = folder.write("sub/target.xml", "old");
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write |
                              fs::perms::group_read);
  const fs::path link = folder.path() / "report.xml";
  fs::create_symlink("sub/target.xml", link);
  REQUIRE(write_whole(link, "new").ok());
  CHECK(fs::is_symlink(link));
  CHECK(read_file(target) == "new");
  struct stat status = {};
  REQUIRE(stat(target.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("what cannot be written whole leaves the old file as it was",
          "[report_file]") {
  const TemporaryDirectory folder;
  const fs::path path = folder.write("report.xml", "old");
  {
    const SmallDisk disk(1000);
    const Result<void> done = write_whole(path, std::string(100'000, 'x'));
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().kind == Error::Kind::kWrite);
    CHECK(done.error().file == path.string());
  }
  CHECK(read_file(path) == "old");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a report has to have a place", "[report_file]") {
  const TemporaryDirectory folder;
  CHECK_FALSE(write_whole(folder.path(), "x").ok());
  CHECK_FALSE(write_whole(folder.path() / "gone" / "report.xml", "x").ok());
  CHECK(write_whole("/dev/null", "x").ok());
  CHECK_FALSE(write_whole("/dev/full", "x").ok());
}

}  // namespace
}  // namespace hrscan
