// What comes out of the matcher, on its way to the sink: filtered, with offsets
// in the input, in blocks.
#ifndef HRSCAN_SCAN_DELIVERY_H_
#define HRSCAN_SCAN_DELIVERY_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "hrscan/scanner.h"
#include "hrscan/sink.h"
#include "match/matcher.h"

namespace hrscan {

// A matched piece: text[from, to), `text` starting at `offset` in all the text.
struct Piece {
  std::string_view text;
  std::uint64_t offset = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint64_t newlines = 0;          // in the piece
  const Original* original = nullptr;  // of text that was decoded
};

// Where a piece that was matched up to `to` ends, so that no token and no
// annotation is cut.
inline std::size_t piece_end(std::size_t to, const MatchState& state) {
  return std::max(
      to, static_cast<std::size_t>(std::max<std::int64_t>(state.last_end, 0)));
}

class Delivery {
 public:
  Delivery(const ScanOptions& options, const Catalog& catalog, Sink& sink)
      : options_(options), catalog_(catalog), sink_(sink) {}

  // Leaves out the findings that are not wanted. This and prepare() are for
  // any thread, all else is for one.
  void filter(std::vector<Finding>& findings) const {
    if (!options_.keep) return;
    std::erase_if(findings, [&](const Finding& finding) {
      return !options_.keep(finding);
    });
  }

  // What the sink makes of a piece ahead of its turn; `findings` are filtered
  // and placed.
  std::unique_ptr<Prepared> prepare(const Piece& piece,
                                    std::span<const Finding> findings) const {
    return sink_.prepare(block_of(piece, findings));
  }

  // Gives findings, whose offsets are relative to the text of a piece, those in
  // all the text.
  static void place(std::uint64_t text_offset, std::vector<Finding>& findings) {
    if (text_offset == 0) return;
    for (Finding& finding : findings) finding.offset += text_offset;
  }

  // Findings are filtered and placed, and numbered from `line_base`, which is
  // added. False when the sink wants no more.
  bool deliver(const Piece& piece, std::vector<Finding>& findings,
               std::uint64_t line_base = 0, Prepared* prepared = nullptr) {
    for (Finding& finding : findings) finding.line += line_base;
    Block block = block_of(piece, findings);
    block.prepared = prepared;
    const std::size_t bytes = block.original(0, block.bytes.size()).size();
    totals_.bytes += bytes;
    totals_.lines += piece.newlines;
    if (!block.bytes.empty()) open_line_ = block.bytes.back() != '\n';
    if (options_.progress) options_.progress(bytes);
    return sink_.block(block);
  }

  InputTotals totals() const {
    InputTotals totals = totals_;
    if (open_line_) ++totals.lines;
    return totals;
  }

  std::uint64_t newlines() const { return totals_.lines; }

 private:
  Block block_of(const Piece& piece, std::span<const Finding> findings) const {
    Block block;
    block.bytes = piece.text.substr(piece.from, piece.to - piece.from);
    block.offset = piece.offset + piece.from;
    block.findings = findings;
    block.context = piece.text;
    block.context_offset = piece.offset;
    block.decoded_from = piece.original;
    block.catalog = &catalog_;
    return block;
  }

  const ScanOptions& options_;
  const Catalog& catalog_;
  Sink& sink_;
  InputTotals totals_;
  bool open_line_ = false;
};

}  // namespace hrscan

#endif  // HRSCAN_SCAN_DELIVERY_H_
