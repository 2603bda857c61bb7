// A source without the notes of another, and the way to write it.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <ostream>
#include <string>
#include <utility>

#include "annotate/annotation.h"
#include "base/buffer.h"
#include "hrscan/annotator.h"

namespace hrscan {
namespace {

constexpr std::size_t kReadSize = 256 * 1024;

// What of the text before a note may still be asked about.
constexpr std::size_t kKeptBefore = 2 * kBeforeNote;

// Takes notes out of a text that comes in pieces. Each closing brace is looked
// at once, with what is left of the text before it: so a note that only the
// removal of another one made is removed too, and no second pass would find any
// more.
class Stripper {
 public:
  Stripper() = default;
  // Goes on behind `before`, in which no note begins.
  explicit Stripper(std::string_view before)
      : used_(before.size()),
        clean_(before.substr(before.size() -
                             std::min(before.size(), kKeptBefore))),
        from_start_(clean_.size() == before.size()),
        given_(clean_.size()),
        ready_(clean_.size()) {}

  // The next piece, or the end.
  void put(std::string_view piece) {
    if (raw_.empty()) {
      raw_ = piece.substr(process(piece, /*at_end=*/false));
      return;
    }
    raw_ += piece;
    raw_.erase(0, process(raw_, /*at_end=*/false));
  }
  void end() {
    process(raw_, /*at_end=*/true);
    ready_ = clean_.size();
  }

  // Text without notes that was not given yet.
  std::string_view ready() const {
    return std::string_view(clean_).substr(given_, ready_ - given_);
  }
  void give(std::size_t size) { given_ += size; }

 private:
  // Returns how much of `raw` could be used.
  std::size_t process(std::string_view raw, bool at_end) {
    forget();
    std::size_t pos = 0;
    while (pos < raw.size()) {
      if (owns_line_end_ && !skip_line_end(raw, pos, at_end)) break;
      const std::size_t brace = raw.find('}', pos);
      if (brace == std::string_view::npos) {
        clean_ += raw.substr(pos);
        pos = raw.size();
        break;
      }
      clean_ += raw.substr(pos, brace - pos);
      pos = brace;
      const bool wide = clean_.ends_with('\0');
      // Whether a zero follows must be known.
      if (wide && pos + 1 == raw.size() && !at_end) break;
      clean_ += raw[pos++];
      if (take_note(note_ending(clean_, from_start_))) continue;
      if (wide) take_wide_note(raw, pos);
    }
    used_ += pos;
    ready_ = std::max(given_, unfinished_note(clean_, used_ % 2 != 0));
    return pos;
  }

  // What was given is kept only as far as a note may need it before itself.
  void forget() {
    if (given_ <= kReadSize) return;
    const std::size_t drop = given_ - kKeptBefore;
    clean_.erase(0, drop);
    given_ -= drop;
    ready_ -= drop;
    if (last_line_end_ != std::string::npos) last_line_end_ -= drop;
    from_start_ = false;
  }

  bool take_note(const std::optional<NoteEnding>& note) {
    if (!note || note->begin < given_) return false;
    const std::string_view text = std::string_view(clean_).substr(note->begin);
    const bool by_mark = text == kNoLineEndNote || is_wide_mark(text);
    clean_.resize(note->begin);
    owns_line_end_ = note->owns_line_end || note->begin == last_line_end_;
    wide_ = false;
    if (by_mark) last_line_end_ = note->begin;
    return true;
  }

  // A zero stands before the brace. Where one stands behind it too, the brace
  // is read as little-endian; should it be big-endian, the zero that is taken
  // away behind the note is the one that is left before it.
  void take_wide_note(std::string_view raw, std::size_t& pos) {
    const bool little = pos < raw.size() && raw[pos] == '\0';
    if (little) clean_ += raw[pos++];
    if (!take_note(wide_note_ending(clean_, !little, from_start_))) return;
    // The line end of a note's line is a copy of the one before it, and may be
    // 8-bit.
    wide_ = !clean_.ends_with('\n');
  }

