// The bytes of an input come in blocks that may end within a line; notes that
// belong to a line's end wait for it. The text that lines are found in is
// UTF-8; what is written are the input's own bytes, and notes in its encoding.
#include "hrscan/annotator.h"

#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotation.h"
#include "annotate/known_notes.h"
#include "base/bytes.h"
#include "base/name_table.h"
#include "hrscan/encoding.h"

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
    encoding_ = Encoding::kUtf8;
    begin_line();
  }

  bool block(const Block& block) {
    block_ = &block;
    bytes_ = block.bytes;
    if (intact_) {
      // What is copied before the question is what was there.
      copy_.assign(bytes_);
      bytes_ = copy_;
      broken_ = !intact_();
      if (broken_) return false;
    }
    std::size_t done = 0;
    for (const Finding& finding : block.findings) {
      const auto end = static_cast<std::size_t>(finding.offset - block.offset) +
                       finding.length;
      text(done, end);
      done = end;
      found(finding, end);
    }
    text(done, bytes_.size());
    const std::size_t newline = find_last(bytes_, '\n');
    if (newline != std::string_view::npos) {
      const bool with_return = newline > 0 && bytes_[newline - 1] == '\r';
      line_end_ = encode(with_return ? "\r\n" : "\n",
                         block.encoding_before(newline + 1));
    }
    if (!bytes_.empty()) encoding_ = block.encoding_before(bytes_.size());
    return out_.good();
  }

  // The last line may have no line end.
  void end_input() {
    if (broken_) return;
    let_go_of_return();
    if (notes_.empty()) return;
    if (options_.style == NoteStyle::kBelow) {
      put(encode(kNoLineEndNote, encoding_));
      put(line_end_);
    }
    put_notes(encoding_, line_end_);
    begin_line();
  }

 private:
  void put(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  // What bytes_[from, to) were in the input. Mapped input that is text as it is
  // was copied.
  std::string_view original(std::size_t from, std::size_t to) const {
    return block_->decoded_from == nullptr ? bytes_.substr(from, to - from)
                                           : block_->original(from, to);
  }

  void begin_line() {
    notes_.clear();
    in_notes_.clear();
    has_finding_ = false;
    kept_.clear();
    cut_ = false;
    held_return_.clear();
  }

  bool waits_for_line_end() const {
    return options_.only_findings || !notes_.empty();
  }

  // The log's own text, bytes_[from, to).
  void text(std::size_t from, std::size_t to) {
    while (from < to) {
      if (!waits_for_line_end()) return put(original(from, to));
      if (!shown()) return keep(from, to);
      const std::size_t newline = bytes_.substr(from, to - from).find('\n');
      if (newline == std::string_view::npos) return within_line(from, to);
      end_line(from, from + newline + 1);
      from += newline + 1;
    }
  }

  bool shown() const { return !options_.only_findings || has_finding_; }

  // Of lines without findings the last one, which is not complete.
  void keep(std::size_t from, std::size_t to) {
    const std::size_t newline = find_last(bytes_.substr(from, to - from), '\n');
    if (newline != std::string_view::npos) {
      from += newline + 1;
      begin_line();
    }
    kept_ += original(from, to);
    if (kept_.size() <= kMostKept) return;
    // By whole units of UTF-16.
    kept_.erase(0, (kept_.size() - kMostKept + 1) / 2 * 2);
    cut_ = true;
  }

  // A return at the end may be one half of a line end.
  void within_line(std::size_t from, std::size_t to) {
    let_go_of_return();
    if (bytes_[to - 1] == '\r') {
      held_return_ = original(to - 1, to);
      --to;
    }
    put(original(from, to));
  }

  void let_go_of_return() {
    put(held_return_);
    held_return_.clear();
  }

  // The line that ends with bytes_[to - 1], from where it was written so far.
  void end_line(std::size_t from, std::size_t to) {
    const Encoding encoding = block_->encoding_before(to);
    std::size_t text_end = to - 1;
    std::string end(original(to - 1, to));
    if (text_end > from && bytes_[text_end - 1] == '\r') {
      --text_end;
      end = original(text_end, to);
    } else if (text_end == from && !held_return_.empty()) {
      end = std::exchange(held_return_, {}) + end;
    }
    let_go_of_return();
    put(original(from, text_end));
    if (options_.style == NoteStyle::kBelow) {
      put(end);
      put_notes(encoding, end);
    } else {
      put_notes(encoding, {});
      put(end);
    }
    begin_line();
  }

  void put_notes(Encoding encoding, std::string_view line_end) {
    for (const std::string& note : notes_) {
      put(encode(note, encoding));
      if (options_.style == NoteStyle::kBelow) put(line_end);
    }
  }

  // A finding whose token ends at bytes_[end - 1].
  void found(const Finding& finding, std::size_t end) {
    const Encoding encoding = block_->encoding_before(end);
    if (!std::exchange(has_finding_, true) && options_.only_findings) {
      if (cut_) put(encode("...", encoding));
      put(kept_);
      kept_.clear();
    }
    const auto code = std::pair(finding.code, finding.kind);
    if (options_.once && !explained_.insert(code).second) return;
    if (!format_.marked) {
      const std::string& note = note_for(*block_, finding);
      const bool wide =
          encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
      return wide ? put(encode(note, encoding)) : put(note);
    }
    if (in_notes_.size() < kMostNotes && in_notes_.insert(code).second) {
      notes_.push_back(note_for(*block_, finding));
    }
  }

  const std::string& note_for(const Block& block, const Finding& finding) {
    const std::string_view written = block.written_name(finding);
    const std::string_view name =
        written.empty() ? block.mentioned_name(finding) : written;
    return known_notes_.find(
        finding, name, !written.empty(), [&](std::string& note) {
          const Meaning meaning =
              catalog_.meaning(finding.code, finding.kind, name);
          append_note({meaning, !written.empty(), finding.extend}, format_,
                      note);
        });
  }

  const Catalog& catalog_;
  std::ostream& out_;
  const AnnotateOptions options_;
  NoteFormat format_;
  KnownNotes known_notes_;

  // The input's.
  std::function<bool()> intact_;
  bool broken_ = false;  // what comes is not the input's any more
  std::string copy_;
  CodeSet explained_;
  std::string line_end_;                 // as the input has it
  Encoding encoding_ = Encoding::kUtf8;  // at the end of what was seen

  // The block's, while it is written.
  const Block* block_ = nullptr;
  std::string_view bytes_;  // its text

  // The line's.
  std::vector<std::string> notes_;  // for its end
  CodeSet in_notes_;
  bool has_finding_ = false;
  std::string kept_;         // its beginning, while it is not shown
  bool cut_ = false;         // of which something is missing
  std::string held_return_;  // the input's bytes of one, or none
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
