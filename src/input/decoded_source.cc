#include "input/decoded_source.h"

#include <algorithm>
#include <cstring>

#include "base/utf16.h"

namespace hrscan {
namespace {

// Small enough for the second-level cache together with the text.
constexpr std::size_t kReadSize = 128 * 1024;

// Most bytes of input in a segment whose characters differ in size.
constexpr std::uint64_t kMostUneven = 2048;

// What a character takes in the input where it takes one byte of text.
std::size_t width(Encoding encoding) {
  return encoding == Encoding::kUtf8 ? 1 : 2;
}

}  // namespace

DecodedSource::DecodedSource(Source& inner, Encoding encoding,
                             std::string_view begun, std::uint64_t offset)
    : inner_(inner),
      decoder_(encoding, offset == 0),
      raw_(begun.begin(), begun.end()),
      raw_offset_(offset),
      raw_size_(begun.size()),
      text_end_(offset) {}

Result<std::size_t> DecodedSource::read(char* buffer, std::size_t size) {
  bool wants_more = decoded_ == raw_size_;
  for (;;) {
    if (wants_more) {
      if (at_end_) return end();
      read_more();
    }
    runs_.clear();
    const Decoder::Step step =
        decoder_.decode({raw_.data() + decoded_, raw_size_ - decoded_}, at_end_,
                        buffer, size, runs_);
    for (const Run& run : runs_) add(run);
    if (step.used > 0) return step.written;
    wants_more = true;
  }
}

Result<std::size_t> DecodedSource::end() const {
  if (!fault_.ok()) return fault_.error();
  return std::size_t{0};
}

// What was read before a failure is decoded to its end first.
void DecodedSource::read_more() {
  if (raw_.size() - raw_size_ < kReadSize) raw_.resize(raw_size_ + kReadSize);
  const Result<std::size_t> count =
      inner_.read(raw_.data() + raw_size_, kReadSize);
  if (!count.ok()) fault_ = count.error();
  raw_size_ += count.ok() ? *count : 0;
  at_end_ = !count.ok() || *count == 0;
}

void DecodedSource::add(const Run& run) {
  const bool even = run.input == run.text * width(run.encoding);
  const std::uint64_t input = raw_offset_ + decoded_;
  const auto fits = [&](const Segment& last) {
    if (last.encoding != run.encoding) return false;
    if (last.even && even) return true;
    return !last.even && input + run.input - last.input <= kMostUneven;
  };
  if (segments_.empty() || !fits(segments_.back())) {
    segments_.push_back({text_end_, input, run.encoding, even});
  }
  text_end_ += run.text;
  decoded_ += run.input;
}

void DecodedSource::release(std::uint64_t position) {
  if (segments_.empty()) return;
  const std::size_t first = segment_at(position);
  Segment& kept = segments_[first];
  if (kept.even) {
    kept.input = input_offset(position);
    kept.text = position;
  }
  const auto drop = static_cast<std::size_t>(kept.input - raw_offset_);
  std::memmove(raw_.data(), raw_.data() + drop, raw_size_ - drop);
  raw_size_ -= drop;
  decoded_ -= drop;
  raw_offset_ += drop;
  segments_.erase(segments_.begin(),
                  segments_.begin() + static_cast<std::ptrdiff_t>(first));
}

// The last one that starts at `position` or before.
std::size_t DecodedSource::segment_at(std::uint64_t position) const {
  const auto behind = std::upper_bound(
      segments_.begin(), segments_.end(), position,
      [](std::uint64_t at, const Segment& s) { return at < s.text; });
  return static_cast<std::size_t>(behind - segments_.begin()) - 1;
}

std::uint64_t DecodedSource::input_offset(std::uint64_t position) const {
  if (position == text_end_) return raw_offset_ + decoded_;
  const Segment& segment = segments_[segment_at(position)];
  if (segment.even) {
    return segment.input + (position - segment.text) * width(segment.encoding);
  }
  const bool big_endian = segment.encoding == Encoding::kUtf16Be;
  std::uint64_t text = segment.text;
  std::uint64_t input = segment.input;
  while (text < position) {
    const auto at = static_cast<std::size_t>(input - raw_offset_);
    const utf16::Character c =
        utf16::decode({raw_.data() + at, raw_size_ - at}, big_endian);
    if (text + c.utf8 > position) break;  // within a character
    text += c.utf8;
    input += c.bytes;
  }
  return input;
}

std::string_view DecodedSource::bytes(std::uint64_t from,
                                      std::uint64_t to) const {
  const std::uint64_t begin = input_offset(from);
  const std::uint64_t end = input_offset(to);
  return {raw_.data() + (begin - raw_offset_),
          static_cast<std::size_t>(end - begin)};
}

Encoding DecodedSource::encoding_before(std::uint64_t position) const {
  return segments_[segment_at(position - 1)].encoding;
}

}  // namespace hrscan
