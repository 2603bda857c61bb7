// Drives a source to a sink: through one buffer, or, with several threads, by a
// view that is cut into pieces which are matched in place. Both give the
// matcher enough context around each piece that no finding depends on where the
// cuts are.
//
// Text without zero bytes is 8-bit and scanned as it lies there. The first line
// with one may be UTF-16: from its start on, or from the input's start if that
// has a mark, the text comes from a decoder.
#include "hrscan/scanner.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/name_table.h"
#include "input/decoded_source.h"
#include "input/packed.h"
#include "match/matcher.h"
#include "platform/file.h"
#include "scan/delivery.h"
#include "scan/parallel.h"
#include "scan/serial.h"
#include "scan/units.h"

namespace hrscan {
namespace {

constexpr std::string_view kEngineNames[] = {"auto", "re2"};

constexpr std::size_t kHead = 8 * 1024;  // judged for its encoding

// What must stay in memory on both sides of a piece: context for the matcher,
// and the line around a finding for the sinks.
constexpr std::size_t kMargin = Block::kLineWindow + kContext;
// Small enough to stay in the second-level cache, so that what read() has just
// copied is matched from there.
constexpr std::size_t kReadSize = 256 * 1024;
constexpr std::size_t kBufferSize = 2 * kReadSize + 2 * kMargin;
// Below this, mapping and threads cost more than they give.
constexpr std::uint64_t kWorthMapping = 4 * 1024 * 1024;

unsigned thread_count(unsigned wanted) {
  if (wanted != 0) return wanted;
  return std::max(1u, std::thread::hardware_concurrency());
}

Result<void> check_text(std::string_view head, const ScanOptions& options,
                        const std::string& name) {
  if (options.binary || options.encoding != Encoding::kAuto ||
      !detect_encoding(head).binary) {
    return {};
  }
  Error error;
  error.kind = Error::Kind::kBinary;
  error.file = name;
  error.message = "this is a binary file";
  return error;
}

// Whether an input that begins with `head` is decoded from its first byte on.
bool is_wide(std::string_view head, const ScanOptions& options) {
  if (options.encoding == Encoding::kAuto) {
    return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  }
  return options.encoding == Encoding::kUtf16Le ||
         options.encoding == Encoding::kUtf16Be;
}

// One buffer over a stream. Lines are given to the matcher as soon as they are
// complete, so that a live pipe is followed without delay.
class StreamScan {
 public:
  // `stop_at_zero`: stop before the first line with a zero byte.
  StreamScan(Source& source, const Matcher& matcher, bool stop_at_zero,
             Delivery& delivery)
      : source_(source),
        matcher_(matcher),
        stop_at_zero_(stop_at_zero),
        delivery_(delivery),
        buffer_(kBufferSize) {}

  // Over text from `offset` on, where line `line` starts.
  StreamScan(Source& source, const Matcher& matcher, bool stop_at_zero,
             std::uint64_t offset, std::uint64_t line, Delivery& delivery)
      : StreamScan(source, matcher, stop_at_zero, delivery) {
    offset_ = offset;
    state_.line = line;
  }

  // The same over decoded text.
  StreamScan(DecodedSource& source, const Matcher& matcher,
             std::uint64_t offset, std::uint64_t line, Delivery& delivery)
      : StreamScan(source, matcher, /*stop_at_zero=*/false, offset, line,
                   delivery) {
    decoded_ = &source;
  }

  // The first bytes, as many as one read gives; enough to see a mark.
  Result<std::string_view> head() {
    while (size_ < kUtf8Mark.size() && !at_end_) {
      const Result<bool> more = fill();
      if (!more.ok()) return more.error();
    }
    const std::string_view text(buffer_.data(), size_);
    if (offset_ == 0 && text.starts_with(kUtf8Mark)) {
      state_.line_start = kUtf8Mark.size();
    }
    return text.substr(0, kHead);
  }

