#include "hrscan/scanner.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/copied_source.h"
#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/temporary_directory.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = 1024 * 1024;

ScanOptions with_threads(unsigned threads) {
  ScanOptions options;
  options.threads = threads;
  return options;
}

// Writes down all that a sink is told.
class Recorder final : public Sink {
 public:
  // Blocks after which it wants no more.
  explicit Recorder(std::size_t most = SIZE_MAX) : most_(most) {}

  void begin_input(const InputInfo& info) override {
    ++begun;
    size = info.size;
  }
  bool block(const Block& block) override {
    in_order = in_order && block.offset == text.size();
    text += block.bytes;
    for (const Finding& finding : block.findings) write(block, finding);
    return ++blocks < most_;
  }
  void end_input(const InputTotals& the_totals) override {
    ++ended;
    totals = the_totals;
  }

  int begun = 0;
  int ended = 0;
  std::size_t blocks = 0;
  bool in_order = true;
  std::optional<std::uint64_t> size;
  std::string text;
  std::vector<std::string> findings;  // one line each
  InputTotals totals;

 private:
  void write(const Block& block, const Finding& f) {
    in_order = in_order && f.offset >= block.offset &&
               f.offset + f.length <= block.offset + block.bytes.size();
    const LineView line = block.line(f);
    findings.push_back(
        std::to_string(f.offset) + " " + std::to_string(f.line) + ":" +
        std::to_string(f.column) + " " + std::string(block.token(f)) + " " +
        to_hex(f.code) + " " + std::string(to_string(f.kind)) + " " +
        std::string(to_string(f.form)) + " " + std::string(to_string(f.why)) +
        " " + std::to_string(f.extend) + " " + std::to_string(f.cause_of) +
        " " + std::string(block.written_name(f)) + " " +
        (line.from_start ? "[" : "(") + (line.to_end ? "]" : ")"));
  }

  std::size_t most_;
};

Recorder recorded(Source& source, const ScanOptions& options) {
  Recorder recorder;
  const Result<void> result =
      Scanner(Catalog::builtin(), options).scan(source, recorder);
  INFO((result.ok() ? "" : result.error().to_string()));
  REQUIRE(result.ok());
  return recorder;
}

void check_same(const Recorder& expected, const Recorder& found) {
  CHECK(found.in_order);
  CHECK((found.text == expected.text));
  CHECK(found.totals.bytes == expected.totals.bytes);
  CHECK(found.totals.lines == expected.totals.lines);
  const auto [a, b] =
      std::mismatch(expected.findings.begin(), expected.findings.end(),
                    found.findings.begin(), found.findings.end());
  INFO("expected " << (a == expected.findings.end() ? "no more" : *a)
                   << ", found "
                   << (b == found.findings.end() ? "no more" : *b));
  CHECK((found.findings == expected.findings));
}

void check_given(const Recorder& expected, const Scanner& scanner,
                 MatchedFile& file) {
  Recorder found;
  scanner.give(file, found);
  check_same(expected, found);
  CHECK(found.size == expected.text.size());
  CHECK(found.begun == 1);
  CHECK(found.ended == 1);
}

// The same text through every door.
void check_all_ways(const std::string& text, std::size_t most_at_once) {
  const test::TemporaryDirectory directory;
  const fs::path path = directory.write("text.log", text);
  const Recorder expected = recorded(*open_text("text", text), with_threads(1));
  CHECK((expected.text == text));
  CHECK(expected.totals.bytes == text.size());
  for (const unsigned threads : {1u, 4u}) {
    const ScanOptions options = with_threads(threads);
    INFO(threads << " threads");
    {
      INFO("text");
      check_same(expected, recorded(*open_text("text", text), options));
    }
    {
      INFO("copied");
      test::CopiedSource copied(text);
      check_same(expected, recorded(copied, options));
    }
    {
      INFO("file");
      const auto file = open_file(path);
      REQUIRE(file.ok());
      const Recorder found = recorded(**file, options);
      check_same(expected, found);
      CHECK(found.size == text.size());
    }
    {
      INFO("pipe");
      test::DribbleSource pipe(text, most_at_once, 1);
      check_same(expected, recorded(pipe, options));
    }
    {
      INFO("file, matched ahead");
      const Scanner scanner(Catalog::builtin(), options);
      MatchedFile file;
      const bool small = scanner.match(path, file);
      CHECK(small == (!text.empty() && text.size() <= Scanner::kSmallFile &&
                      text.find('\0') == std::string::npos));
      if (small) check_given(expected, scanner, file);
    }
  }
}

