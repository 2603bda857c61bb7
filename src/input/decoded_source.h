// A source as UTF-8 text, with the way back from the text to its bytes.
#ifndef HRSCAN_INPUT_DECODED_SOURCE_H_
#define HRSCAN_INPUT_DECODED_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/encoding.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"
#include "input/decoder.h"

namespace hrscan {

// The input is decoded block by block. Its bytes are kept until release() says
// that nobody will ask for them, so their number follows the reader's buffer.
//
// The way back is a list of segments. In most of them all characters take the
// same room, and it is arithmetic; a segment with others is short, and its
// bytes are looked at again, in the rare case that somebody asks.
class DecodedSource final : public Source, public Original {
 public:
  // Goes on from `offset` in the input, where a line starts: with the bytes
  // `begun`, which were read already, then with those of `inner`.
  DecodedSource(Source& inner, Encoding encoding, std::string_view begun,
                std::uint64_t offset);

  const std::string& name() const override { return inner_.name(); }
  // `size` must be Decoder::kLeastRoom at least.
  Result<std::size_t> read(char* buffer, std::size_t size) override;
  Result<void> finish() override { return inner_.finish(); }

  // Positions are offsets in the text, not released and not beyond what was
  // read.
  std::uint64_t input_offset(std::uint64_t position) const override;
  std::string_view bytes(std::uint64_t from, std::uint64_t to) const override;
  Encoding encoding_before(std::uint64_t position) const override;

  // Nobody will ask for what is before `position`.
  void release(std::uint64_t position);

 private:
  struct Segment {
    std::uint64_t text = 0;   // offset of its start
    std::uint64_t input = 0;  // the same in the input
    Encoding encoding = Encoding::kUtf8;
    bool even = true;  // all characters take the same room
  };

  void read_more();
  Result<std::size_t> end() const;
  void add(const Run& run);
  std::size_t segment_at(std::uint64_t position) const;
  std::string_view from_input(std::uint64_t offset) const;

  Source& inner_;
  Decoder decoder_;
  std::vector<char> raw_;     // bytes of the input from raw_offset_ on
  std::uint64_t raw_offset_;  // of raw_[0] in the input
  std::size_t raw_size_ = 0;  // bytes in raw_
  std::size_t decoded_ = 0;   // of these, decoded
  bool at_end_ = false;       // of the input, or where it failed
  Result<void> fault_;
  std::uint64_t text_end_;  // of what was decoded, in the text
  std::vector<Segment> segments_;
  std::vector<Run> runs_;
};

}  // namespace hrscan

#endif  // HRSCAN_INPUT_DECODED_SOURCE_H_
