#include "annotate/diff.h"

#include <fmt/format.h>

#include <utility>

#include "annotate/annotation.h"
#include "base/escape.h"

namespace hrscan {
namespace {

// "12,3", or the line before where there are none.
std::string range(std::uint64_t start, std::uint64_t lines) {
  return fmt::format("{},{}", lines == 0 ? start - 1 : start, lines);
}

Error spill_error() {
  Error error;
  error.kind = Error::Kind::kWrite;
  error.message = "cannot keep a long diff in a temporary file";
  return error;
}

}  // namespace

Diff::Diff(std::string name, ReadOld read_old, std::ostream& out)
    : name_(escape::terminal(name)),
      read_old_(std::move(read_old)),
      out_(out) {}

Result<void> Diff::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t newline = bytes.find('\n');
    if (newline == std::string_view::npos) {
      new_rest_ += bytes;
      if (new_rest_.size() > kLongestLine) return too_long();
      return {};
    }
    const std::string_view end = bytes.substr(0, newline + 1);
    Result<void> done;
    if (new_rest_.empty()) {
      done = new_line(end);
    } else {
      new_rest_ += end;
      done = new_line(std::exchange(new_rest_, {}));
    }
    if (!done.ok()) return done;
    bytes.remove_prefix(newline + 1);
  }
  return {};
}

Result<bool> Diff::finish() {
  if (!new_rest_.empty()) {
    Result<void> done = new_line(std::exchange(new_rest_, {}));
    if (!done.ok()) return done.error();
  }
  for (;;) {
    const Result<std::optional<std::string>> old = old_line();
    if (!old.ok()) return old.error();
    if (!*old) break;
    Result<void> done = changed(&**old, nullptr);
    if (!done.ok()) return done.error();
  }
  Result<void> closed = close_hunk();
  if (!closed.ok()) return closed.error();
  return any_hunk_;
}

Result<void> Diff::new_line(std::string_view line) {
  const Result<std::optional<std::string>> old = old_line_for(line);
  if (!old.ok()) return old.error();
  if (*old && **old == line) return same(std::string(line));
  return changed(*old ? &**old : nullptr, &line);
}

Result<std::optional<std::string>> Diff::old_line_for(std::string_view line) {
  const bool is_note = is_note_line(line);
  for (;;) {
    Result<std::optional<std::string>> old = old_line();
    if (!old.ok() || !*old || **old == line) return old;
    const bool was_note = is_note_line(**old);
    if (was_note == is_note) return old;
    if (is_note) {
      old_ahead_ = std::move(*old);
      return std::optional<std::string>();
    }
    if (Result<void> done = changed(&**old, nullptr); !done.ok()) {
      return done.error();
    }
  }
}

Result<std::optional<std::string>> Diff::old_line() {
  if (old_ahead_) return std::exchange(old_ahead_, std::nullopt);
  constexpr std::size_t kReadSize = 256 * 1024;
  std::size_t searched = old_used_;
  for (;;) {
    const std::size_t newline = old_text_.find('\n', searched);
    if (newline != std::string::npos || old_ended_) {
      const std::size_t end =
          newline == std::string::npos ? old_text_.size() : newline + 1;
      if (end == old_used_) return std::optional<std::string>();
      std::string line = old_text_.substr(old_used_, end - old_used_);
      old_used_ = end;
      return std::optional(std::move(line));
    }
    old_text_.erase(0, old_used_);
    old_used_ = 0;
    searched = old_text_.size();
    if (searched > kLongestLine) return too_long();
    old_text_.resize(searched + kReadSize);
    const Result<std::size_t> count =
        read_old_(old_text_.data() + searched, kReadSize);
    old_text_.resize(searched + (count.ok() ? *count : 0));
    if (!count.ok()) return count.error();
    old_ended_ = *count == 0;
  }
}

Error Diff::too_long() const {
  Error error;
  error.kind = Error::Kind::kUnsupported;
  error.message =
      fmt::format("the line has more than {} MiB: no diff can be shown",
                  kLongestLine / (1024 * 1024));
  error.file = name_;
  error.line = new_count_ + 1;
  return error;
}

Result<void> Diff::same(std::string line) {
  ++old_count_;
  ++new_count_;
  equal_.push_back(std::move(line));
  if (in_hunk_ && equal_.size() > 2 * kContext) {
    Result<void> closed = close_hunk();
    if (!closed.ok()) return closed;
  }
  if (!in_hunk_ && equal_.size() > kContext) equal_.pop_front();
  return {};
}

Result<void> Diff::changed(const std::string* old_line,
                           const std::string_view* new_line) {
  if (!in_hunk_) open_hunk();
  for (const std::string& line : std::exchange(equal_, {})) {
    if (Result<void> done = add(' ', line); !done.ok()) return done;
  }
  if (old_line != nullptr) {
    ++old_count_;
    if (Result<void> done = add('-', *old_line); !done.ok()) return done;
  }
  if (new_line != nullptr) {
    ++new_count_;
    if (Result<void> done = add('+', *new_line); !done.ok()) return done;
  }
  return {};
}

Result<void> Diff::add(char mark, std::string_view line) {
  if (mark != '+') ++old_lines_;
  if (mark != '-') ++new_lines_;
  body_ += mark;
  body_ += line;
  if (!line.ends_with('\n')) body_ += "\n\\ No newline at end of file\n";
  return body_.size() > kInMemory ? spill() : Result<void>();
}

// A hunk's header counts its lines, so all of it has to be known first. Where
// every line changes, one hunk is as long as the file.
Result<void> Diff::spill() {
  if (spilled_ == nullptr) spilled_.reset(std::tmpfile());
  if (spilled_ == nullptr || std::fwrite(body_.data(), 1, body_.size(),
                                         spilled_.get()) != body_.size()) {
    return spill_error();
  }
  body_.clear();
  return {};
}

void Diff::open_hunk() {
  in_hunk_ = true;
  old_start_ = old_count_ - equal_.size() + 1;
  new_start_ = new_count_ - equal_.size() + 1;
  old_lines_ = 0;
  new_lines_ = 0;
}

Result<void> Diff::close_hunk() {
  if (!in_hunk_) return {};
  for (std::size_t i = 0; i < kContext && !equal_.empty(); ++i) {
    if (Result<void> done = add(' ', equal_.front()); !done.ok()) return done;
    equal_.pop_front();
  }
  in_hunk_ = false;
  if (!any_hunk_) out_ << fmt::format("--- {0}\n+++ {0}\n", name_);
  any_hunk_ = true;
  out_ << fmt::format("@@ -{} +{} @@\n", range(old_start_, old_lines_),
                      range(new_start_, new_lines_));
  if (spilled_ != nullptr) {
    std::rewind(spilled_.get());
    std::string piece(kInMemory, '\0');
    for (;;) {
      const std::size_t count =
          std::fread(piece.data(), 1, piece.size(), spilled_.get());
      if (count == 0) break;
      out_.write(piece.data(), static_cast<std::streamsize>(count));
    }
    if (std::ferror(spilled_.get()) != 0) return spill_error();
    spilled_.reset();
  }
  out_ << std::exchange(body_, {});
  return {};
}

}  // namespace hrscan