TEST_CASE("small texts are the same through every door", "[scanner]") {
  test::LogText random(5);
  check_all_ways("", 1);
  check_all_ways("\n", 1);
  check_all_ways("hr = 0x80070005", 1);
  check_all_ways("hr = 0x80070005\r\nhr = 0x80004005\r\n", 1);
  for (int round = 0; round < 20; ++round) {
    check_all_ways(random.lines(50, 10), 40);
  }
}

// Large enough for threads; lines short, longer than a block of reading and
// longer than what one thread takes at a time.
std::string large_text() {
  test::LogText random(6);
  std::string text;
  while (text.size() < 6 * kMiB) text += random.lines(2000, 10);
  text += random.line(20'000);
  while (text.size() < 10 * kMiB) text += random.line(50);
  text += '\n';
  while (text.size() < 15 * kMiB) text += random.lines(2000, 10);
  text += "hr = 0x80070005 " + std::string(2 * kMiB, 'x') + " hr = 0x80004005";
  text += '\n';
  while (text.size() < 20 * kMiB) text += random.lines(2000, 10);
  return text + "hr = 0x80070005";
}

TEST_CASE(
    "20 MB with lines longer than a piece are the same through every "
    "door",
    "[scanner]") {
  check_all_ways(large_text(), 300'000);
}

TEST_CASE("an endless line does not hide what stands behind it", "[scanner]") {
  const std::string line = "hr = 0x80070005\n";
  const std::string text = line + std::string(5 * kMiB, ' ') + line;
  const Recorder found = recorded(*open_text("text", text), with_threads(4));
  REQUIRE(found.findings.size() == 2);
  CHECK(
      found.findings[1].starts_with(std::to_string(text.size() - 11) + " 2:"));
}

TEST_CASE("a sink that has enough is asked no more", "[scanner]") {
  test::LogText random(7);
  std::string text;
  while (text.size() < 8 * kMiB) text += random.lines(2000, 10);
  const Scanner one(Catalog::builtin(), with_threads(1));
  const Scanner four(Catalog::builtin(), with_threads(4));
  for (const Scanner* scanner : {&one, &four}) {
    Recorder sink(3);
    CHECK(scanner->scan(*open_text("text", text), sink).ok());
    CHECK(sink.blocks == 3);
    CHECK(sink.begun == 1);
    CHECK(sink.ended == 1);
    CHECK((std::string_view(text).starts_with(sink.text)));
    CHECK(sink.text.size() < text.size());
  }
}

TEST_CASE("keep chooses among findings, the bytes stay", "[scanner]") {
  const std::string text = "hr = 0x80070005\nhr = 0x80004005\n";
  ScanOptions options;
  options.keep = [](const Finding& finding) {
    return finding.code == StatusCode(0x80004005);
  };
  const Recorder found = recorded(*open_text("text", text), options);
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].starts_with("21 2:6 0x80004005"));
  CHECK(found.text == text);
}

TEST_CASE("progress adds up to the input", "[scanner]") {
  const std::string text(6 * kMiB, '\n');
  for (const unsigned threads : {1u, 4u}) {
    std::uint64_t sum = 0;
    ScanOptions options = with_threads(threads);
    options.progress = [&](std::uint64_t bytes) { sum += bytes; };
    recorded(*open_text("text", text), options);
    CHECK(sum == text.size());
  }
}

TEST_CASE("an input that is no text is refused before the sink hears of it",
          "[scanner]") {
  const std::string head("MZ\x90\0\3\0\0\0hr = 0x80070005", 23);
  // Small and large: read and mapped.
  for (const std::size_t more : {std::size_t{0}, 5 * kMiB}) {
    const std::string text = head + std::string(more, ' ');
    Recorder sink;
    const Result<void> result = Scanner(Catalog::builtin(), with_threads(4))
                                    .scan(*open_text("name", text), sink);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == Error::Kind::kBinary);
    CHECK(result.error().file == "name");
    CHECK(sink.begun == 0);
    CHECK(sink.blocks == 0);
  }
}

TEST_CASE("a binary input is read where that is wanted", "[scanner]") {
  const std::string text("\0\1\2hr = 0x80070005\0\n", 20);
  ScanOptions options;
  options.binary = true;
  const Recorder found = recorded(*open_text("text", text), options);
  CHECK(found.findings.size() == 1);
  CHECK(found.text == text);
}

