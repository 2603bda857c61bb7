// Sink: what listens to a scan. Calls come from one thread, in the order of the
// input: begin_input(), then block() until the end of the input or until a
// sink answers false, then end_input().
#ifndef HRSCAN_SINK_H_
#define HRSCAN_SINK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

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
  std::uint64_t bytes = 0;
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

// A part of an input, with the findings whose tokens start in it. The blocks of
// an input make up all of its bytes, in order; no block ends within a token.
// Everything is valid during the call only.
struct Block {
  std::string_view bytes;
  std::uint64_t offset = 0;  // of bytes[0] in the input
  std::span<const Finding> findings;

  // `bytes` and what surrounds them in memory.
  std::string_view context;
  std::uint64_t context_offset = 0;

  const Catalog* catalog = nullptr;  // the scanner's

  // Most that line() looks back and ahead.
  static constexpr std::size_t kLineWindow = 16 * 1024;

  std::string_view token(const Finding& finding) const {
    return context.substr(position(finding), finding.length);
  }
  // The symbol that the log writes beside the code, or "": one of the names
  // that the catalog has for it, or any where the catalog has none. Found when
  // asked for, in some 100 ns: most sinks need it for few findings.
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
  // False: stop reading this input.
  virtual bool block(const Block& block) = 0;
  virtual void end_input(const InputTotals&) {}
};

}  // namespace hrscan

#endif  // HRSCAN_SINK_H_
