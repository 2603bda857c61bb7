// Every sample log against its hand-checked list of findings. A difference is
// shown with the line it stands in:
//
//   samples/CBS.log: 1 missing, 1 too many
//   - 120:185 0x800f081f 0x800F081F hresult hex CBS_E_SOURCE_MISSING -
//   + 131:12 0x00000001 0x00000001 hresult hex S_FALSE - (introduced)
//         ...Failed to resolve package [HRESULT = 0x800f081f - CBS_E_S...
#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/scanner.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"
#include "hrscan/status_code.h"
#include "support/dribble_source.h"
#include "support/files.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeading =
    "line\tcolumn\ttoken\tcode\tkind\tform\tsymbol\tdetail";

// A row of a list, or a finding written like one.
struct Row {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string token;
  std::string code;
  std::string kind;
  std::string form;
  std::string symbol;
  std::string detail;
  std::string why;  // findings only; not compared
};

auto place_of(const Row& row) { return std::tie(row.line, row.column); }

// The list says "-" where it makes no claim about the symbol.
bool agree(const Row& expected, const Row& found) {
  const auto all_but_symbol = [](const Row& r) {
    return std::tie(r.line, r.column, r.token, r.code, r.kind, r.form,
                    r.detail);
  };
  return all_but_symbol(expected) == all_but_symbol(found) &&
         (expected.symbol == "-" || expected.symbol == found.symbol);
}

std::string to_text(const Row& row) {
  std::string out = std::to_string(row.line) + ":" +
                    std::to_string(row.column) + " " + row.token;
  for (const std::string* part :
       {&row.code, &row.kind, &row.form, &row.symbol, &row.detail}) {
    out += " " + *part;
  }
  return row.why.empty() ? out : out + " (" + row.why + ")";
}

