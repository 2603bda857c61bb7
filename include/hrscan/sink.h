// Sink: what listens to a scan. Calls come from one thread, in the order of the
// input: begin_input(), then block() until the end of the input or until a
// sink answers false, then end_input(). Only prepare() is for other threads,
// ahead of all that.
#ifndef HRSCAN_SINK_H_
#define HRSCAN_SINK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "hrscan/encoding.h"
#include "hrscan/finding.h"

namespace hrscan {

class Catalog;

struct InputInfo {
  std::string_view name;
  std::optional<std::uint64_t> size;  // in bytes, if known beforehand
  // Set where blocks show a mapped file: Source::intact().
  std::function<bool()> intact;
};

struct InputTotals {
  std::uint64_t bytes = 0;  // of the input, as it is stored
  // Newlines, plus one if the last line has none.
  std::uint64_t lines = 0;
};

// The line around a finding, without its line end. Of a very long line only
// the part near the finding is shown.
struct LineView {
  std::string_view text;
  bool from_start = true;  // text begins where the line begins
  bool to_end = true;      // text ends where the line ends
};

// The input as it was before it became text: of an input in UTF-16 the sinks
// see UTF-8. Positions are offsets in the text, within a block or at its end.
class Original {
 public:
  virtual ~Original() = default;
  // Where the character at `position` stands in the input.
  virtual std::uint64_t input_offset(std::uint64_t position) const = 0;
  // What became text[from, to); valid during the sink's call.
  virtual std::string_view bytes(std::uint64_t from,
                                 std::uint64_t to) const = 0;
  // kUtf16Le, kUtf16Be, or kUtf8 for bytes that stayed as they are.
  virtual Encoding encoding_before(std::uint64_t position) const = 0;
};

// What a sink has made of a block beforehand: see Sink::prepare().
class Prepared {
 public:
  virtual ~Prepared() = default;
};

// A part of an input's text, with the findings whose tokens start in it. The
// blocks of an input make up all of its text, in order; no block ends within a
// token. Everything is valid during the call only.
//
// The text is the input's bytes as they are, but for UTF-16. Offsets and
// columns count bytes of the text; what concerns the input's own bytes is asked
// with input_offset(), original() and encoding_before().
struct Block {
  std::string_view bytes;
  std::uint64_t offset = 0;  // of bytes[0] in the text
  std::span<const Finding> findings;

  // `bytes` and what surrounds them in memory.
  std::string_view context;
  std::uint64_t context_offset = 0;

  const Original* decoded_from = nullptr;  // null: the text is the input

  const Catalog* catalog = nullptr;  // the scanner's

  // What Sink::prepare() made of this block, or null. A sink that passes blocks
  // on to another one passes that on as well.
  Prepared* prepared = nullptr;

  // Most that line() looks back and ahead.
  static constexpr std::size_t kLineWindow = 16 * 1024;

  // Where a finding stands in the input, in bytes from its start.
  std::uint64_t input_offset(const Finding& finding) const {
    return decoded_from == nullptr ? finding.offset
                                   : decoded_from->input_offset(finding.offset);
  }
  // The bytes of the input that bytes[from, to) were made of.
  std::string_view original(std::size_t from, std::size_t to) const {
    return decoded_from == nullptr
               ? bytes.substr(from, to - from)
               : decoded_from->bytes(offset + from, offset + to);
  }
  // How to write what shall follow bytes[at - 1]; `at` is not 0.
  Encoding encoding_before(std::size_t at) const {
    return decoded_from == nullptr ? Encoding::kUtf8
                                   : decoded_from->encoding_before(offset + at);
  }

  std::string_view token(const Finding& finding) const {
    return context.substr(position(finding), finding.length);
  }
  // The symbol that the log writes beside the code, whatever it is, or "".
  std::string_view symbol_beside(const Finding& finding) const;
  // The same if it is one of the names that the catalog has for the code, or
  // the catalog has none; else "". Found when asked for, in some 100 ns: most
  // sinks need it for few findings.
  std::string_view written_name(const Finding& finding) const;
  // The name, of several that the code has, whose component the line mentions
  // (`mentions` of docs/rules.md), or "".
  std::string_view mentioned_name(const Finding& finding) const;
  // The name on which the line decides, for Catalog::meaning(): the one written
  // in it, else the one mentioned, else "".
  std::string_view decided_name(const Finding& finding) const {
    const std::string_view written = written_name(finding);
    return written.empty() ? mentioned_name(finding) : written;
  }

  // Whether a status word, or one that says Win32 error, stands before the
  // code. Found when asked for.
  bool introduced(const Finding& finding) const;
  LineView line(const Finding& finding) const;
  // The first `size` bytes from the start of the finding's line, whatever they
  // hold; fewer at the input's end, none if the line starts too far back.
  std::string_view line_head(const Finding& finding, std::size_t size) const {
    if (finding.column - 1 > kLineWindow) return {};
    const std::size_t at = position(finding);
    if (finding.column - 1 > at) return {};
    return context.substr(at - (finding.column - 1), size);
  }

 private:
  std::size_t position(const Finding& finding) const {
    return static_cast<std::size_t>(finding.offset - context_offset);
  }
};

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void begin_input(const InputInfo&) {}

  // Does a part of the work on a block before its turn, while its text is in
  // the cache of the processor that matched it. Called between begin_input()
  // and end_input(), by several threads at once, in any order, and not for
  // every block; nor does every block that was prepared come to its turn. The
  // block's bytes stay where they are until then. The findings' lines are
  // counted from the block's first one.
  virtual std::unique_ptr<Prepared> prepare(const Block&) { return nullptr; }

  // False: stop reading this input.
  virtual bool block(const Block& block) = 0;
  virtual void end_input(const InputTotals&) {}
};

}  // namespace hrscan

#endif  // HRSCAN_SINK_H_
