#include "render/markdown_text.h"

#include <algorithm>
#include <cstddef>

#include "base/escape.h"

namespace hrscan::markdown {
namespace {

// No control characters, whatever the target, so also no line ends.
std::string inert(std::string_view text, const RenderOptions& options) {
  return options.ci ? escape::ci(text) : escape::terminal(text);
}

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char each : text) {
    run = each == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string text(std::string_view text, const RenderOptions& options) {
  constexpr std::string_view kMarkup = "\\`*_{}[]<>|&#~$!@";
  std::string out;
  for (const char c : inert(text, options)) {
    if (kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text, const RenderOptions& options) {
  if (text.empty()) return {};
  const std::string plain = inert(text, options);
  const std::string fence(longest_run(plain, '`') + 1, '`');
  std::string out = fence;
  // A blank on both sides is taken away when it is read.
  const bool padded = plain.front() == '`' || plain.back() == '`' ||
                      (plain.front() == ' ' && plain.back() == ' ');
  if (padded) out += ' ';
  for (const char c : plain) {
    // A table's cells end here even in code.
    if (c == '|') out += '\\';
    out += c;
  }
  if (padded) out += ' ';
  return out + fence;
}

}  // namespace hrscan::markdown
