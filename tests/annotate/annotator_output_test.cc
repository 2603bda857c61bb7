// How an annotator writes: through a stream, or in pieces from where they lie.
#include <algorithm>
#include <catch2/catch.hpp>
#include <ostream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/gathering_buffer.h"
#include "hrscan/annotator.h"
#include "hrscan/scanner.h"

namespace hrscan {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;

void annotate(std::string_view text, std::ostream& out,
              const AnnotateOptions& options = {},
              const ScanOptions& scan_options = {}) {
  Annotator annotator(Catalog::builtin(), out, options);
  REQUIRE(Scanner(Catalog::builtin(), scan_options)
              .scan(*open_text("text", text), annotator)
              .ok());
}

// `size` bytes of lines without any code.
std::string padding(std::size_t size) {
  std::string out(size, '.');
  for (std::size_t i = 59; i < size; i += 60) out[i] = '\n';
  return out;
}

TEST_CASE("bytes that are the input's no more are not written",
          "[annotator_output]") {
  std::ostringstream out;
  Annotator annotator(Catalog::builtin(), out);
  bool intact = true;
  annotator.begin_input({"x", std::nullopt, [&] { return intact; }});
  Block block;
  block.bytes = "good\n";
  CHECK(annotator.block(block));
  intact = false;
  CHECK_FALSE(annotator.block(block));
  annotator.end_input({});
  CHECK(out.str() == "good\n");
}

// Takes pieces, as files do; remembers the long ones.
class PieceTaker final : public GatheringBuffer {
 public:
  explicit PieceTaker(bool at_once) : at_once_(at_once) {}
  bool writes_at_once() const override { return at_once_; }
  bool write_pieces(std::span<const std::string_view> pieces) override {
    for (const std::string_view piece : pieces) {
      text += piece;
      if (piece.size() >= kLong) long_pieces.push_back(piece);
    }
    return true;
  }

  std::string text;
  std::vector<std::string_view> long_pieces;

  // What is copied comes in shorter pieces where findings are far apart.
  static constexpr std::size_t kLong = 4000;

 protected:
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    text.append(data, static_cast<std::size_t>(size));
    return size;
  }

 private:
  bool at_once_;
};

TEST_CASE("bytes of the log are written from where they lie",
          "[annotator_output]") {
  std::string text;
  for (int i = 0; i < 500; ++i) {  // more than a scanner reads to its buffer
    text += padding(10'000) + " failed: 0x80070005" + (i % 2 ? "\r\n" : "\n");
  }
  for (const NoteStyle style :
       {NoteStyle::kInline, NoteStyle::kTrailing, NoteStyle::kBelow}) {
    for (const unsigned threads : {1u, 3u}) {
      for (const bool at_once : {false, true}) {
        INFO(to_string(style) << " " << threads << " " << at_once);
        AnnotateOptions options;
        options.style = style;
        ScanOptions scan_options;
        scan_options.threads = threads;
        std::ostringstream expected;
        annotate(text, expected, options, scan_options);
        PieceTaker taker(at_once);
        std::ostream out(&taker);
        annotate(text, out, options, scan_options);
        CHECK(taker.text == expected.str());
        CHECK(taker.long_pieces.empty() == !at_once);
        if (threads == 1) continue;  // reads, so that they lie in its buffer
        const auto lies_in_text = [&](std::string_view piece) {
          return piece.data() >= text.data() &&
                 piece.data() + piece.size() <= text.data() + text.size();
        };
        CHECK(std::all_of(taker.long_pieces.begin(), taker.long_pieces.end(),
                          lies_in_text));
      }
    }
  }
}

// Writes nothing: a disk is full, or a piece is there no more.
class NoTaker final : public GatheringBuffer {
 public:
  bool writes_at_once() const override { return true; }
  bool write_pieces(std::span<const std::string_view>) override {
    return false;
  }
};

TEST_CASE("a piece that has gone is not the output's fault",
          "[annotator_output]") {
  for (const bool gone : {false, true}) {
    NoTaker taker;
    std::ostream out(&taker);
    Annotator annotator(Catalog::builtin(), out);
    int asked = 0;
    annotator.begin_input(
        {"x", std::nullopt, [&] { return !gone || asked++ == 0; }});
    Block block;
    block.bytes = "good\n";
    CHECK_FALSE(annotator.block(block));
    annotator.end_input({});
    CHECK(out.good() == gone);
  }
}

// Fails after some bytes, as a full disk does.
class FullDisk final : public std::stringbuf {
 protected:
  std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
};

TEST_CASE("annotating ends when it cannot write", "[annotator_output]") {
  FullDisk disk;
  std::ostream out(&disk);
  annotate(padding(kMiB), out);
  CHECK_FALSE(out.good());
}
}  // namespace
}  // namespace hrscan
