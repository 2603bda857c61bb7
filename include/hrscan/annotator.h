// Annotator: writes a log with every finding explained.
#ifndef HRSCAN_ANNOTATOR_H_
#define HRSCAN_ANNOTATOR_H_

#include <iosfwd>
#include <memory>

#include "hrscan/catalog.h"
#include "hrscan/result.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"

namespace hrscan {

// Writes every byte that it is given and, directly behind each token, a note:
//
//   0x80070005 {E_ACCESSDENIED: Access is denied. | retry: unlikely}
//
// Bytes are the input's own, and notes are in its encoding, also where that
// changes from line to line. The input must be free of notes: see
// without_annotations(). `catalog` and `out` must outlive the sink; `out` is
// asked for its state by the caller.
class Annotator final : public Sink {
 public:
  Annotator(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  bool block(const Block& block) override;

 private:
  const Catalog& catalog_;
  std::ostream& out_;
};

// `source` without the notes that an annotator wrote: annotating twice is
// annotating once, and what was annotated can be restored. Takes the source.
// An input without notes is passed through as it lies in memory.
std::unique_ptr<Source> without_annotations(std::unique_ptr<Source> source);

// Copies `source` without its notes to `out`.
Result<void> strip(std::unique_ptr<Source> source, std::ostream& out);

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATOR_H_
