// The bytes of an input come in blocks that may end within a line; notes that
// belong to a line's end wait for it. All text goes out by put_text() and
// put_note(), in order.
#include "hrscan/annotator.h"

#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotation.h"
#include "base/bytes.h"
#include "base/name_table.h"

namespace hrscan {
namespace {

constexpr std::string_view kStyleNames[] = {"inline", "trailing", "below"};

// What is kept of a line until it is known whether it is shown.
constexpr std::size_t kMostKept = 64 * 1024;

// Notes for the end of a line wait in memory, and lines may be endless.
constexpr std::size_t kMostNotes = 1000;

using CodeSet = std::set<std::pair<StatusCode, CodeKind>>;

}  // namespace

std::string_view to_string(NoteStyle style) {
  return name_of(kStyleNames, style);
}
std::optional<NoteStyle> parse_note_style(std::string_view text) {
  return value_of<NoteStyle>(kStyleNames, text);
}

class Annotator::Writer {
 public:
  Writer(const Catalog& catalog, std::ostream& out, AnnotateOptions options)
      : catalog_(catalog), out_(out), options_(std::move(options)) {
    format_.marked = options_.style != NoteStyle::kInline;
    format_.words = &options_.words;
    format_.max_width = options_.max_width;
  }

  void begin_input(const InputInfo& info) {
    intact_ = info.intact;
    broken_ = false;
    explained_.clear();
    line_end_ = "\n";
    begin_line();
  }

  bool block(const Block& block) {
    std::string_view bytes = block.bytes;
    if (intact_) {
      // What is copied before the question is what was there.
      copy_.assign(bytes);
      bytes = copy_;
      broken_ = !intact_();
      if (broken_) return false;
    }
    std::size_t done = 0;
    for (const Finding& finding : block.findings) {
      const auto end = static_cast<std::size_t>(finding.offset - block.offset) +
                       finding.length;
      text(bytes.substr(done, end - done));
      done = end;
      found(block, finding);
    }
    text(bytes.substr(done));
    const std::size_t newline = find_last(bytes, '\n');
    if (newline != std::string_view::npos) {
      line_end_ = newline > 0 && bytes[newline - 1] == '\r' ? "\r\n" : "\n";
    }
    return out_.good();
  }

  // The last line may have no line end.
  void end_input() {
    if (broken_) return;
    let_go_of_return();
    if (notes_.empty()) return;
    if (options_.style == NoteStyle::kBelow) {
      put_note(kNoLineEndNote);
      put_text(line_end_);
    }
    put_notes(line_end_);
    begin_line();
  }

 private:
  // The log's bytes and ours: what encodes them has its place here.
  void put_text(std::string_view text) {
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  }
  void put_note(std::string_view note) { put_text(note); }

  void begin_line() {
    notes_.clear();
    in_notes_.clear();
    has_finding_ = false;
    kept_.clear();
    cut_ = false;
    held_return_ = false;
  }

  bool waits_for_line_end() const {
    return options_.only_findings || !notes_.empty();
  }

  void text(std::string_view text) {
    while (!text.empty()) {
      if (!waits_for_line_end()) return put_text(text);
      if (!shown()) return keep(text);
      const std::size_t newline = text.find('\n');
      if (newline == std::string_view::npos) return within_line(text);
      end_line(text.substr(0, newline + 1));
      text.remove_prefix(newline + 1);
    }
  }

  bool shown() const { return !options_.only_findings || has_finding_; }

  // Of lines without findings the last one, which is not complete.
  void keep(std::string_view text) {
    const std::size_t newline = find_last(text, '\n');
    if (newline != std::string_view::npos) {
      text.remove_prefix(newline + 1);
      begin_line();
    }
    kept_ += text;
    if (kept_.size() <= kMostKept) return;
    kept_.erase(0, kept_.size() - kMostKept);
    cut_ = true;
  }

  // A return at the end may be one half of a line end.
  void within_line(std::string_view text) {
    let_go_of_return();
    held_return_ = text.ends_with('\r');
    if (held_return_) text.remove_suffix(1);
    put_text(text);
  }

  void let_go_of_return() {
    if (std::exchange(held_return_, false)) put_text("\r");
  }

  // `rest` is the line from where it was written so far.
  void end_line(std::string_view rest) {
    std::string_view end = "\n";
    if (rest == "\n" && held_return_) {
      end = "\r\n";
    } else {
      let_go_of_return();
      if (rest.ends_with("\r\n")) end = "\r\n";
    }
    held_return_ = false;
    put_text(rest.substr(0, rest.size() - std::min(rest.size(), end.size())));
    if (options_.style == NoteStyle::kBelow) {
      put_text(end);
      put_notes(end);
    } else {
      put_notes({});
      put_text(end);
    }
    begin_line();
  }

  void put_notes(std::string_view line_end) {
    for (const std::string& note : notes_) {
      put_note(note);
      if (options_.style == NoteStyle::kBelow) put_text(line_end);
    }
  }

  void found(const Block& block, const Finding& finding) {
    if (!std::exchange(has_finding_, true) && options_.only_findings) {
      if (cut_) put_text("...");
      put_text(kept_);
      kept_.clear();
    }
    const auto code = std::pair(finding.code, finding.kind);
    if (options_.once && !explained_.insert(code).second) return;
    if (!format_.marked) return put_note(note_for(block, finding));
    if (in_notes_.size() < kMostNotes && in_notes_.insert(code).second) {
      notes_.push_back(note_for(block, finding));
    }
  }

  std::string note_for(const Block& block, const Finding& finding) const {
    const std::string_view name = block.written_name(finding);
    const Meaning meaning = catalog_.meaning(
        finding.code, finding.kind,
        name.empty() ? block.mentioned_name(finding) : name);
    std::string note;
    append_note({meaning, !name.empty(), finding.extend}, format_, note);
    return note;
  }

  const Catalog& catalog_;
  std::ostream& out_;
  const AnnotateOptions options_;
  NoteFormat format_;

  // The input's.
  std::function<bool()> intact_;
  bool broken_ = false;  // what comes is not the input's any more
  std::string copy_;
  CodeSet explained_;
  std::string_view line_end_;  // as the input has it

  // The line's.
  std::vector<std::string> notes_;  // for its end
  CodeSet in_notes_;
  bool has_finding_ = false;
  std::string kept_;  // its beginning, while it is not shown
  bool cut_ = false;  // of which something is missing
  bool held_return_ = false;
};

Annotator::Annotator(const Catalog& catalog, std::ostream& out,
                     AnnotateOptions options)
    : writer_(std::make_unique<Writer>(catalog, out, std::move(options))) {}
Annotator::~Annotator() = default;

void Annotator::begin_input(const InputInfo& info) {
  writer_->begin_input(info);
}
bool Annotator::block(const Block& block) { return writer_->block(block); }
void Annotator::end_input(const InputTotals&) { writer_->end_input(); }

}  // namespace hrscan
