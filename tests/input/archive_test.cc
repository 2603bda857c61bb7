#include "input/archive.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/pack.h"
#include "support/read_all.h"

namespace hrscan {
namespace {

using test::compress;
using test::pack;
using test::PackedFile;

struct Read {
  std::string path;
  std::string name;
  test::ReadAll all;
};

struct Contents {
  std::vector<Read> members;
  std::string error;
};

Contents contents(Source& source) {
  UnpackBudget budget({});
  const auto archive = open_archive(source, budget, false);
  Contents read;
  for (;;) {
    auto member = archive->next();
    if (!member.ok()) {
      read.error = member.error().message;
      return read;
    }
    if (*member == nullptr) return read;
    Source& text = *(*member)->source;
    read.members.push_back(
        {(*member)->path, text.name(), test::read_all(text)});
  }
}

std::vector<PackedFile> files() {
  test::LogText random(2);
  return {{"a.log", random.lines(400, 10)},
          {"b/\xC3\xBC.log", random.lines(400, 10)},
          {"empty.log", ""}};
}

void check_members(const Contents& read, const std::string& name) {
  CHECK(read.error.empty());
  REQUIRE(read.members.size() == 3);
  for (const PackedFile& file : files()) {
    bool found = false;
    for (const Read& member : read.members) {
      if (member.path != file.path) continue;
      found = true;
      CHECK(member.name == name + "!" + file.path);
      CHECK((member.all.text == file.text));
      CHECK(member.all.error.empty());
    }
    INFO(file.path);
    CHECK(found);
  }
}

TEST_CASE("members of every kind of archive", "[archive]") {
  for (const char* format : {"zip", "7zip", "ustar"}) {
    INFO(format);
    const std::string bytes = pack(files(), format);
    const auto text = open_text("text", bytes);
    check_members(contents(*text), "text");
    if (std::string(format) == "7zip") continue;  // must be seen as a whole
    test::DribbleSource pipe(bytes, 100, 1);
    check_members(contents(pipe), "dribble");
  }
  for (const char* filter : {"xz", "bzip2", "zstd", "lz4"}) {
    INFO(filter);
    const std::string bytes = pack(files(), "ustar", filter);
    test::DribbleSource pipe(bytes, 100, 1);
    check_members(contents(pipe), "dribble");
  }
}

TEST_CASE("a compressed file has one text without a path", "[archive]") {
  const std::string text = files()[0].text;
  for (const char* filter : {"xz", "bzip2", "zstd", "lz4"}) {
    INFO(filter);
    const std::string bytes = compress(text, filter);
    test::DribbleSource pipe(bytes, 100, 1);
    const Contents read = contents(pipe);
    CHECK(read.error.empty());
    REQUIRE(read.members.size() == 1);
    CHECK(read.members[0].path.empty());
    CHECK(read.members[0].name == "dribble");
    CHECK((read.members[0].all.text == text));
  }
}

TEST_CASE("an archive cut short gives what is there and says so", "[archive]") {
  for (const char* format : {"zip", "ustar"}) {
    INFO(format);
    const std::string bytes = pack(files(), format);
    for (std::size_t size = 600; size + 2000 < bytes.size(); size += 997) {
      const std::string part = bytes.substr(0, size);
      const auto text = open_text("text", part);
      const Contents read = contents(*text);
      std::size_t faults = read.error.empty() ? 0 : 1;
      for (const Read& member : read.members) {
        faults += member.all.error.empty() ? 0 : 1;
        for (const PackedFile& file : files()) {
          if (file.path == member.path) {
            CHECK(file.text.starts_with(member.all.text));
          }
        }
      }
      CHECK(faults >= 1);
    }
  }
}

TEST_CASE("a fault of the source is told as it is", "[archive]") {
  class Failing final : public Source {
   public:
    const std::string& name() const override { return name_; }
    Result<std::size_t> read(char*, std::size_t) override {
      return Error{Error::Kind::kRead, "the disk is gone"};
    }

   private:
    std::string name_ = "failing";
  };
  Failing failing;
  CHECK(contents(failing).error == "the disk is gone");
}

}  // namespace
}  // namespace hrscan