TEST_CASE("what is no small file of text is not matched ahead", "[scanner]") {
  const test::TemporaryDirectory directory;
  const Scanner scanner(Catalog::builtin(), {});
  MatchedFile file;
  CHECK(scanner.match(directory.write("text", "failed with 0x80070005"), file));
  CHECK(file.size() == 22);
  CHECK_FALSE(scanner.match(directory.path(), file));
  CHECK_FALSE(scanner.match(directory.path() / "missing", file));
  CHECK_FALSE(scanner.match(directory.write("empty", ""), file));
  CHECK_FALSE(scanner.match(directory.write("gz", "\x1F\x8B\x08 text"), file));
  CHECK_FALSE(scanner.match(directory.write("wide", "\xFF\xFE?"), file));
  const std::string zero("a line\nanother with a \0 in it", 29);
  CHECK_FALSE(scanner.match(directory.write("zero", zero), file));
  const std::string most(Scanner::kSmallFile, '\n');
  CHECK(scanner.match(directory.write("most", most), file));
  CHECK_FALSE(scanner.match(directory.write("more", most + '\n'), file));
}

TEST_CASE("a file that cannot be opened is an error", "[scanner]") {
  const test::TemporaryDirectory directory;
  const auto gone = open_file(directory.path() / "gone.log");
  REQUIRE_FALSE(gone.ok());
  CHECK(gone.error().kind == Error::Kind::kNotFound);
  CHECK_FALSE(open_file(directory.path()).ok());
}

// A source that breaks.
class BrokenSource final : public Source {
 public:
  const std::string& name() const override { return name_; }
  Result<std::size_t> read(char* buffer, std::size_t) override {
    constexpr std::string_view kText = "hr = 0x80070005\nhr = 0x8000";
    if (read_) {
      Error error;
      error.kind = Error::Kind::kRead;
      error.message = "broken";
      return error;
    }
    read_ = true;
    return kText.copy(buffer, kText.size());
  }

 private:
  std::string name_ = "broken";
  bool read_ = false;
};

TEST_CASE("what was read before a failure is still given", "[scanner]") {
  BrokenSource source;
  Recorder sink;
  const Result<void> result =
      Scanner(Catalog::builtin(), {}).scan(source, sink);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().message == "broken");
  CHECK(sink.findings.size() == 1);
  CHECK(sink.ended == 1);
  CHECK(sink.text == "hr = 0x80070005\nhr = 0x8000");
}

// Cuts the file short as soon as its scan has begun.
class Truncator final : public Sink {
 public:
  explicit Truncator(fs::path path) : path_(std::move(path)) {}

  bool block(const Block& block) override {
    if (!done_) fs::resize_file(path_, kMiB);
    done_ = true;
    bytes += block.bytes.size();
    return true;
  }

  std::uint64_t bytes = 0;

 private:
  fs::path path_;
  bool done_ = false;
};

TEST_CASE("a file that is cut short while it is scanned is an error, no crash",
          "[scanner]") {
  const unsigned threads = GENERATE(1u, 4u);
  const test::TemporaryDirectory directory;
  const std::string line = "hr = 0x80070005, and so on and so on and so on\n";
  std::string text;
  while (text.size() < 64 * kMiB) text += line;
  const fs::path path = directory.write("shrinks.log", text);
  const auto source = open_file(path);
  REQUIRE(source.ok());
  Truncator sink(path);
  const Result<void> result =
      Scanner(Catalog::builtin(), with_threads(threads)).scan(**source, sink);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == Error::Kind::kChanged);
  CHECK(result.error().file == path.string());
  // Mapped, what is lost reads as zeros; read, it is not there. One thread does
  // what it finds to be faster.
  if (threads > 1) CHECK(sink.bytes == text.size());
}

// The findings of a text, without their offsets.
std::vector<std::string> places(const Recorder& recorder) {
  std::vector<std::string> out = recorder.findings;
  for (std::string& finding : out) finding.erase(0, finding.find(' '));
  return out;
}

// Whether the input's bytes at each finding's place are its token.
class OffsetCheck final : public Sink {
 public:
  explicit OffsetCheck(std::string_view bytes) : bytes_(bytes) {}
  bool block(const Block& block) override {
    original_ += block.original(0, block.bytes.size());
    for (const Finding& f : block.findings) {
      const auto at = static_cast<std::size_t>(f.offset - block.offset);
      const Encoding encoding = block.encoding_before(at + f.length);
      wide_ += encoding == Encoding::kUtf8 ? 0 : 1;
      CHECK(bytes_.substr(block.input_offset(f))
                .starts_with(encode(block.token(f), encoding)));
    }
    return true;
  }
  std::size_t wide() const { return wide_; }
  const std::string& original() const { return original_; }

 private:
  std::string_view bytes_;
  std::string original_;
  std::size_t wide_ = 0;
};

