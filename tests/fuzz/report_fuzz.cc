// Whatever a log or its name holds, no report has a control character, broken
// UTF-8, or a command for an agent but those that its format is made of.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "base/escape.h"
#include "hrscan/catalog.h"
#include "hrscan/render.h"
#include "hrscan/scanner.h"
#include "hrscan/source.h"
#include "hrscan/verdict.h"

namespace {

using hrscan::Catalog;

// What begins the lines that an agent is meant to obey.
constexpr std::string_view kCommands[] = {
    "::error ",
    "::warning ",
    "::notice ",
    "::group::",
    "::endgroup::",
    "##vso[task.logissue ",
    "##vso[task.complete ",
    "##teamcity[buildProblem ",
    "##teamcity[message ",
};

void require(bool holds, const std::string& why, std::string_view line) {
  if (holds) return;
  std::fprintf(stderr, "%s: %.*s\n", why.c_str(), static_cast<int>(line.size()),
               line.data());
  std::abort();
}

void check_line(std::string_view line, std::string_view format) {
  const std::string name(format);
  for (const std::string_view command : kCommands) {
    if (!line.starts_with(command)) continue;
    line.remove_prefix(command.size());
    break;
  }
  const std::string rest = "x" + std::string(line);
  require(hrscan::escape::report(rest) == rest, name + " has a command", line);
}

void check(std::string_view text, std::string_view format) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    // At a line's start "::" is a command, if it is not one of ours.
    bool ours = false;
    for (const std::string_view command : kCommands) {
      ours = ours || line.starts_with(command);
    }
    require(ours || hrscan::escape::report(line) == line,
            std::string(format) + " begins a command", line);
    check_line(line, format);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  // The first byte says how long the log's name is.
  const std::size_t length = std::min<std::size_t>(
      static_cast<unsigned char>(input[0]) % 64, input.size() - 1);
  const std::string name(input.substr(1, length));
  // A code at its end, so that there is always something to report.
  const std::string log =
      std::string(input.substr(1 + length)) + " hr = 0x80004005";

  const Catalog& catalog = Catalog::builtin();
  for (const std::string_view format : hrscan::verdict_formats()) {
    auto judge = hrscan::Judge::make(catalog, {});
    std::ostringstream out;
    const auto renderer =
        hrscan::make_verdict_renderer(format, catalog, {}, out);
    (*judge)->on_alarm(
        [&](const hrscan::Alarm& alarm) { renderer->alarm(alarm); });
    const hrscan::Scanner scanner(catalog, {.binary = true});
    // What is no text is refused, which is not the matter here.
    if (!scanner.scan(*hrscan::open_text(name, log), **judge).ok()) return 0;
    renderer->finish((*judge)->report());
    check(out.view(), format);
  }
  return 0;
}
