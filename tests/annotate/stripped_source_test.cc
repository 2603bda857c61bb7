#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/annotator.h"
#include "hrscan/encoding.h"
#include "hrscan/scanner.h"
#include "scan/units.h"
#include "support/dribble_source.h"
#include "support/log_text.h"
#include "support/wide_text.h"

namespace hrscan {
namespace {

// What the scanner cuts a view into, on one thread and on several; only a hint
// for where to look.
constexpr std::size_t kPieces[] = {64 * 1024, 512 * 1024};

constexpr std::string_view kFiller =
    "00:00:00, Info  CBS  nothing that anybody would have to explain\n";

// Seems large enough to be scanned by its view, whatever its size.
class SeemsLarge final : public Source {
 public:
  explicit SeemsLarge(std::string_view text) : text_(text) {}

  const std::string& name() const override { return name_; }
  std::optional<std::string_view> view() override { return text_; }
  std::optional<std::uint64_t> size() const override {
    return std::uint64_t{1} << 30;
  }
  Result<std::size_t> read(char*, std::size_t) override {
    FAIL("it was to be viewed");
    return std::size_t{0};
  }

 private:
  std::string name_ = "large";
  std::string_view text_;
};

std::string annotated(std::unique_ptr<Source> source,
                      const AnnotateOptions& options, unsigned threads,
                      Encoding encoding = Encoding::kAuto) {
  ScanOptions scan;
  scan.binary = true;
  scan.threads = threads;
  scan.encoding = encoding;
  std::ostringstream out;
  Annotator annotator(Catalog::builtin(), out, options);
  source = without_annotations(std::move(source));
  REQUIRE(Scanner(Catalog::builtin(), scan).scan(*source, annotator).ok());
  return out.str();
}

std::string read_and_annotated(std::string_view text,
                               const AnnotateOptions& options,
                               Encoding encoding = Encoding::kAuto) {
  return annotated(std::make_unique<test::DribbleSource>(text, 100'000, 1),
                   options, 1, encoding);
}

AnnotateOptions any_options(test::LogText& random) {
  AnnotateOptions options;
  options.style = static_cast<NoteStyle>(random.below(3));
  options.once = random.below(6) == 0;
  options.only_findings = random.below(6) == 0;
  if (random.below(4) == 0) options.words = *NoteTemplate::parse("{code}");
  return options;
}

// Notes within notes, in UTF-16 or not.
std::string nested_notes(test::LogText& random) {
  using namespace std::string_literals;
  const bool is_wide = random.below(4) != 0;
  const bool big_endian = random.below(2) == 0;
  const auto encoded = [&](const std::string& text) {
    return is_wide ? test::wide(text, big_endian) : text;
  };
  // Whose second byte is that of a line end.
  const std::string odd = big_endian ? "\x4E\x0A"s : "\x0A\x4E"s;
  const std::size_t depth = 1 + random.below(12);
  std::string out = encoded("\n");
  for (std::size_t i = 0; i < depth; ++i) {
    out += encoded(random.below(2) == 0 ? "hr = 0x80070005 {x" : " {hrscan: x");
    if (is_wide && random.below(2) == 0) out += odd;
    out += encoded(std::string(random.below(300), '.'));
  }
  for (std::size_t i = 0; i < depth; ++i) out += encoded(" | retry: likely}");
  return out + encoded("\r\n");
}

// A line or some, with notes, with what may look like one, or with neither.
std::string any_lines(test::LogText& random) {
  const auto noted = [&] {
    AnnotateOptions options = any_options(random);
    options.only_findings = false;
    return read_and_annotated(random.lines(1 + random.below(3), 6), options);
  };
  switch (random.below(16)) {
    case 0:
    case 1:
      return noted();
    case 2:
      return "\n" + test::wide(noted(), random.below(2) == 0) + "\n";
    case 3:
      return "hr = 0x80070005 {5 {a | retry: likely} | retry: likely}\n";
    case 4:
      return "x {hrscan: no line end}\n {hrscan: y}\n {hrscan: z}\nrest\n";
    case 5:
      return "0x80070005 {E_FAIL: no {hrscan: no line end}\n | retry: "
             "likely}\n";
    case 6:
      return "hr = 0x80070005\n {hrscan: y}\nE_ACCESSDENIED\n";
    case 7:
      return nested_notes(random);
    case 8:
      return "a {b} } { 0x80070005 {x\n}\n";
    case 9:
      return test::mixed_lines(random, 2);
    case 10:
      // Longer than a unit on one thread, with a note or without.
      return std::string(100'000 + random.below(100'000), '.') +
             " hr = 0x80070005" +
             (random.below(2) == 0 ? " {x | retry: likely}" : "") +
             std::string(random.below(100'000), '.') + "\n";
    default:
      return random.lines(1 + random.below(3), 6);
  }
}

// Some units, most of them of lines that are all alike; about each end of a
// unit anything stands, and the unit may end at any of its line ends.
std::string any_text(test::LogText& random) {
  const std::size_t piece = kPieces[random.below(4) / 3];
  std::string text;
  std::size_t unit = 0;
  for (std::size_t i = random.below(3) + 1; i > 0; --i) {
    std::string about_end = "\n";
    for (std::size_t k = random.below(6); k > 0; --k) {
      about_end += any_lines(random);
    }
    std::size_t before_end =
        about_end.find('\n', random.below(about_end.size()));
    if (before_end > piece / 2) before_end = 0;
    unit += piece;
    while (text.size() + before_end + kFiller.size() < unit) text += kFiller;
    if (text.size() + before_end + 1 < unit) {
      text.append(unit - text.size() - before_end - 1, '.');
    }
    text += about_end;
  }
  if (random.below(2) == 0) text += "hr = 0x80070005";
  return text;
}

TEST_CASE("a view without its notes is annotated as what is read without them",
          "[stripped_source]") {
  test::LogText random(21);
  for (int round = 0; round < 500; ++round) {
    const std::string text = any_text(random);
    const AnnotateOptions options = any_options(random);
    const Encoding encoding =
        random.below(2) == 0 ? Encoding::kUtf8 : Encoding::kAuto;
    const std::string expected = read_and_annotated(text, options, encoding);
    for (const unsigned threads : {1u, 2u, 5u}) {
      INFO("round " << round << ", " << threads << " threads");
      const std::string found = annotated(std::make_unique<SeemsLarge>(text),
                                          options, threads, encoding);
      CHECK((found == expected));
    }
  }
}

TEST_CASE("a unit may end within notes", "[stripped_source]") {
  test::LogText random(22);
  for (int round = 0; round < 100; ++round) {
    const std::string notes = nested_notes(random);
    for (std::size_t end = notes.find('\n'); end < notes.size();
         end = notes.find('\n', end + 1)) {
      std::string text;
      while (text.size() + end + kFiller.size() < kPieces[0]) text += kFiller;
      text.append(kPieces[0] - text.size() - end - 1, '.');
      text += notes;
      INFO("round " << round << ", unit ends at " << end);
      CHECK((annotated(std::make_unique<SeemsLarge>(text), {}, 1,
                       Encoding::kUtf8) ==
             read_and_annotated(text, {}, Encoding::kUtf8)));
    }
  }
}

// More than is made ahead of its turn.
TEST_CASE("notes that are much longer than their text are written all the same",
          "[stripped_source]") {
  std::string text;
  while (text.size() < 1'500'000) text += "0x80070005 0x800F081F\n";
  for (const NoteStyle style :
       {NoteStyle::kInline, NoteStyle::kTrailing, NoteStyle::kBelow}) {
    const AnnotateOptions options{.style = style};
    CHECK((annotated(std::make_unique<SeemsLarge>(text), options, 2) ==
           read_and_annotated(text, options)));
  }
}

TEST_CASE("what is clean is said of whole lines", "[stripped_source]") {
  const std::string dots = std::string(10'000, '.') + "\n";
  const std::string note = " {hrscan: x}";
  const std::string text = "a\n" + dots + dots + "b" + note + "\na\n";
  const std::size_t noted = text.find('b');
  const auto source = without_annotations(open_text("text", text));
  CHECK_FALSE(source->view());
  REQUIRE(source->raw_view() == text);
  CHECK(source->is_clean(0, 2));
  // In the middle of a line that is clean, and of one that is not.
  CHECK(source->is_clean(2, 1000));
  CHECK(source->is_clean(2, noted));
  CHECK_FALSE(source->is_clean(noted, noted + 1));
  CHECK_FALSE(source->is_clean(2, noted + 1));
  CHECK(source->is_clean(text.size() - 2, text.size()));

  const auto rest = source->clean_rest(noted);
  std::string read(100, '\0');
  read.resize(*rest->read(read.data(), read.size()));
  CHECK(read == "b\na\n");
}

TEST_CASE("a view without notes is the source's", "[stripped_source]") {
  const std::string text = "a\n0x80070005 {x}\n";
  CHECK(without_annotations(open_text("text", text))->view() == text);
}

}  // namespace
}  // namespace hrscan