TEST_CASE("UTF-16 gives the findings of the same text in UTF-8", "[scanner]") {
  test::LogText random(11);
  for (int round = 0; round < 30; ++round) {
    std::string text = "the first line\r\n" + random.lines(50, 8);
    std::replace(text.begin(), text.end(), '\x80', '?');  // no UTF-8
    const Recorder expected = recorded(*open_text("8", text), with_threads(1));
    for (const bool big_endian : {false, true}) {
      const std::string units =
          encode(text, big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le);
      for (const std::string& bytes :
           {units, (big_endian ? "\xFE\xFF" : "\xFF\xFE") + units}) {
        const Recorder found =
            recorded(*open_text("16", bytes), with_threads(1));
        CHECK(places(found) == places(expected));
        CHECK(found.in_order);
        CHECK(found.totals.bytes == bytes.size());
        CHECK(found.totals.lines == expected.totals.lines);
        test::DribbleSource pipe(bytes, 11, 1);
        CHECK(recorded(pipe, {}).findings == found.findings);
        OffsetCheck offsets(bytes);
        CHECK(Scanner(Catalog::builtin(), with_threads(1))
                  .scan(*open_text("16", bytes), offsets)
                  .ok());
        CHECK(offsets.wide() == expected.findings.size());
        CHECK((offsets.original() == bytes));
      }
    }
  }
}

// Large enough for threads, which must stop where UTF-16 begins.
TEST_CASE("text whose encoding changes is the same by any way", "[scanner]") {
  test::LogText random(12);
  std::string head;
  while (head.size() < 5 * kMiB) head += random.lines(100, 8);
  for (const std::size_t long_line : {std::size_t{0}, 3 * kMiB}) {
    std::string bytes = head;
    bytes.append(long_line, '.');
    if (long_line > 0) bytes += std::string(1, '\0') + "hr = 0x80070005\n";
    for (int i = 0; i < 50; ++i) bytes += test::mixed_lines(random, 20);
    const Recorder one = recorded(*open_text("1", bytes), with_threads(1));
    const Recorder four = recorded(*open_text("4", bytes), with_threads(4));
    test::DribbleSource pipe(bytes, 30'000, 1);
    const Recorder piped = recorded(pipe, with_threads(4));
    test::CopiedSource copied(bytes);
    check_same(one, recorded(copied, with_threads(4)));
    CHECK((one.text == four.text));
    CHECK((one.text == piped.text));
    CHECK((one.findings == four.findings));
    CHECK((one.findings == piped.findings));
    CHECK(one.totals.bytes == bytes.size());
    CHECK(four.totals.bytes == bytes.size());
    CHECK(four.totals.lines == one.totals.lines);
    CHECK(one.in_order);
    CHECK(four.in_order);
    OffsetCheck offsets(bytes);
    CHECK(Scanner(Catalog::builtin(), with_threads(4))
              .scan(*open_text("4", bytes), offsets)
              .ok());
    CHECK((offsets.original() == bytes));
    CHECK(offsets.wide() > 50);
  }
}

TEST_CASE("an encoding that is given is believed", "[scanner]") {
  const std::string text = "hr = 0x80070005\n";
  ScanOptions options;
  options.binary = true;
  const auto count = [&](Encoding encoding, const std::string& bytes) {
    options.encoding = encoding;
    return recorded(*open_text("x", bytes), options).findings.size();
  };
  CHECK(count(Encoding::kAuto, test::wide(text)) == 1);
  CHECK(count(Encoding::kUtf16Le, test::wide(text)) == 1);
  CHECK(count(Encoding::kUtf16Be, test::wide(text, true)) == 1);
  CHECK(count(Encoding::kUtf8, test::wide(text)) == 0);
  CHECK(count(Encoding::kLatin1, test::wide(text)) == 0);
  CHECK(count(Encoding::kUtf16Le, text) == 0);
  CHECK(count(Encoding::kUtf8, text) == 1);
}

TEST_CASE("a byte order mark is no column", "[scanner]") {
  const std::string text = "hr = 0x80070005\n";
  for (const std::string& bytes :
       {text, "\xEF\xBB\xBF" + text, "\xFF\xFE" + test::wide(text),
        "\xFE\xFF" + test::wide(text, true)}) {
    for (const std::size_t lines : {std::size_t{0}, 5 * kMiB}) {
      std::string padded = bytes;
      const bool narrow = bytes.find('\0') == std::string::npos;
      if (narrow) padded.append(lines, '\n');
      for (const unsigned threads : {1u, 4u}) {
        const Recorder found =
            recorded(*open_text("x", padded), with_threads(threads));
        REQUIRE(found.findings.size() == 1);
        CHECK(found.findings[0].find(" 1:6 ") != std::string::npos);
        test::CopiedSource copied(padded);
        CHECK(recorded(copied, with_threads(threads)).findings ==
              found.findings);
      }
    }
  }
}

}  // namespace
}  // namespace hrscan
