#include "annotate/block_writer.h"

#include <utility>

#include "base/bytes.h"

namespace hrscan {
namespace {

// What is kept of a line until it is known whether it is shown.
constexpr std::size_t kMostKept = 64 * 1024;

// Notes for the end of a line wait in memory, and lines may be endless.
constexpr std::size_t kMostNotes = 1000;

// When a note is made, the text around its token has left the first-level cache
// since it was matched: the token of a finding so many further on is asked for,
// with what stands behind it.
constexpr std::size_t kAhead = 4;
constexpr std::size_t kNear = 64;

bool starts_line(const Block& block) {
  const std::uint64_t at = block.offset - block.context_offset;
  return block.offset == 0 ||
         (at > 0 && block.context[static_cast<std::size_t>(at) - 1] == '\n');
}

}  // namespace

BlockWriter::BlockWriter(const Catalog& catalog, const AnnotateOptions& options)
    : catalog_(catalog), options_(options) {
  format_.marked = options_.style != NoteStyle::kInline;
  format_.words = &options_.words;
  format_.max_width = options_.max_width;
}

void BlockWriter::begin_input() {
  explained_.clear();
  line_end_ = "\n";
  encoding_ = Encoding::kUtf8;
  begin_line();
}

bool BlockWriter::write(const Block& block, Annotated& out,
                        const MakeRoom& make_room) {
  block_ = &block;
  bytes_ = block.bytes;
  out_ = &out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < block.findings.size(); ++i) {
    const Finding& finding = block.findings[i];
    if (i + kAhead < block.findings.size()) {
      const Finding& later = block.findings[i + kAhead];
      prefetch(bytes_.substr(
          static_cast<std::size_t>(later.offset - block.offset), kNear));
    }
    const auto end = static_cast<std::size_t>(finding.offset - block.offset) +
                     finding.length;
    text(done, end);
    done = end;
    found(finding, end);
    if (out.size() > kMost && !make_room(out)) return false;
  }
  text(done, bytes_.size());
  pass(block);
  return true;
}

void BlockWriter::pass(const Block& block) {
  const std::size_t newline = find_last(block.bytes, '\n');
  if (newline != std::string_view::npos) {
    const bool with_return = newline > 0 && block.bytes[newline - 1] == '\r';
    line_end_ =
        encode(with_return ? "\r\n" : "\n", block.encoding_before(newline + 1));
  }
  if (!block.bytes.empty()) {
    encoding_ = block.encoding_before(block.bytes.size());
  }
}

bool BlockWriter::stands_alone(const Block& block) const {
  if (options_.once || block.decoded_from != nullptr) return false;
  if (options_.style == NoteStyle::kInline && !options_.only_findings) {
    return true;
  }
  return starts_line(block) && block.bytes.ends_with('\n');
}

void BlockWriter::end_input(Annotated& out) {
  out_ = &out;
  let_go_of_return();
  if (notes_.empty()) return;
  if (options_.style == NoteStyle::kBelow) {
    put(encode(kNoLineEndNote, encoding_));
    put(line_end_);
  }
  put_notes(encoding_, line_end_);
  begin_line();
}

void BlockWriter::begin_line() {
  notes_.clear();
  in_notes_.clear();
  has_finding_ = false;
  kept_.clear();
  cut_ = false;
  held_return_.clear();
}

// The log's own text, bytes_[from, to).
void BlockWriter::text(std::size_t from, std::size_t to) {
  while (from < to) {
    if (!waits_for_line_end()) return put_original(from, to);
    if (!shown()) return keep(from, to);
    const std::size_t newline = bytes_.substr(from, to - from).find('\n');
    if (newline == std::string_view::npos) return within_line(from, to);
    end_line(from, from + newline + 1);
    from += newline + 1;
  }
}

// Of lines without findings the last one, which is not complete.
void BlockWriter::keep(std::size_t from, std::size_t to) {
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
void BlockWriter::within_line(std::size_t from, std::size_t to) {
  let_go_of_return();
  if (bytes_[to - 1] == '\r') {
    held_return_ = original(to - 1, to);
    --to;
  }
  put_original(from, to);
}

void BlockWriter::let_go_of_return() {
  put(held_return_);
  held_return_.clear();
}

// The line that ends with bytes_[to - 1], from where it was written so far.
void BlockWriter::end_line(std::size_t from, std::size_t to) {
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
  put_original(from, text_end);
  if (options_.style == NoteStyle::kBelow) {
    put(end);
    put_notes(encoding, end);
  } else {
    put_notes(encoding, {});
    put(end);
  }
  begin_line();
}

void BlockWriter::put_notes(Encoding encoding, std::string_view line_end) {
  for (const std::string& note : notes_) {
    put(encode(note, encoding));
    if (options_.style == NoteStyle::kBelow) put(line_end);
  }
}

// A finding whose token ends at bytes_[end - 1].
void BlockWriter::found(const Finding& finding, std::size_t end) {
  const Encoding encoding = block_->encoding_before(end);
  if (!std::exchange(has_finding_, true) && options_.only_findings) {
    if (cut_) put(encode("...", encoding));
    put(kept_);
    kept_.clear();
  }
  const auto code = std::pair(finding.code, finding.kind);
  if (options_.once && !explained_.insert(code).second) return;
  if (!format_.marked) {
    const std::string& note = note_for(finding);
    const bool wide =
        encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
    return wide ? put(encode(note, encoding)) : put(note);
  }
  if (in_notes_.size() < kMostNotes && in_notes_.insert(code).second) {
    notes_.push_back(note_for(finding));
  }
}

const std::string& BlockWriter::note_for(const Finding& finding) {
  const std::string_view beside = block_->symbol_beside(finding);
  const KnownNote& note =
      known_notes_.find(finding, beside, Told::kBeside, [&](KnownNote& made) {
        const std::string_view written = block_->written_name(finding);
        made.may_be_mentioned =
            written.empty() &&
            catalog_.may_be_mentioned(finding.code, finding.kind);
        make_note(finding, written, /*is_written=*/!written.empty(), made);
      });
  if (!note.may_be_mentioned) return note.text;
  const std::string_view mentioned = block_->mentioned_name(finding);
  if (mentioned.empty()) return note.text;
  return known_notes_
      .find(finding, mentioned, Told::kMentioned,
            [&](KnownNote& made) {
              make_note(finding, mentioned, /*is_written=*/false, made);
            })
      .text;
}

void BlockWriter::make_note(const Finding& finding, std::string_view name,
                            bool is_written, KnownNote& made) const {
  const Meaning meaning = catalog_.meaning(finding.code, finding.kind, name);
  append_note({meaning, is_written, finding.extend}, format_, made.text);
}

}  // namespace hrscan
