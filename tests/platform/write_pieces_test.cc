#include "platform/write_pieces.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include "support/files.h"
#include "support/temporary_directory.h"

namespace hrscan {
namespace {

// Pieces of all small sizes, none among them, and one large one: together more
// than a system call takes.
std::vector<std::string> pieces() {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < 3000; ++i) {
    made.emplace_back(i % 7, static_cast<char>('a' + i % 26));
  }
  made[1500] = std::string(300'000, '-');
  return made;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  return all;
}

TEST_CASE("pieces come to a file in order", "[write_pieces]") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path path = folder.path() / "out";
  const std::vector<std::string> texts = pieces();
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  REQUIRE(fd >= 0);
  CHECK(write_pieces(fd, {}));
  CHECK(write_pieces(fd, views));
  CHECK(write_pieces(fd, views));
  close(fd);
  CHECK(test::read_file(path) == joined(texts) + joined(texts));
}

TEST_CASE("pieces go through a pipe that takes few bytes at a time",
          "[write_pieces]") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::string read_back;
  std::thread reader([&] {
    char buffer[997];
    for (ssize_t count; (count = read(ends[0], buffer, sizeof buffer)) > 0;) {
      read_back.append(buffer, static_cast<std::size_t>(count));
    }
  });
  const std::vector<std::string> texts = pieces();
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  CHECK(write_pieces(ends[1], views));
  close(ends[1]);
  reader.join();
  close(ends[0]);
  CHECK(read_back == joined(texts));
}

TEST_CASE("memory that is gone is an error and no crash", "[write_pieces]") {
  const test::TemporaryDirectory folder;
  constexpr std::size_t kPage = 64 * 1024;  // or smaller
  const std::filesystem::path path =
      folder.write("in", std::string(2 * kPage, 'x'));
  const int in = open(path.c_str(), O_RDWR);
  REQUIRE(in >= 0);
  void* const memory = mmap(nullptr, 2 * kPage, PROT_READ, MAP_PRIVATE, in, 0);
  REQUIRE(memory != MAP_FAILED);
  REQUIRE(ftruncate(in, kPage) == 0);
  const std::filesystem::path copy = folder.path() / "out";
  const int out = open(copy.c_str(), O_WRONLY | O_CREAT, 0600);
  REQUIRE(out >= 0);
  const std::string_view view(static_cast<const char*>(memory), 2 * kPage);
  const std::vector<std::string_view> views{"first\n", view, "last\n"};
  CHECK_FALSE(write_pieces(out, views));
  CHECK(errno == EFAULT);
  close(out);
  munmap(memory, 2 * kPage);
  close(in);
  CHECK(test::read_file(copy) == "first\n" + std::string(kPage, 'x'));
}

TEST_CASE("what cannot be written is an error", "[write_pieces]") {
  const int fd = open("/dev/null", O_RDONLY);
  REQUIRE(fd >= 0);
  const std::string_view text = "x";
  CHECK_FALSE(write_pieces(fd, {&text, 1}));
  CHECK(errno == EBADF);
  close(fd);
}

}  // namespace
}  // namespace hrscan
