#include "cli/output.h"

#include <fmt/format.h>

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>

#include "base/escape.h"
#include "base/gathering_buffer.h"
#include "base/name_table.h"
#include "platform/file.h"
#include "platform/terminal.h"

namespace hrscan::cli {

namespace {

constexpr std::string_view kWhenNames[] = {"auto", "always", "never"};

}  // namespace

std::string_view to_string(When when) { return name_of(kWhenNames, when); }

RenderOptions output_options(When color) {
  RenderOptions options;
  options.terminal = is_terminal(StandardStream::kOutput);
  options.ci = read_by_ci();
  options.color =
      color == When::kAlways ||
      (color == When::kAuto && shows_color(StandardStream::kOutput));
  if (options.terminal) {
    options.width = terminal_width(StandardStream::kOutput);
  }
  return options;
}

// Passes on to the real stream and keeps errno of the first write that failed:
// by the time somebody asks, other calls have changed it, or it belongs to
// another thread.
class Output::Buffer final : public GatheringBuffer {
 public:
  explicit Buffer(std::optional<escape::Stream::Target> target)
      : out_(open_stdout()), gathering_(gathering_buffer(*out_)) {
    if (target) escaper_.emplace(*target);
  }

  bool finish() {
    if (escaper_) {
      safe_.clear();
      escaper_->finish(safe_);
      pass_on(safe_);
    }
    return sync() == 0;
  }
  int fault() const { return fault_; }

  // What is made safe is written from here.
  bool writes_at_once() const override {
    return gathering_ != nullptr && !escaper_;
  }
  bool write_pieces(std::span<const std::string_view> pieces) override {
    if (gathering_->write_pieces(pieces)) return true;
    // Memory that is gone is not the output's fault.
    if (errno == EFAULT) return false;
    out_->setstate(std::ios::badbit);
    return note_fault();
  }

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    std::string_view bytes(text, static_cast<std::size_t>(size));
    if (escaper_) {
      safe_.clear();
      escaper_->put(bytes, safe_);
      bytes = safe_;
    }
    return pass_on(bytes) ? size : 0;
  }
  int_type overflow(int_type c) override {
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
  }
  int sync() override {
    out_->flush();
    return note_fault() ? 0 : -1;
  }

 private:
  bool pass_on(std::string_view bytes) {
    out_->write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return note_fault();
  }
  bool note_fault() {
    if (out_->good()) return true;
    if (fault_ == 0) fault_ = errno;
    return false;
  }

  std::unique_ptr<std::ostream> out_;
  GatheringBuffer* gathering_;  // that of out_, or null
  std::optional<escape::Stream> escaper_;
  std::string safe_;
  int fault_ = 0;
};

Output::Output() : buffer_(new Buffer(std::nullopt)), stream_(buffer_.get()) {}

Output::Output(const RenderOptions& options)
    : buffer_(new Buffer(options.ci ? std::optional(escape::Stream::Target::kCi)
                         : options.terminal
                             ? std::optional(escape::Stream::Target::kTerminal)
                             : std::nullopt)),
      stream_(buffer_.get()) {}

Output::~Output() = default;

void Output::finish(Console& console) {
  if (buffer_->finish() && stream_.good()) return;
  std::string message = "cannot write to standard output";
  if (buffer_->fault() != 0) {
    message +=
        fmt::format(" ({})", std::generic_category().message(buffer_->fault()));
  }
  console.error(message);
}

}  // namespace hrscan::cli
