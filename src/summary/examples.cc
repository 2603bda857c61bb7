#include "hrscan/examples.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/bytes.h"
#include "summary/timestamp.h"

namespace hrscan {
namespace {

// Bytes kept of a line: with the finding, and around it.
constexpr std::size_t kMostOfLine = 400;
constexpr std::size_t kMostOfOther = 240;
// Of these, at least so many before the token where the line's start is cut.
constexpr std::size_t kBeforeToken = 120;
// How far lines before a finding are looked for. Together with as much of the
// finding's own line that is less than what a block has before it at least.
constexpr std::size_t kLookBack = 8 * 1024;
static_assert(2 * kLookBack <= Block::kLineWindow);

constexpr std::uint64_t kLinesApart = 20;

constexpr std::string_view kCut = "...";

std::string_view without_cr(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The next place from `at` on that is not within a character of UTF-8.
std::size_t character_end(std::string_view text, std::size_t at) {
  const auto within = [&](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
  };
  const std::size_t most = std::min(at + 3, text.size());
  while (at < most && within(text[at])) ++at;
  return at;
}

std::string start_of(std::string_view line) {
  line = without_cr(line);
  if (line.size() <= kMostOfOther) return std::string(line);
  return std::string(line.substr(0, character_end(line, kMostOfOther)))
      .append(kCut);
}

// The part of a line around its token.
std::string part_of(const LineView& line, std::size_t token,
                    std::size_t length) {
  const std::string_view text = line.text;
  std::size_t begin = 0;
  if (token + length > kMostOfLine) {
    begin = std::min(token - kBeforeToken, text.size() - kMostOfLine);
  }
  begin = character_end(text, begin);
  const std::size_t end =
      character_end(text, std::min(text.size(), begin + kMostOfLine));
  std::string part;
  if (begin > 0 || !line.from_start) part += kCut;
  part += text.substr(begin, end - begin);
  if (end < text.size() || !line.to_end) part += kCut;
  return part;
}

// The lines before the one with the finding, as far as they are there whole.
std::vector<std::string> lines_before(const Block& block,
                                      const Finding& finding) {
  std::vector<std::string> lines;
  const std::size_t column = finding.column - 1;
  const auto at = static_cast<std::size_t>(block.token(finding).data() -
                                           block.context.data());
  if (column > kLookBack || column > at) return lines;
  const std::size_t end = at - column;
  const std::size_t begin = end - std::min(end, kLookBack);
  const bool from_start = block.context_offset + begin == 0;
  std::string_view text = block.context.substr(begin, end - begin);
  while (!text.empty() && lines.size() < ExampleSink::kLinesAround) {
    text.remove_suffix(1);  // its newline
    const std::size_t newline = find_last(text, '\n');
    const std::size_t start =
        newline == std::string_view::npos ? 0 : newline + 1;
    if (start == 0 && !from_start) break;
    lines.push_back(start_of(text.substr(start)));
    text = text.substr(0, start);
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

// An example that still waits for lines behind it, which may come with later
// blocks.
struct Open {
  std::size_t code = 0;  // index into the result
  std::size_t example = 0;
  bool own_line = true;  // within the line of the finding
  std::string line;      // what came of the line under way
};

}  // namespace

struct ExampleSink::Keeper {
  void add(const Block& block, const Finding& finding);
  void make(const Block& block, const Finding& finding, std::size_t code);
  bool feed(Open& open, std::string_view bytes);
  void end_line(Open& open);

  std::vector<CodeExamples> codes;
  std::vector<std::size_t> last_file;  // of each code's last example
  std::unordered_map<std::uint64_t, std::size_t> index;
  std::vector<Open> open;
  std::string file;
  std::size_t file_number = 0;
};

void ExampleSink::Keeper::add(const Block& block, const Finding& finding) {
  const std::uint64_t key = std::uint64_t{finding.code.value()} << 8 |
                            static_cast<std::uint64_t>(finding.kind);
  const auto known = index.find(key);
  if (known == index.end()) {
    if (codes.size() == kMostCodes) return;
    index.emplace(key, codes.size());
    codes.push_back({finding.code, finding.kind, {}});
    last_file.push_back(0);
    make(block, finding, codes.size() - 1);
    return;
  }
  const std::vector<Example>& examples = codes[known->second].examples;
  if (examples.size() == kMostExamples) return;
  const bool near = last_file[known->second] == file_number &&
                    finding.line < examples.back().line + kLinesApart;
  if (!near) make(block, finding, known->second);
}

void ExampleSink::Keeper::make(const Block& block, const Finding& finding,
                               std::size_t code) {
  const LineView line = block.line(finding);
  const std::string_view token = block.token(finding);
  const auto at = static_cast<std::size_t>(token.data() - line.text.data());
  Example example;
  example.file = file;
  example.line = finding.line;
  example.token = token;
  example.text = part_of(line, at, token.size());
  example.before = lines_before(block, finding);
  if (line.from_start) {
    if (const auto time = parse_timestamp(line.text))
      example.time = time->iso();
  }
  codes[code].examples.push_back(std::move(example));
  last_file[code] = file_number;

  Open waiting = {code, codes[code].examples.size() - 1};
  const std::size_t behind =
      static_cast<std::size_t>(finding.offset - block.offset) + finding.length;
  if (!feed(waiting, block.bytes.substr(behind))) {
    open.push_back(std::move(waiting));
  }
}

// True once the example has all its lines.
bool ExampleSink::Keeper::feed(Open& waiting, std::string_view bytes) {
  for (;;) {
    const std::size_t newline = bytes.find('\n');
    if (!waiting.own_line && waiting.line.size() <= kMostOfOther) {
      // Some more than is shown, so that it can be seen that it was cut.
      waiting.line += bytes.substr(0, std::min(newline, kMostOfOther + 4));
    }
    if (newline == std::string_view::npos) return false;
    end_line(waiting);
    const Example& example = codes[waiting.code].examples[waiting.example];
    if (example.after.size() == kLinesAround) return true;
    bytes.remove_prefix(newline + 1);
  }
}

void ExampleSink::Keeper::end_line(Open& waiting) {
  if (!waiting.own_line) {
    codes[waiting.code].examples[waiting.example].after.push_back(
        start_of(waiting.line));
  }
  waiting.own_line = false;
  waiting.line.clear();
}

ExampleSink::ExampleSink() : keeper_(std::make_unique<Keeper>()) {}

ExampleSink::~ExampleSink() = default;

void ExampleSink::begin_input(const InputInfo& info) {
  keeper_->file = info.name;
  ++keeper_->file_number;
}

bool ExampleSink::block(const Block& block) {
  std::erase_if(keeper_->open, [&](Open& waiting) {
    return keeper_->feed(waiting, block.bytes);
  });
  for (const Finding& finding : block.findings) keeper_->add(block, finding);
  return true;
}

void ExampleSink::end_input(const InputTotals&) {
  for (Open& waiting : keeper_->open) {
    if (!waiting.line.empty()) keeper_->end_line(waiting);
  }
  keeper_->open.clear();
}

const std::vector<CodeExamples>& ExampleSink::result() const {
  return keeper_->codes;
}

}  // namespace hrscan
