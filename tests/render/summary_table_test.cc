#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "render/columns.h"
#include "render/renderers.h"
#include "support/files.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

// Every retry likelihood, thousands of times, with a burst.
std::string log_text() {
  std::string text;
  for (int i = 0; i < 1200; ++i) {
    text +=
        "2026-03-11 04:59:31 hr = 0x80070005\n"
        "2026-03-11 04:59:31 hr = 0x80070490\n"
        "2026-03-11 04:59:31 hr = 0x800706BA\n"
        "2026-03-11 04:59:31 hr = 0x80072EE2\n"
        "2026-03-11 04:59:31 hr = 0x800F0823\n"
        "2026-03-11 04:59:31 hr = 0x00000000\n"
        "2026-03-11 05:10:33 hr = 0x80FF1234\n";
  }
  return text;
}

std::vector<std::string> table(const Summary& summary,
                               const RenderOptions& options) {
  std::ostringstream out;
  render_table(summary, Catalog::builtin(), options, out);
  const std::string text = out.str();
  std::vector<std::string> lines;
  for (const std::string_view line : test::split_lines(text)) {
    lines.emplace_back(line);
  }
  return lines;
}

// The label's line and those that go on with it, as one.
std::string labelled(const std::vector<std::string>& lines,
                     std::string_view label) {
  std::string out;
  for (const std::string& line : lines) {
    if (out.empty() ? line.starts_with(label) : line.starts_with("       ")) {
      out += out.empty() ? line : line.substr(6);
    } else if (!out.empty()) {
      break;
    }
  }
  return out;
}

TEST_CASE("no line of a table is wider than the terminal", "[summary_table]") {
  const std::string text = log_text();
  for (const Summary& summary :
       {test::summarize({{"C:/a.log", text}}),
        test::summarize({{"C:/Logs/WindowsUpdate-03-11.log", text},
                         {"C:/Logs/Setup/setupact-03-11.log", text}})}) {
    RenderOptions options;
    const std::vector<std::string> whole = table(summary, options);
    for (std::size_t width = 40; width <= 130; ++width) {
      options.width = width;
      const std::vector<std::string> lines = table(summary, options);
      for (const std::string& line : lines) {
        INFO(line);
        CHECK(display_width(line) <= width);
      }
      for (const char* label : {"retry: ", "time:  ", "burst: "}) {
        CHECK(labelled(lines, label) == labelled(whole, label));
      }
    }
  }
}

TEST_CASE("colours take no room in a table", "[summary_table]") {
  RenderOptions options;
  options.width = 60;
  const Summary summary = test::summarize({{"a.log", log_text()}});
  const std::size_t plain = table(summary, options).size();
  options.color = true;
  CHECK(table(summary, options).size() == plain);
}

}  // namespace
}  // namespace hrscan
