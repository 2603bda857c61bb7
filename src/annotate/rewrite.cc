#include "hrscan/rewrite.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <ostream>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/diff.h"
#include "base/buffer.h"
#include "base/gathering_buffer.h"
#include "hrscan/encoding.h"
#include "input/packed.h"
#include "platform/replace_file.h"

namespace hrscan {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
// So much is not copied once more.
constexpr std::size_t kWorthPassing = 32 * 1024;
constexpr std::size_t kHead = 8 * 1024;  // enough to judge a file by

// Gathers what is written into pieces, hands them to put() and keeps its first
// Error.
class PieceBuffer : public GatheringBuffer {
 public:
  PieceBuffer() : buffer_(kPiece) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }

  // What is left is handed on, too.
  Result<void> finish() {
    flush();
    return fault_ ? *fault_ : Result<void>();
  }

  bool writes_at_once() const override { return true; }
  bool write_pieces(std::span<const std::string_view> pieces) override {
    return flush() && hand_on(pieces);
  }

 protected:
  int_type overflow(int_type c) override {
    if (!flush()) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
      *pptr() = traits_type::to_char_type(c);
      pbump(1);
    }
    return traits_type::not_eof(c);
  }
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    if (size >= static_cast<std::streamsize>(kWorthPassing)) {
      const std::string_view piece(data, static_cast<std::size_t>(size));
      return write_pieces({&piece, 1}) ? size : 0;
    }
    std::streamsize done = 0;
    while (done < size) {
      if (pptr() == epptr() && !flush()) break;
      const std::streamsize count =
          std::min<std::streamsize>(size - done, epptr() - pptr());
      std::memcpy(pptr(), data + done, static_cast<std::size_t>(count));
      pbump(static_cast<int>(count));
      done += count;
    }
    return done;
  }

 private:
  virtual Result<void> put(std::span<const std::string_view> pieces) = 0;

  bool flush() {
    const std::string_view piece(pbase(),
                                 static_cast<std::size_t>(pptr() - pbase()));
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return hand_on({&piece, piece.empty() ? std::size_t{0} : 1});
  }

  bool hand_on(std::span<const std::string_view> pieces) {
    if (!fault_) {
      const Result<void> done = put(pieces);
      if (!done.ok()) fault_ = done.error();
    }
    return !fault_;
  }

  Buffer buffer_;
  std::optional<Error> fault_;
};

// Writes to a replacement from the first byte on that differs: what stays the
// same is not written at all.
class ChangeBuffer final : public PieceBuffer {
 public:
  explicit ChangeBuffer(FileReplacement& file) : file_(file) {}

  // True if the new content, which is complete, differs.
  Result<bool> finish_change() {
    if (Result<void> done = finish(); !done.ok()) return done.error();
    if (!changed_ && same_ < file_.size()) {
      if (Result<void> done = begin_change(); !done.ok()) return done.error();
    }
    return changed_;
  }

 private:
  Result<void> put(std::span<const std::string_view> pieces) override {
    while (!changed_) {
      if (pieces.empty()) return {};
      const Result<bool> equal = equals_old(pieces.front());
      if (!equal.ok()) return equal.error();
      if (*equal) {
        same_ += pieces.front().size();
        pieces = pieces.subspan(1);
      } else if (Result<void> done = begin_change(); !done.ok()) {
        return done;
      }
    }
    return file_.write_pieces(pieces);
  }

  Result<bool> equals_old(std::string_view piece) {
    old_.resize(kPiece);
    std::uint64_t at = same_;
    while (!piece.empty()) {
      const Result<std::size_t> count =
          file_.read_old(at, old_.data(), std::min(piece.size(), kPiece));
      if (!count.ok()) return count.error();
      if (*count == 0 ||
          piece.substr(0, *count) != std::string_view(old_.data(), *count)) {
        return false;
      }
      at += *count;
      piece.remove_prefix(*count);
    }
    return true;
  }