std::uint64_t to_number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<Row> read_list(const fs::path& path) {
  const std::string text = test::read_file(path);
  const std::vector<std::string_view> lines = test::split_lines(text);
  REQUIRE(lines.front() == kHeading);
  std::vector<Row> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string_view> cells = test::split(lines[i], '\t');
    INFO(path.string() << ":" << i + 1);
    REQUIRE(cells.size() == 8);
    Row row;
    row.line = to_number(cells[0]);
    row.column = to_number(cells[1]);
    row.token = cells[2];
    row.code = cells[3];
    row.kind = cells[4];
    row.form = cells[5];
    row.symbol = cells[6];
    row.detail = cells[7];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string detail_of(const Finding& finding) {
  char text[24];
  if (finding.extend != 0) {
    std::snprintf(text, sizeof(text), "extend=0x%X", finding.extend);
    return text;
  }
  if (finding.cause_of != 0) {
    std::snprintf(text, sizeof(text), "cause-of=0x%08X", finding.cause_of);
    return text;
  }
  return "-";
}

// Writes findings down as rows and checks what a sink is promised.
class RowSink final : public Sink {
 public:
  bool block(const Block& block) override {
    in_order_ = in_order_ && block.offset == bytes_;
    bytes_ += block.bytes.size();
    text_ += block.bytes;
    for (const Finding& finding : block.findings) add(block, finding);
    return true;
  }
  void end_input(const InputTotals& totals) override { totals_ = totals; }

  const std::vector<Row>& rows() const { return rows_; }
  const std::string& text() const { return text_; }
  const InputTotals& totals() const { return totals_; }
  bool in_order() const { return in_order_; }

 private:
  void add(const Block& block, const Finding& finding) {
    in_order_ = in_order_ && finding.offset >= block.offset &&
                finding.offset < block.offset + block.bytes.size();
    const Meaning meaning = Catalog::builtin().meaning(
        finding.code, finding.kind, block.written_name(finding));
    Row row;
    row.line = finding.line;
    row.column = finding.column;
    row.token = block.token(finding);
    row.code = to_hex(finding.code);
    row.kind = to_string(finding.kind);
    row.form = to_string(finding.form);
    row.symbol = meaning.symbol.empty() ? "-" : meaning.symbol;
    row.detail = detail_of(finding);
    row.why = to_string(finding.why);
    rows_.push_back(std::move(row));
  }

  std::vector<Row> rows_;
  std::string text_;
  std::uint64_t bytes_ = 0;
  InputTotals totals_;
  bool in_order_ = true;
};

// The part of a line around a column, for the eye.
std::string excerpt(std::string_view line, std::uint64_t column) {
  constexpr std::size_t kBefore = 70;
  constexpr std::size_t kLength = 140;
  const std::size_t from = column > kBefore ? column - kBefore : 0;
  if (from >= line.size()) return std::string(line.substr(0, kLength));
  return (from > 0 ? "..." : "") + std::string(line.substr(from, kLength)) +
         (line.size() > from + kLength ? "..." : "");
}

// What two sorted lists do not share, or "".
std::string difference(const std::vector<Row>& expected,
                       const std::vector<Row>& found, const std::string& name,
                       std::string_view text) {
  const std::vector<std::string_view> lines = test::split_lines(text);
  std::string out;
  std::size_t missing = 0;
  std::size_t extra = 0;
  const auto show = [&](char sign, const Row& row) {
    out += std::string("\n") + sign + " " + to_text(row);
  };
  const auto show_line = [&](const Row& row) {
    if (row.line == 0 || row.line > lines.size()) return;
    out += "\n      " + excerpt(lines[row.line - 1], row.column);
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < expected.size() || j < found.size()) {
    const bool same_place = i < expected.size() && j < found.size() &&
                            place_of(expected[i]) == place_of(found[j]);
    const bool is_missing =
        j == found.size() ||
        (i < expected.size() && place_of(expected[i]) < place_of(found[j]));
    if (same_place && agree(expected[i], found[j])) {
      ++i, ++j;
      continue;
    }
    const Row& shown = same_place || is_missing ? expected[i] : found[j];
    if (same_place || is_missing) {
      show('-', expected[i++]);
      ++missing;
    }
    if (same_place || !is_missing) {
      show('+', found[j++]);
      ++extra;
    }
    show_line(shown);
  }
  if (out.empty()) return out;
  return name + ": " + std::to_string(missing) + " missing, " +
         std::to_string(extra) + " too many" + out;
}

void scan_into(const ScanOptions& options, Source& source, RowSink& sink) {
  const Scanner scanner(Catalog::builtin(), options);
  const Result<void> result = scanner.scan(source, sink);
  INFO(source.name() << ": "
                     << (result.ok() ? "" : result.error().to_string()));
  REQUIRE(result.ok());
}

std::vector<fs::path> samples() {
  std::vector<fs::path> all =
      test::files_in(test::project_file("samples"), ".log");
  REQUIRE(all.size() >= 10);
  return all;
}

TEST_CASE("every sample has a list of expected findings", "[samples]") {
  for (const fs::path& path : samples()) {
    INFO(path.string());
    CHECK_FALSE(read_list(test::project_file("samples/expected/" +
                                             path.filename().string() + ".tsv"))
                    .empty());
  }
}

TEST_CASE("the samples give the expected findings", "[samples]") {
  for (const fs::path& path : samples()) {
    const std::string name = "samples/" + path.filename().string();
    const std::vector<Row> expected = read_list(test::project_file(
        "samples/expected/" + path.filename().string() + ".tsv"));
    const std::string bytes = test::read_file(path);
    RowSink sink;
    scan_into({}, *open_text(name, bytes), sink);
    const std::string diff =
        difference(expected, sink.rows(), name, test::to_utf8(bytes));
    if (!diff.empty()) FAIL_CHECK(diff);
    CHECK(sink.in_order());
  }
}

// One way of reading a sample.
struct Way {
  std::string_view name;
  ScanOptions options;
  std::function<std::unique_ptr<Source>(const fs::path&, std::string_view)>
      open;
};

std::unique_ptr<Source> as_text(const fs::path& path, std::string_view bytes) {
  return open_text(path.string(), bytes);
}
std::unique_ptr<Source> as_file(const fs::path& path, std::string_view) {
  auto source = open_file(path);
  REQUIRE(source.ok());
  return std::move(*source);
}
std::unique_ptr<Source> as_dribble(const fs::path&, std::string_view bytes) {
  return std::make_unique<test::DribbleSource>(bytes, 97, 1);
}

std::vector<Way> ways() {
  ScanOptions fast;
  ScanOptions alone;
  alone.threads = 1;
  ScanOptions several;
  several.threads = 4;
  ScanOptions re2;
  re2.engine = Engine::kRe2;
  return {{"fast, one thread, text", alone, as_text},
          {"fast, four threads, text", several, as_text},
          {"fast, file", fast, as_file},
          {"fast, pipe", fast, as_dribble},
          {"re2, text", re2, as_text},
          {"re2, file", re2, as_file},
          {"re2, pipe", re2, as_dribble}};
}

TEST_CASE("every engine, source and number of threads finds the same",
          "[samples]") {
  for (const fs::path& path : samples()) {
    const std::string bytes = test::read_file(path);
    const std::string text = test::to_utf8(bytes);
    RowSink first;
    scan_into({}, *open_text("first", bytes), first);
    for (const Way& way : ways()) {
      const std::string name =
          path.filename().string() + " (" + std::string(way.name) + ")";
      INFO(name);
      RowSink sink;
      scan_into(way.options, *way.open(path, bytes), sink);
      const std::string diff =
          difference(first.rows(), sink.rows(), name, text);
      if (!diff.empty()) FAIL_CHECK(diff);
      CHECK(sink.in_order());
      CHECK(sink.totals().lines == first.totals().lines);
      CHECK(sink.totals().bytes == first.totals().bytes);
    }
  }
}

TEST_CASE("the blocks of a sample make up all of its text", "[samples]") {
  for (const fs::path& path : samples()) {
    const std::string bytes = test::read_file(path);
    const std::string text = test::to_utf8(bytes);
    INFO(path.string());
    for (const Way& way : ways()) {
      INFO(way.name);
      RowSink sink;
      scan_into(way.options, *way.open(path, bytes), sink);
      CHECK((sink.text() == text));
      CHECK(sink.totals().bytes == bytes.size());
      CHECK(sink.totals().lines == test::split_lines(text).size());
    }
  }
}

}  // namespace
}  // namespace hrscan
