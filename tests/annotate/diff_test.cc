#include "annotate/diff.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>

namespace hrscan {
namespace {

struct Outcome {
  bool ok = false;
  bool differ = false;
  std::string text;
  std::string error;
};

// New text comes in pieces of `piece` bytes.
Outcome diff_of(std::string_view old_text, std::string_view new_text,
                std::size_t piece = 7) {
  std::ostringstream out;
  Diff diff(
      "x.log",
      [&](char* buffer, std::size_t size) -> Result<std::size_t> {
        const std::size_t count = std::min({size, old_text.size(), piece});
        std::memcpy(buffer, old_text.data(), count);
        old_text.remove_prefix(count);
        return count;
      },
      out);
  for (std::size_t at = 0; at < new_text.size(); at += piece) {
    const Result<void> done = diff.put(new_text.substr(at, piece));
    if (!done.ok()) return {false, false, "", done.error().to_string()};
  }
  const Result<bool> differ = diff.finish();
  if (!differ.ok()) return {false, false, "", differ.error().to_string()};
  return {true, *differ, out.str(), ""};
}

std::string numbered(int from, int to) {
  std::string out;
  for (int i = from; i <= to; ++i) out += std::to_string(i) + "\n";
  return out;
}

TEST_CASE("equal texts have no diff", "[diff]") {
  for (const std::string_view text : {"", "a", "a\n", "a\r\nb", "\n\n"}) {
    const Outcome out = diff_of(text, text);
    CHECK(out.ok);
    CHECK_FALSE(out.differ);
    CHECK(out.text.empty());
  }
}

TEST_CASE("a changed line stands with three lines around it", "[diff]") {
  const Outcome out =
      diff_of(numbered(1, 20), numbered(1, 9) + "ten\n" + numbered(11, 20));
  CHECK(out.differ);
  CHECK(out.text ==
        "--- x.log\n+++ x.log\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n "
        "12\n 13\n");
}

TEST_CASE("changes that are near share a hunk, others do not", "[diff]") {
  const auto hunks = [](int second) {
    std::string changed = numbered(1, 9) + "ten\n" + numbered(11, second - 1) +
                          "x\n" + numbered(second + 1, 40);
    const std::string text = diff_of(numbered(1, 40), changed).text;
    std::size_t count = 0;
    for (std::size_t at = text.find("@@ -"); at != std::string::npos;
         at = text.find("@@ -", at + 1)) {
      ++count;
    }
    return count;
  };
  CHECK(hunks(12) == 1);
  CHECK(hunks(17) == 1);
  CHECK(hunks(18) == 2);
}

TEST_CASE("a last line without a newline is marked", "[diff]") {
  const std::string mark = "\\ No newline at end of file\n";
  CHECK(diff_of("a", "b").text ==
        "--- x.log\n+++ x.log\n@@ -1,1 +1,1 @@\n-a\n" + mark + "+b\n" + mark);
  CHECK(diff_of("a", "a\n").text ==
        "--- x.log\n+++ x.log\n@@ -1,1 +1,1 @@\n-a\n" + mark + "+a\n");
}

TEST_CASE("lines that are more or fewer", "[diff]") {
  CHECK(diff_of("", "a\n").text ==
        "--- x.log\n+++ x.log\n@@ -0,0 +1,1 @@\n+a\n");
  CHECK(diff_of("a\n", "").text ==
        "--- x.log\n+++ x.log\n@@ -1,1 +0,0 @@\n-a\n");
}

TEST_CASE("lines of notes come and go by themselves", "[diff]") {
  const std::string note = " {hrscan: x}\n";
  const std::string head = "--- x.log\n+++ x.log\n";
  CHECK(diff_of("a\nb\n", "a\n" + note + "b\n").text ==
        head + "@@ -1,2 +1,3 @@\n a\n+" + note + " b\n");
  CHECK(diff_of("a\n" + note + "b\n", "a\nb\n").text ==
        head + "@@ -1,3 +1,2 @@\n a\n-" + note + " b\n");
  CHECK(diff_of("a\n" + note + note, "a\n").text ==
        head + "@@ -1,3 +1,1 @@\n a\n-" + note + "-" + note);
  CHECK(diff_of("a\n" + note + "b\n", "a\n {hrscan: y}\nb\n").text ==
        head + "@@ -1,3 +1,3 @@\n a\n-" + note + "+ {hrscan: y}\n b\n");
}

TEST_CASE("a hunk longer than memory is counted right", "[diff]") {
  std::string old_text;
  std::string new_text;
  constexpr int kLines = 60'000;
  for (int i = 0; i < kLines; ++i) {
    old_text += "a line of some length, number " + std::to_string(i) + "\n";
    new_text += "another line than it was, number " + std::to_string(i) + "\n";
  }
  const Outcome out = diff_of(old_text, new_text, 5000);
  REQUIRE(out.ok);
  CHECK((out.text.starts_with(
      "--- x.log\n+++ x.log\n@@ -1,60000 +1,60000 @@\n-a line of")));
  CHECK(std::count(out.text.begin(), out.text.end(), '\n') == 3 + 2 * kLines);
}

TEST_CASE("a line that is too long is an error", "[diff]") {
  const std::string endless(Diff::kLongestLine + 10'000, 'x');
  const Outcome out = diff_of(endless, "y" + endless, 100'000);
  CHECK_FALSE(out.ok);
  CHECK(out.error ==
        "x.log:1: the line has more than 4 MiB: no diff can be shown");
}

}  // namespace
}  // namespace hrscan