  // True if it stopped at rest().
  Result<bool> run() {
    while (!at_end_) {
      if (!match_to(ready())) return stopped_;
      const Result<bool> more = fill();
      if (!more.ok()) {
        // What was read is still good.
        stop_at_zero_ = false;
        match_to(size_);
        return more.error();
      }
    }
    match_to(size_);
    return stopped_;
  }

  // What was read and not matched, and its offset.
  std::string_view rest() const {
    return {buffer_.data() + done_, size_ - done_};
  }
  std::uint64_t rest_offset() const { return offset_ + done_; }

 private:
  Result<bool> fill() {
    make_room();
    const Result<std::size_t> count = source_.read(
        buffer_.data() + size_, std::min(kReadSize, buffer_.size() - size_));
    if (!count.ok()) return count.error();
    if (*count == 0) at_end_ = true;
    size_ += *count;
    return !at_end_;
  }

  // Moves what is still needed to the buffer's start.
  void make_room() {
    if (buffer_.size() - size_ >= kReadSize || done_ <= kMargin) return;
    const std::size_t drop = done_ - kMargin;
    std::memmove(buffer_.data(), buffer_.data() + drop, size_ - drop);
    size_ -= drop;
    done_ -= drop;
    offset_ += drop;
    state_.shift(drop);
  }

  // Where the first line starts that holds a zero byte and of which nothing was
  // matched yet.
  std::optional<std::size_t> first_zero_line() {
    const std::string_view text(buffer_.data(), size_);
    for (std::size_t searched = done_; searched < size_;) {
      const std::size_t zero = text.find('\0', searched);
      if (zero == std::string_view::npos) break;
      const std::size_t newline =
          find_last(text.substr(done_, zero - done_), '\n');
      if (newline != std::string_view::npos) return done_ + newline + 1;
      if (at_line_start()) return done_;
      // The line is so long that a part of it was matched: it is 8-bit.
      const std::size_t line_end = text.find('\n', zero);
      if (line_end == std::string_view::npos) break;
      searched = line_end + 1;
    }
    return std::nullopt;
  }

  bool at_line_start() const {
    return offset_ + done_ == 0 ||
           state_.line_start == static_cast<std::int64_t>(done_);
  }

  // Up to where the matcher can go now: to the end of the last line; in a line
  // without end, as far as leaves the margin.
  std::size_t ready() const {
    const std::string_view fresh(buffer_.data() + done_, size_ - done_);
    const std::size_t newline = find_last(fresh, '\n');
    if (newline != std::string_view::npos) return done_ + newline + 1;
    return size_ - done_ > 2 * kMargin ? size_ - kMargin : done_;
  }

  // False if that was the end: the sink wants no more, or a line before `to`
  // may be UTF-16 (stopped_).
  bool match_to(std::size_t to) {
    if (to <= done_) return true;
    const MatchState before = state_;
    find_to(to);
    if (stop_at_zero_ && state_.near_zero) {
      const MatchState after = std::exchange(state_, before);
      const std::optional<std::size_t> stop = first_zero_line();
      stopped_ = stop.has_value();
      if (stop && *stop < to) {
        to = *stop;
        find_to(to);
      } else {
        state_ = after;
      }
      state_.near_zero = false;
    }
    const std::size_t end = piece_end(to, state_);
    delivery_.filter(findings_);
    Delivery::place(offset_, findings_);
    const bool go_on = delivery_.deliver({{buffer_.data(), size_},
                                          offset_,
                                          done_,
                                          end,
                                          state_.line - before.line,
                                          decoded_},
                                         findings_);
    done_ = end;
    if (decoded_ != nullptr) decoded_->release(offset_ + done_);
    return go_on && !stopped_;
  }

  void find_to(std::size_t to) {
    findings_.clear();
    matcher_.match({{buffer_.data(), size_}, done_, to}, state_, findings_);
  }