  // Copies what is the same.
  Result<void> begin_change() {
    changed_ = true;
    old_.resize(kPiece);
    for (std::uint64_t at = 0; at < same_;) {
      const std::size_t most =
          static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, same_ - at));
      const Result<std::size_t> count = file_.read_old(at, old_.data(), most);
      if (!count.ok()) return count.error();
      if (*count == 0) break;  // commit() will see that the file has changed
      Result<void> done = file_.write({old_.data(), *count});
      if (!done.ok()) return done;
      at += *count;
    }
    return {};
  }

  FileReplacement& file_;
  std::uint64_t same_ = 0;  // bytes that are the same so far
  bool changed_ = false;
  std::vector<char> old_;
};

class DiffBuffer final : public PieceBuffer {
 public:
  explicit DiffBuffer(Diff& diff) : diff_(diff) {}

 private:
  Result<void> put(std::span<const std::string_view> pieces) override {
    for (const std::string_view piece : pieces) {
      if (Result<void> done = diff_.put(piece); !done.ok()) return done;
    }
    return {};
  }
  Diff& diff_;
};

Result<void> check_content(FileReplacement& file, const std::string& name) {
  std::vector<char> bytes(kHead);
  const Result<std::size_t> count =
      file.read_old(0, bytes.data(), bytes.size());
  if (!count.ok()) return count.error();
  const std::string_view head(bytes.data(), *count);
  Error error;
  error.kind = Error::Kind::kUnsupported;
  error.file = name;
  if (recognise_packed(head) != PackedFormat::kNone) {
    error.message =
        "a compressed file or archive cannot be changed in place; write to "
        "another file";
    return error;
  }
  const Detected detected = detect_encoding(head);
  if (detected.binary) {
    error.kind = Error::Kind::kBinary;
    error.message = "a binary file is not changed in place";
    return error;
  }
  return {};
}

// Runs `rewrite` into `buffer`. What went wrong first is what counts: after a
// failed write the reading stops early.
Result<void> fill(const Rewriter& rewrite, const std::filesystem::path& path,
                  PieceBuffer& buffer) {
  Result<std::unique_ptr<Source>> source = open_file(path);
  if (!source.ok()) return source.error();
  std::ostream out(&buffer);
  const Result<void> read = rewrite(std::move(*source), out);
  Result<void> written = buffer.finish();
  return written.ok() ? read : written;
}

Result<bool> show(FileReplacement& file, const Rewriter& rewrite,
                  const std::string& name, std::ostream& out) {
  std::uint64_t at = 0;
  Diff diff(
      name,
      [&](char* buffer, std::size_t size) {
        Result<std::size_t> count = file.read_old(at, buffer, size);
        if (count.ok()) at += *count;
        return count;
      },
      out);
  DiffBuffer buffer(diff);
  const Result<void> done = fill(rewrite, file.target(), buffer);
  if (!done.ok()) return done.error();
  return diff.finish();
}

Result<bool> replace(FileReplacement& file, const Rewriter& rewrite) {
  ChangeBuffer buffer(file);
  if (Result<void> done = fill(rewrite, file.target(), buffer); !done.ok()) {
    return done.error();
  }
  const Result<bool> changed = buffer.finish_change();
  if (!changed.ok() || !*changed) return changed;
  if (Result<void> done = file.commit(); !done.ok()) return done.error();
  return true;
}

}  // namespace

Result<bool> rewrite_file(const std::filesystem::path& path,
                          const RewriteOptions& options,
                          const Rewriter& rewrite) {
  const Result<std::unique_ptr<FileReplacement>> file =
      FileReplacement::open(path, {.backup_suffix = options.backup_suffix,
                                   .break_links = options.break_links});
  if (!file.ok()) return file.error();
  if (Result<void> sound = check_content(**file, path.string()); !sound.ok()) {
    return sound.error();
  }
  Result<bool> changed =
      options.diff != nullptr
          ? show(**file, rewrite, path.string(), *options.diff)
          : replace(**file, rewrite);
  if (options.notice) {
    for (const std::string& notice : (*file)->notices()) {
      options.notice(notice);
    }
  }
  return changed;
}

}  // namespace hrscan
