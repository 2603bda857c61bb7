#include "hrscan/annotator.h"

#include <algorithm>
#include <cstring>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotation.h"

namespace hrscan {
namespace {

// Reads another source and leaves its notes out.
class StrippedSource final : public Source {
 public:
  explicit StrippedSource(std::unique_ptr<Source> inner)
      : inner_(std::move(inner)) {}

  const std::string& name() const override { return inner_->name(); }
  // An input without notes can be seen as it is.
  std::optional<std::string_view> view() override {
    if (!looked_) {
      looked_ = true;
      view_ = inner_->view();
      if (view_ && find_note(*view_, 0)) view_.reset();
    }
    return view_;
  }
  std::optional<std::uint64_t> size() const override { return inner_->size(); }
  Result<void> finish() override { return inner_->finish(); }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    while (ready_ == given_) {
      if (at_end_) return std::size_t{0};
      const Result<void> more = fill();
      if (!more.ok()) return more.error();
    }
    const std::size_t count = std::min(size, ready_ - given_);
    std::memcpy(buffer, text_.data() + given_, count);
    given_ += count;
    return count;
  }

 private:
  static constexpr std::size_t kReadSize = 256 * 1024;

  // Adds input to text_, of which [given_, ready_) has no notes and may be
  // given. What was given last stays as context: a note must stand behind a
  // token.
  Result<void> fill() {
    const std::size_t keep = std::min(given_, kNoteContext);
    text_.erase(0, given_ - keep);
    ready_ -= given_ - keep;
    given_ = keep;
    const Result<void> got = append_input();
    if (!got.ok()) return got;

    std::string clean;
    std::size_t copied = 0;
    while (const auto note =
               find_note(text_, std::max(copied, ready_), copied > 0)) {
      clean.append(text_, copied, note->begin - copied);
      copied = note->end;
    }
    if (copied > 0) text_ = clean.append(text_, copied);
    // A brace so far back that it was given already begins no note any more.
    ready_ = std::max(given_, at_end_ ? text_.size() : unfinished_note(text_));
    return {};
  }

  Result<void> append_input() {
    const std::size_t old_size = text_.size();
    text_.resize(old_size + kReadSize);
    const Result<std::size_t> count =
        inner_->read(text_.data() + old_size, kReadSize);
    text_.resize(old_size + (count.ok() ? *count : 0));
    if (!count.ok()) return count.error();
    at_end_ = *count == 0;
    return {};
  }

  std::unique_ptr<Source> inner_;
  bool looked_ = false;
  std::optional<std::string_view> view_;
  bool at_end_ = false;
  std::string text_;
  std::size_t given_ = 0;
  std::size_t ready_ = 0;
};

}  // namespace

bool Annotator::block(const Block& block) {
  std::string note;
  std::size_t written = 0;
  for (const Finding& finding : block.findings) {
    const auto end = static_cast<std::size_t>(finding.offset - block.offset) +
                     finding.length;
    out_ << block.original(written, end);
    written = end;
    note.clear();
    const std::string_view name = block.written_name(finding);
    append_note(catalog_.meaning(finding.code, finding.kind, name),
                !name.empty(), note);
    out_ << encode(note, block.encoding_before(end));
  }
  out_ << block.original(written, block.bytes.size());
  return out_.good();
}

std::unique_ptr<Source> without_annotations(std::unique_ptr<Source> source) {
  return std::make_unique<StrippedSource>(std::move(source));
}

Result<void> strip(std::unique_ptr<Source> source, std::ostream& out) {
  const std::unique_ptr<Source> stripped =
      without_annotations(std::move(source));
  std::vector<char> buffer(256 * 1024);
  while (out.good()) {
    const Result<std::size_t> count =
        stripped->read(buffer.data(), buffer.size());
    if (!count.ok()) return count.error();
    if (*count == 0) break;
    out.write(buffer.data(), static_cast<std::streamsize>(*count));
  }
  return stripped->finish();
}

}  // namespace hrscan