  Source& source_;
  DecodedSource* decoded_ = nullptr;  // source_, if it is one
  const Matcher& matcher_;
  bool stop_at_zero_;
  Delivery& delivery_;
  Buffer buffer_;
  std::size_t size_ = 0;      // bytes in the buffer
  std::size_t done_ = 0;      // of these, matched
  std::uint64_t offset_ = 0;  // of the buffer's start in the text
  bool at_end_ = false;
  bool stopped_ = false;  // before what may be UTF-16
  MatchState state_;
  std::vector<Finding> findings_;
};

// Scans what comes out of a decoder, from the start of a line at `offset` on.
Result<void> scan_decoded(Source& source, std::string_view begun,
                          std::uint64_t offset, const ScanOptions& options,
                          const Matcher& matcher, Delivery& delivery) {
  DecodedSource decoded(source, options.encoding, begun, offset);
  StreamScan scan(decoded, matcher, offset, delivery.newlines() + 1, delivery);
  if (auto head = scan.head(); !head.ok()) return head.error();
  const Result<bool> done = scan.run();
  return done.ok() ? Result<void>() : done.error();
}

// Through a buffer, which `stream` has begun; from what may be UTF-16 on what
// the decoder makes of it.
Result<void> scan_stream(Source& source, std::unique_ptr<StreamScan> stream,
                         bool decode, const ScanOptions& options,
                         const Matcher& matcher, Delivery& delivery) {
  if (!decode) {
    const Result<bool> stopped = stream->run();
    if (!stopped.ok()) return stopped.error();
    if (!*stopped) return {};
  }
  const std::string rest(stream->rest());
  const std::uint64_t offset = stream->rest_offset();
  stream.reset();  // and its buffer
  return scan_decoded(source, rest, offset, options, matcher, delivery);
}

// A view, by its bytes as long as it is 8-bit text and clean.
Result<void> scan_mapped(Source& source, std::string_view view,
                         const ScanOptions& options, const Matcher& matcher,
                         unsigned threads, Delivery& delivery) {
  std::optional<Stop> stop = Stop{0, /*at_zero=*/true};
  const bool stop_at_zero = options.encoding == Encoding::kAuto;
  if (!is_wide(view, options)) {
    stop =
        threads > 1
            ? scan_view(view, source, matcher, threads, stop_at_zero, delivery)
            : scan_view(view, source, matcher, stop_at_zero, delivery);
  }
  if (!stop) return {};
  const std::unique_ptr<Source> rest = source.clean_rest(stop->at);
  auto stream =
      std::make_unique<StreamScan>(*rest, matcher, stop_at_zero, stop->at,
                                   delivery.newlines() + 1, delivery);
  if (auto head = stream->head(); !head.ok()) return head.error();
  return scan_stream(*rest, std::move(stream), stop->at_zero, options, matcher,
                     delivery);
}

// All of a file that is no larger than `room`. Nothing if that cannot be had,
// for whatever reason.
std::optional<std::string_view> read_small(const std::filesystem::path& path,
                                           char* buffer, std::size_t room) {
  const Result<std::unique_ptr<InputFile>> file = InputFile::open(path);
  if (!file.ok()) return std::nullopt;
  const std::uint64_t size = (*file)->regular_size().value_or(0);
  if (size == 0 || size > room) return std::nullopt;
  std::size_t read = 0;
  while (read < size) {
    const Result<std::size_t> count =
        (*file)->read(buffer + read, static_cast<std::size_t>(size) - read);
    if (!count.ok() || *count == 0) return std::nullopt;
    read += *count;
  }
  return std::string_view(buffer, read);
}

}  // namespace

std::string_view to_string(Engine engine) {
  return name_of(kEngineNames, engine);
}

std::string_view Block::symbol_beside(const Finding& finding) const {
  return hrscan::symbol_beside(context, position(finding), finding);
}

std::string_view Block::written_name(const Finding& finding) const {
  return hrscan::written_name(context, position(finding), finding, *catalog);
}

std::string_view Block::mentioned_name(const Finding& finding) const {
  return hrscan::mentioned_name(context, position(finding), finding, *catalog);
}

bool Block::introduced(const Finding& finding) const {
  return hrscan::introduced(context, position(finding), finding);
}

LineView Block::line(const Finding& finding) const {
  const std::size_t at = position(finding);
  LineView line;

  const std::size_t back = std::min<std::uint64_t>(
      {kLineWindow, at, finding.column > 0 ? finding.column - 1 : 0});
  line.from_start = back + 1 == finding.column;
  const std::size_t begin = at - back;

  const std::string_view ahead = context.substr(at, kLineWindow);
  const std::size_t newline = ahead.find('\n');
  const bool cut =
      newline == std::string_view::npos && ahead.size() == kLineWindow;
  line.to_end = !cut;
  std::size_t end =
      at + (newline == std::string_view::npos ? ahead.size() : newline);
  if (end > begin && context[end - 1] == '\r') --end;
  line.text = context.substr(begin, end - begin);
  return line;
}

Scanner::Scanner(const Catalog& catalog, ScanOptions options)
    : catalog_(catalog),
      options_(std::move(options)),
      matcher_(options_.engine == Engine::kRe2 ? make_re2_matcher(catalog_)
                                               : make_fast_matcher(catalog_)) {}

Scanner::~Scanner() = default;

unsigned Scanner::threads() const { return thread_count(options_.threads); }

Result<void> Scanner::scan(Source& source, Sink& sink) const {
  Delivery delivery(options_, catalog_, sink);
  const auto finish = [&](Result<void> read) {
    sink.end_input(delivery.totals());
    return read.ok() ? source.finish() : read;
  };
  const unsigned threads = this->threads();
  if (source.size().value_or(0) >= kWorthMapping &&
      (threads > 1 || source.prefers_view())) {
    if (const std::optional<std::string_view> view = source.raw_view()) {
      Result<void> sound =
          check_text(view->substr(0, kHead), options_, source.name());
      if (!sound.ok()) return sound;
      sink.begin_input({source.name(), source.size(),
                        [&source] { return source.intact(); }});
      return finish(
          scan_mapped(source, *view, options_, *matcher_, threads, delivery));
    }
  }

  auto stream = std::make_unique<StreamScan>(
      source, *matcher_, options_.encoding == Encoding::kAuto, delivery);
  const Result<std::string_view> head = stream->head();
  if (!head.ok()) return head.error();
  Result<void> sound = check_text(*head, options_, source.name());
  if (!sound.ok()) return sound;
  sink.begin_input({source.name(), source.size(), {}});
  return finish(scan_stream(source, std::move(stream), is_wide(*head, options_),
                            options_, *matcher_, delivery));
}

bool Scanner::match(const std::filesystem::path& path, MatchedFile& to) const {
  if (to.text_ == nullptr) {
    to.text_ = std::make_unique_for_overwrite<char[]>(kSmallFile);
  }
  const std::optional<std::string_view> text =
      read_small(path, to.text_.get(), kSmallFile);
  if (!text) return false;
  const std::string_view head = text->substr(0, kHead);
  const bool judged = options_.encoding == Encoding::kAuto;
  if (recognise_packed(head) != PackedFormat::kNone ||
      is_wide(head, options_) || (judged && detect_encoding(head).binary)) {
    return false;
  }
  MatchState state;
  state.line_start = first_line_start(*text);
  to.findings_.clear();
  matcher_->match({*text, 0, text->size()}, state, to.findings_);
  if (judged && state.near_zero && has_zero(*text)) return false;
  to.name_ = path.string();
  to.size_ = text->size();
  to.newlines_ = state.line - 1;
  return true;
}

void Scanner::give(MatchedFile& file, Sink& sink) const {
  Delivery delivery(options_, catalog_, sink);
  delivery.filter(file.findings_);
  sink.begin_input({file.name_, file.size_, {}});
  delivery.deliver(
      {{file.text_.get(), file.size_}, 0, 0, file.size_, file.newlines_},
      file.findings_);
  sink.end_input(delivery.totals());
}

}  // namespace hrscan
