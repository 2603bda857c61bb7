// What becomes of a block is made in memory as a whole and written at once: on
// the thread that matched the block where it stands alone, else in its turn.
#include "hrscan/annotator.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/annotated.h"
#include "annotate/block_writer.h"
#include "base/gathering_buffer.h"
#include "base/name_table.h"

namespace hrscan {
namespace {

constexpr std::string_view kStyleNames[] = {"inline", "trailing", "below"};

// Text with more findings in a block than this is so dense that findings and
// notes together would take too much memory while they wait.
constexpr std::size_t kMostFindings = 16 * 1024;

// What becomes of a block of usual text takes less. Everything that is used
// again has just this capacity: what had to grow would double it.
constexpr std::size_t kSpare = 1024 * 1024;

// Things that are used again, by one thread after the other: what was just
// given back is in a cache, and its memory need not be asked for anew.
template <typename T>
class Pool {
 public:
  // The one that was given back last, or an empty one.
  T take() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return T();
    T taken = std::move(spare_.back());
    spare_.pop_back();
    return taken;
  }
  void give_back(T thing) {
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(thing));
  }

 private:
  std::mutex mutex_;
  std::vector<T> spare_;
};

// What becomes of a block of `size` bytes.
class PreparedText final : public Prepared {
 public:
  PreparedText(Pool<Annotated>& pool, bool lend, std::size_t size)
      : text(pool.take()), pool_(pool) {
    text.clear(lend);
    text.reserve(std::max(kSpare, size + size / 4));
  }
  ~PreparedText() override {
    if (text.capacity() <= kSpare) pool_.give_back(std::move(text));
  }

  Annotated text;

 private:
  Pool<Annotated>& pool_;
};

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
      : catalog_(catalog),
        out_(out),
        gathering_(gathering_buffer(out)),
        options_(std::move(options)),
        in_turn_(catalog, options_) {
    text_.clear(lends());
  }

  void begin_input(const InputInfo& info) {
    intact_ = info.intact;
    broken_ = false;
    in_turn_.begin_input();
  }

  std::unique_ptr<Prepared> prepare(const Block& block) {
    if (block.findings.size() > kMostFindings ||
        !in_turn_.stands_alone(block)) {
      return nullptr;
    }
    std::unique_ptr<BlockWriter> writer = writers_.take();
    if (writer == nullptr) {
      writer = std::make_unique<BlockWriter>(catalog_, options_);
    }
    auto prepared =
        std::make_unique<PreparedText>(texts_, lends(), block.bytes.size());
    writer->begin_input();
    // What becomes too long to wait is made in its turn.
    const bool whole =
        writer->write(block, prepared->text, [](Annotated&) { return false; });
    writers_.give_back(std::move(writer));
    if (!whole) return nullptr;
    return prepared;
  }

  bool block(const Block& block) {
    if (block.prepared != nullptr) {
      in_turn_.pass(block);
      return write(static_cast<PreparedText*>(block.prepared)->text);
    }
    return in_turn_.write(block, text_, [this](Annotated& text) {
      return write(text);
    }) && write(text_);
  }

  void end_input() {
    if (broken_) return;
    in_turn_.end_input(text_);
    write(text_);
  }

 private:
  // What was copied out of a mapped file before the question is what was there;
  // what is lent is written at once, see GatheringBuffer.
  bool write(Annotated& text) {
    broken_ = broken_ || (intact_ && !intact_());
    if (!broken_) {
      pieces_.clear();
      text.add_to(pieces_);
      put_pieces();
    }
    text.clear(lends());
    return !broken_ && out_.good();
  }

  // Whether bytes of the log are written from where they lie.
  bool lends() const { return gathering_ != nullptr; }

  void put_pieces() {
    if (!lends()) {
      for (const std::string_view piece : pieces_) {
        out_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
      }
    } else if (out_.good() && !gathering_->write_pieces(pieces_)) {
      // What was lent may have gone while it was written.
      broken_ = intact_ && !intact_();
      if (!broken_) out_.setstate(std::ios::badbit);
    }
  }

  const Catalog& catalog_;
  std::ostream& out_;
  GatheringBuffer* const gathering_;  // that of out_, or null
  const AnnotateOptions options_;

  std::function<bool()> intact_;  // the input's
  bool broken_ = false;           // what comes is not the input's any more

  BlockWriter in_turn_;
  Annotated text_;
  std::vector<std::string_view> pieces_;

  // For blocks ahead of their turn.
  Pool<std::unique_ptr<BlockWriter>> writers_;
  Pool<Annotated> texts_;
};

Annotator::Annotator(const Catalog& catalog, std::ostream& out,
                     AnnotateOptions options)
    : writer_(std::make_unique<Writer>(catalog, out, std::move(options))) {}
Annotator::~Annotator() = default;

void Annotator::begin_input(const InputInfo& info) {
  writer_->begin_input(info);
}
std::unique_ptr<Prepared> Annotator::prepare(const Block& block) {
  return writer_->prepare(block);
}
bool Annotator::block(const Block& block) { return writer_->block(block); }
void Annotator::end_input(const InputTotals&) { writer_->end_input(); }

}  // namespace hrscan
