// What an annotator writes for the blocks of an input, one after the other.
//
// The bytes of an input come in blocks that may end within a line; notes that
// belong to a line's end wait for it. The text that lines are found in is
// UTF-8; what is written are the input's own bytes, and notes in its encoding.
#ifndef HRSCAN_ANNOTATE_BLOCK_WRITER_H_
#define HRSCAN_ANNOTATE_BLOCK_WRITER_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/annotated.h"
#include "annotate/annotation.h"
#include "annotate/known_notes.h"
#include "hrscan/annotator.h"
#include "hrscan/catalog.h"
#include "hrscan/encoding.h"
#include "hrscan/finding.h"
#include "hrscan/sink.h"

namespace hrscan {

class BlockWriter {
 public:
  // Both must outlive the writer.
  BlockWriter(const Catalog& catalog, const AnnotateOptions& options);

  void begin_input();

  // Appends what becomes of the next block to `out`. Asks `make_room` when that
  // copies more than kMost. False if there is none; begin_input() must come
  // next then.
  using MakeRoom = std::function<bool(Annotated& out)>;
  bool write(const Block& block, Annotated& out, const MakeRoom& make_room);
  static constexpr std::size_t kMost = 2 * 1024 * 1024;

  // The next block stands alone, and another writer wrote it.
  void pass(const Block& block);

  // Whether a block becomes the same whatever came before it, and has nothing
  // to do with what follows.
  bool stands_alone(const Block& block) const;

  // The last line may have no line end.
  void end_input(Annotated& out);

 private:
  using CodeSet = std::set<std::pair<StatusCode, CodeKind>>;

  void put(std::string_view bytes) { out_->put(bytes); }
  void put_original(std::size_t from, std::size_t to) {
    out_->put_original(original(from, to));
  }
  std::string_view original(std::size_t from, std::size_t to) const {
    return block_->original(from, to);
  }
  bool waits_for_line_end() const {
    return options_.only_findings || !notes_.empty();
  }
  bool shown() const { return !options_.only_findings || has_finding_; }

  void begin_line();
  void text(std::size_t from, std::size_t to);
  void keep(std::size_t from, std::size_t to);
  void within_line(std::size_t from, std::size_t to);
  void let_go_of_return();
  void end_line(std::size_t from, std::size_t to);
  void put_notes(Encoding encoding, std::string_view line_end);
  void found(const Finding& finding, std::size_t end);
  const std::string& note_for(const Finding& finding);
  void make_note(const Finding& finding, std::string_view name, bool is_written,
                 KnownNote& made) const;

  const Catalog& catalog_;
  const AnnotateOptions& options_;
  NoteFormat format_;
  KnownNotes known_notes_;

  // The input's.
  CodeSet explained_;
  std::string line_end_;                 // as the input has it
  Encoding encoding_ = Encoding::kUtf8;  // at the end of what was seen

  // While a block is written.
  const Block* block_ = nullptr;
  std::string_view bytes_;  // its text
  Annotated* out_ = nullptr;

  // The line's.
  std::vector<std::string> notes_;  // for its end
  CodeSet in_notes_;
  bool has_finding_ = false;
  std::string kept_;         // its beginning, while it is not shown
  bool cut_ = false;         // of which something is missing
  std::string held_return_;  // the input's bytes of one, or none
};

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_BLOCK_WRITER_H_
