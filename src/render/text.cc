// Findings for people: a line each,
//
//   CBS.log:12:45: 0x80070005 E_ACCESSDENIED [retry: unlikely] The caller...
//
// and with context the log's own lines around it, told apart by '-':
//
//   CBS.log-11-the line before
//   CBS.log:12:45: 0x80070005 E_ACCESSDENIED [retry: unlikely] The caller...
//   CBS.log-12-the line itself
//   CBS.log-13-the line behind
#include <fmt/format.h>

#include <deque>
#include <ostream>
#include <string>

#include "code/setup_extend.h"
#include "render/finding_fields.h"
#include "render/renderers.h"
#include "render/style.h"

namespace hrscan {
namespace {

// Longer lines are cut where they are shown as context: what is kept of them
// must not grow with the log's lines.
constexpr std::size_t kMostOfLine = 4096;

// A line of the log while it is kept.
struct KeptLine {
  std::uint64_t number = 0;
  std::string text;
  bool cut = false;
};

// Decides which lines are shown. Lines come in pieces of blocks; the last
// `count` are kept until a finding asks for them.
//
// At any time: before_ holds lines that were not shown and stand directly
// before current_; after_ says how many more are owed to the last finding.
class ContextWindow {
 public:
  explicit ContextWindow(std::size_t count) : count_(count) {}

  void begin_input() {
    before_.clear();
    current_ = {};
    current_.number = 1;
    after_ = 0;
    found_ = false;
    last_shown_ = 0;
  }

  // `show_line(line)` and `show_gap()` write what is to be shown.
  template <typename ShowLine, typename ShowGap>
  void finding(ShowLine show_line, ShowGap show_gap) {
    if (found_) return;
    found_ = true;
    const std::uint64_t first =
        before_.empty() ? current_.number : before_.front().number;
    const bool follows = last_shown_ != 0 && first == last_shown_ + 1;
    if (anything_shown_ && !follows) show_gap();
    for (const KeptLine& line : before_) show_line(line);
    before_.clear();
    anything_shown_ = true;
  }

  void append(std::string_view piece) {
    const std::size_t room = kMostOfLine - current_.text.size();
    current_.cut = current_.cut || piece.size() > room;
    current_.text += piece.substr(0, room);
  }

  template <typename ShowLine>
  void end_line(ShowLine show_line) {
    if (found_ || after_ > 0) {
      after_ = found_ ? count_ : after_ - 1;
      last_shown_ = current_.number;
      show_line(current_);
    } else {
      keep_current();
    }
    found_ = false;
    current_.number += 1;
    current_.text.clear();
    current_.cut = false;
  }

  bool line_is_open() const { return found_ || !current_.text.empty(); }

 private:
  void keep_current() {
    if (before_.size() == count_) before_.pop_front();
    before_.push_back(current_);
  }

  const std::size_t count_;
  std::deque<KeptLine> before_;
  KeptLine current_;
  std::size_t after_ = 0;
  bool found_ = false;  // in current_
  bool anything_shown_ = false;
  std::uint64_t last_shown_ = 0;  // in this input; 0: none yet
};

class TextRenderer final : public Sink {
 public:
  TextRenderer(const Catalog& catalog, const RenderOptions& options,
               std::ostream& out)
      : catalog_(catalog),
        options_(options),
        out_(out),
        window_(options.context) {}

  void begin_input(const InputInfo& info) override {
    path_ = styled(shown(info.name, options_), style::kPath, options_.color);
    window_.begin_input();
  }

  bool block(const Block& block) override {
    if (options_.context == 0) {
      for (const Finding& finding : block.findings) write(block, finding);
    } else {
      block_with_context(block);
    }
    return out_.good();
  }

  void end_input(const InputTotals&) override {
    if (options_.context != 0 && window_.line_is_open()) end_line();
  }

 private:
  void block_with_context(const Block& block) {
    auto next = block.findings.begin();
    std::size_t pos = 0;
    while (pos < block.bytes.size()) {
      const std::size_t newline = block.bytes.find('\n', pos);
      const std::size_t end = std::min(newline, block.bytes.size());
      for (; next != block.findings.end() && next->offset < block.offset + end;
           ++next) {
        window_.finding([&](const KeptLine& line) { write_line(line); },
                        [&] { write_gap(); });
        write(block, *next);
      }
      window_.append(block.bytes.substr(pos, end - pos));
      if (newline != std::string_view::npos) end_line();
      pos = end + 1;
    }
  }

  void end_line() {
    window_.end_line([&](const KeptLine& line) { write_line(line); });
  }

  void write(const Block& block, const Finding& finding) {
    const Meaning meaning = catalog_.meaning(finding.code, finding.kind,
                                             block.decided_name(finding));
    const std::string_view symbol =
        meaning.symbol.empty() ? "(unknown)" : meaning.symbol;
    out_ << fmt::format(
        "{}:{}:{}: {} {} [retry: {}] {}{}\n", path_,
        styled(fmt::format("{}", finding.line), style::kLine, options_.color),
        finding.column,
        styled(to_hex(finding.code), style::kBold, options_.color),
        shown(symbol, options_),
        styled(to_string(meaning.retry), retry_style(meaning.retry),
               options_.color),
        shown(describe(meaning), options_), setup_words(finding));
  }

  // What Windows setup adds to a code.
  static std::string setup_words(const Finding& finding) {
    std::string words;
    if (finding.extend != 0) {
      words += fmt::format(" ({})", setup_detail(finding.extend));
    }
    if (finding.cause_of != 0) {
      words += fmt::format(" (remapped to {})",
                           to_hex(StatusCode(finding.cause_of)));
    }
    return words;
  }

  void write_line(const KeptLine& line) {
    std::string_view text = line.text;
    if (text.ends_with('\r')) text.remove_suffix(1);
    out_ << fmt::format(
        "{}-{}-{}{}\n", path_,
        styled(fmt::format("{}", line.number), style::kLine, options_.color),
        shown(text, options_), line.cut ? "..." : "");
  }

  void write_gap() { out_ << "--\n"; }

  const Catalog& catalog_;
  const RenderOptions options_;
  std::ostream& out_;
  ContextWindow window_;
  std::string path_;  // as shown
};

}  // namespace

std::unique_ptr<Sink> make_text_renderer(const Catalog& catalog,
                                         const RenderOptions& options,
                                         std::ostream& out) {
  return std::make_unique<TextRenderer>(catalog, options, out);
}

}  // namespace hrscan