  // Behind a note that may own the line end. False: more has to be seen.
  bool skip_line_end(std::string_view raw, std::size_t& pos, bool at_end) {
    using namespace std::string_view_literals;
    const std::string_view rest = raw.substr(pos);
    const std::string_view long_end = wide_ ? "\r\0\n\0"sv : "\r\n"sv;
    const std::string_view short_end = wide_ ? "\n\0"sv : "\n"sv;
    if (rest.size() < long_end.size() && !at_end &&
        (long_end.starts_with(rest) || short_end.starts_with(rest))) {
      if (rest != short_end) return false;
    }
    if (rest.starts_with(long_end)) {
      pos += long_end.size();
    } else if (rest.starts_with(short_end)) {
      pos += short_end.size();
    } else if (wide_ && clean_.ends_with('\0') &&
               (rest.starts_with('\n') || rest.starts_with("\r\0\n"sv))) {
      // Big-endian, and no zero follows; see take_wide_note().
      clean_.pop_back();
      pos += rest.starts_with('\n') ? 1 : 3;
    }
    owns_line_end_ = false;
    return true;
  }

  std::uint64_t used_ = 0;  // bytes of the input in or taken from clean_
  std::string raw_;         // not looked at yet
  std::string clean_;  // without notes, from where the last notes may begin
  bool from_start_ = true;  // clean_ is all of the text so far
  std::size_t given_ = 0;
  std::size_t ready_ = 0;
  // A note was taken out at the end of clean_, and a line end that follows it
  // goes too.
  bool owns_line_end_ = false;
  bool wide_ = false;  // that line end is UTF-16
  // Where the last line ends that has no line end; the lines of notes behind it
  // have begun there.
  std::size_t last_line_end_ = std::string::npos;
};

// Reads another source and leaves its notes out.
class StrippedSource final : public Source {
 public:
  // `before`: of the same text, what comes before the source.
  explicit StrippedSource(std::unique_ptr<Source> inner,
                          std::string_view before = {})
      : inner_(std::move(inner)), buffer_(kReadSize), stripper_(before) {}

  const std::string& name() const override { return inner_->name(); }
  // An input without notes can be seen as it is.
  std::optional<std::string_view> view() override {
    const std::optional<std::string_view> view = raw_view();
    if (view && !has_notes_) has_notes_ = has_note(*view);
    return has_notes_.value_or(false) ? std::nullopt : view;
  }
  std::optional<std::string_view> raw_view() override {
    if (!view_) view_ = inner_->view();
    return view_;
  }
  bool is_clean(std::size_t from, std::size_t to) const override {
    if (!view_->substr(0, to).ends_with('\n')) {
      to = std::min(view_->find('\n', to), view_->size() - 1) + 1;
    }
    if (has_note(*view_, from, to)) return false;
    // A note in UTF-16 can have the byte of a line end within, and notes may
    // stand in it.
    const bool odd_end = to % 2 != 0;
    return to == view_->size() ||
           unfinished_note(view_->substr(0, to), odd_end) == to;
  }
  std::unique_ptr<Source> clean_rest(std::size_t from) override {
    return std::make_unique<StrippedSource>(
        open_text(name(), view_->substr(from)), view_->substr(0, from));
  }
  Copier copier() const override { return inner_->copier(); }
  // Reading copies everything twice more.
  bool prefers_view() override { return raw_view().has_value(); }
  bool intact() const override { return inner_->intact(); }
  std::optional<std::uint64_t> size() const override { return inner_->size(); }
  Result<void> finish() override { return inner_->finish(); }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    while (stripper_.ready().empty()) {
      if (at_end_) return std::size_t{0};
      const Result<std::size_t> count =
          inner_->read(buffer_.data(), buffer_.size());
      if (!count.ok()) return count.error();
      at_end_ = *count == 0;
      if (at_end_) {
        stripper_.end();
      } else {
        stripper_.put({buffer_.data(), *count});
      }
    }
    const std::size_t count = stripper_.ready().copy(buffer, size);
    stripper_.give(count);
    return count;
  }

 private:
  std::unique_ptr<Source> inner_;
  std::optional<std::string_view> view_;  // with notes
  std::optional<bool> has_notes_;
  Buffer buffer_;
  Stripper stripper_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<Source> without_annotations(std::unique_ptr<Source> source) {
  return std::make_unique<StrippedSource>(std::move(source));
}

Result<void> strip(std::unique_ptr<Source> source, std::ostream& out) {
  const std::unique_ptr<Source> stripped =
      without_annotations(std::move(source));
  // Of a pipe that is being written to, nothing waits.
  const bool live = !stripped->size();
  Buffer buffer(kReadSize);
  while (out.good()) {
    const Result<std::size_t> count =
        stripped->read(buffer.data(), buffer.size());
    if (!count.ok()) return count.error();
    if (*count == 0) break;
    out.write(buffer.data(), static_cast<std::streamsize>(*count));
    if (live) out.flush();
  }
  return stripped->finish();
}

}  // namespace hrscan
