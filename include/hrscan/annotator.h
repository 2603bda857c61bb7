// Annotator: writes a log with every finding explained.
#ifndef HRSCAN_ANNOTATOR_H_
#define HRSCAN_ANNOTATOR_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

#include "hrscan/catalog.h"
#include "hrscan/note_template.h"
#include "hrscan/result.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"

namespace hrscan {

// Where notes stand.
enum class NoteStyle : std::uint8_t {
  kInline,    // directly behind the token
  kTrailing,  // at the end of the line, before its line end
  kBelow,     // in a line of their own behind it, with the log's line end
};

// "inline", "trailing", "below".
std::string_view to_string(NoteStyle style);
std::optional<NoteStyle> parse_note_style(std::string_view text);

struct AnnotateOptions {
  NoteStyle style = NoteStyle::kInline;
  NoteTemplate words;          // empty: the usual ones
  std::size_t max_width = 0;   // of a description, in characters; 0: any
  bool only_findings = false;  // leave out lines without findings
  bool once = false;           // explain a code where an input has it first
};

// Writes every byte that it is given and a note for each finding:
//
//   0x80070005 {E_ACCESSDENIED: Access is denied. | retry: unlikely}
//
// Notes that do not stand behind their token, or have words of the user's, are
// marked: " {hrscan: ...}". A line has one of these for each different code.
//
// Bytes are the input's own, and notes are in its encoding, also where that
// changes from line to line. The input must be free of notes: see
// without_annotations(). Of a line that is left out unless it has a finding, at
// most 64 KiB before the first one are shown. `catalog` and `out` must outlive
// the sink; `out` is asked for its state by the caller.
class Annotator final : public Sink {
 public:
  Annotator(const Catalog& catalog, std::ostream& out,
            AnnotateOptions options = {});
  ~Annotator() override;

  void begin_input(const InputInfo& info) override;
  std::unique_ptr<Prepared> prepare(const Block& block) override;
  bool block(const Block& block) override;
  void end_input(const InputTotals& totals) override;

 private:
  class Writer;
  std::unique_ptr<Writer> writer_;
};

// `source` without the notes that an annotator wrote: annotating twice is
// annotating once, and what was annotated can be restored. Takes the source.
// What holds no notes is passed through as it lies in memory: raw_view().
std::unique_ptr<Source> without_annotations(std::unique_ptr<Source> source);

// Copies `source` without its notes to `out`.
Result<void> strip(std::unique_ptr<Source> source, std::ostream& out);

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATOR_H_
