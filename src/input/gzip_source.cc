#include "input/gzip_source.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/buffer.h"

namespace hrscan {
namespace {

constexpr std::size_t kReadSize = 64 * 1024;
constexpr int kGzipOnly = 15 + 16;  // zlib: largest window, gzip's frame

class GzipSource final : public Source {
 public:
  GzipSource(Source& packed, UnpackBudget& budget, bool nested)
      : packed_(packed), budget_(budget), nested_(nested), in_(kReadSize) {
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~GzipSource() override {
    if (ready_) inflateEnd(&stream_);
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  const std::string& name() const override { return packed_.name(); }
  Result<void> finish() override { return packed_.finish(); }
  Result<std::size_t> read(char* buffer, std::size_t size) override;

 private:
  Error error(std::string message) const {
    Error error;
    error.kind = Error::Kind::kFormat;
    error.file = name();
    error.message = std::move(message);
    return error;
  }
  Result<void> feed();
  Result<std::size_t> fail(Error error) {
    fault_ = std::move(error);
    return fault_.error();
  }
  // Makes ready for another file behind one that ended; false if there is none.
  Result<bool> next_file();

  Source& packed_;
  UnpackBudget& budget_;
  const bool nested_;
  Buffer in_;
  std::uint64_t fed_ = 0;
  bool at_end_ = false;  // of `packed_`
  z_stream stream_ = {};
  bool ready_ = false;
  bool within_file_ = true;
  Result<void> fault_;
};

Result<void> GzipSource::feed() {
  const Result<std::size_t> count = packed_.read(in_.data(), in_.size());
  if (!count.ok()) return count.error();
  at_end_ = *count == 0;
  fed_ += *count;
  if (!nested_) budget_.fed(fed_);
  stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
  stream_.avail_in = static_cast<uInt>(*count);
  return {};
}

Result<bool> GzipSource::next_file() {
  if (stream_.avail_in == 0) {
    const Result<void> fed = feed();
    if (!fed.ok()) return fed.error();
  }
  if (stream_.avail_in == 0 || *stream_.next_in != 0x1F) return false;
  within_file_ = inflateReset(&stream_) == Z_OK;
  return within_file_;
}

Result<std::size_t> GzipSource::read(char* buffer, std::size_t size) {
  if (!fault_.ok()) return fault_.error();
  if (!ready_) return fail(error("there is no memory to unpack it"));
  const std::uint64_t most =
      std::min<std::uint64_t>({size, std::max<std::uint64_t>(budget_.left(), 1),
                               std::numeric_limits<uInt>::max()});
  stream_.next_out = reinterpret_cast<Bytef*>(buffer);
  stream_.avail_out = static_cast<uInt>(most);
  while (stream_.avail_out == most) {
    if (!within_file_) {
      const Result<bool> more = next_file();
      if (!more.ok()) return fail(more.error());
      if (!*more) return std::size_t{0};
    }
    if (stream_.avail_in == 0) {
      const Result<void> fed = feed();
      if (!fed.ok()) return fail(fed.error());
      if (at_end_) {
        return fail(error("cut short; the rest of it is missing"));
      }
    }
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      within_file_ = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      Error damage = error("damaged; the rest of it is missing");
      if (stream_.msg != nullptr) damage.cause = stream_.msg;
      fault_ = std::move(damage);
      if (stream_.avail_out == most) return fault_.error();
      break;  // what came out before is good
    }
  }
  const auto count = static_cast<std::size_t>(most - stream_.avail_out);
  const Result<void> within = budget_.spend(count);
  if (within.ok()) return count;
  Error too_much = within.error();
  too_much.file = name();
  return fail(std::move(too_much));
}

}  // namespace

std::unique_ptr<Source> open_gzip(Source& packed, UnpackBudget& budget,
                                  bool nested) {
  return std::make_unique<GzipSource>(packed, budget, nested);
}

}  // namespace hrscan
