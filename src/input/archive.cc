#include "input/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/utf8_locale.h"

namespace hrscan {
namespace {

constexpr std::size_t kReadSize = 128 * 1024;

struct FreeArchive {
  void operator()(::archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<::archive, FreeArchive>;

// Only what works within the process: other filters would start programs.
Handle make_handle() {
  Handle handle(archive_read_new());
  ::archive* const a = handle.get();
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_lz4(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_7zip(a);
  archive_read_support_format_cab(a);
  archive_read_support_format_raw(a);
  archive_read_support_format_empty(a);
  return handle;
}

class LibArchive final : public Archive {
 public:
  LibArchive(Source& source, UnpackBudget& budget, bool nested)
      : source_(source),
        budget_(budget),
        nested_(nested),
        handle_(make_handle()) {}

  Result<std::unique_ptr<Member>> next() override;

 private:
  class MemberSource;

  static la_ssize_t read_block(::archive* handle, void* self,
                               const void** block);
  void open();
  Error error(const std::string& file, std::string message) const;
  int next_block();
  Result<std::size_t> read(char* buffer, std::size_t size,
                           const std::string& file);
  std::unique_ptr<Member> make_member(archive_entry* entry);

  Source& source_;
  UnpackBudget& budget_;
  const bool nested_;
  std::vector<char> in_;
  // Of the member: what libarchive gave last and nobody has read yet, and a
  // hole before that, which stands for zeros.
  std::string_view block_;
  std::uint64_t hole_ = 0;
  std::uint64_t position_ = 0;
  // A failure of the source itself, which libarchive cannot express.
  std::optional<Error> source_fault_;
  bool opened_ = false;
  bool ended_ = false;
  bool any_ = false;  // member
  Handle handle_;     // last: freeing it may still read
};

class LibArchive::MemberSource final : public Source {
 public:
  MemberSource(LibArchive& archive, std::string name,
               std::optional<std::uint64_t> size)
      : archive_(archive), name_(std::move(name)), size_(size) {}

  const std::string& name() const override { return name_; }
  std::optional<std::uint64_t> size() const override { return size_; }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    return archive_.read(buffer, size, name_);
  }

 private:
  LibArchive& archive_;
  std::string name_;
  std::optional<std::uint64_t> size_;
};

// An empty file of which nothing need be asked.
class EmptySource final : public Source {
 public:
  explicit EmptySource(std::string name) : name_(std::move(name)) {}
  const std::string& name() const override { return name_; }
  Result<std::size_t> read(char*, std::size_t) override {
    return std::size_t{0};
  }

 private:
  std::string name_;
};

la_ssize_t LibArchive::read_block(::archive* handle, void* self,
                                  const void** block) {
  auto& me = *static_cast<LibArchive*>(self);
  const Result<std::size_t> count =
      me.source_.read(me.in_.data(), me.in_.size());
  if (!count.ok()) {
    me.source_fault_ = count.error();
    archive_set_error(handle, EIO, "%s", count.error().message.c_str());
    return -1;
  }
  *block = me.in_.data();
  return static_cast<la_ssize_t>(*count);
}

// A mapped file can be read in any order, which some formats need.
void LibArchive::open() {
  opened_ = true;
  int opened = ARCHIVE_OK;
  if (const auto view = source_.view()) {
    opened =
        archive_read_open_memory(handle_.get(), view->data(), view->size());
    if (!nested_) budget_.fed(view->size());
  } else {
    in_.resize(kReadSize);
    opened =
        archive_read_open(handle_.get(), this, nullptr, read_block, nullptr);
  }
  ended_ = opened != ARCHIVE_OK;
}

Error LibArchive::error(const std::string& file, std::string message) const {
  if (source_fault_) return *source_fault_;
  Error error;
  error.kind = Error::Kind::kFormat;
  error.file = file;
  error.message = std::move(message);
  const char* const cause = archive_error_string(handle_.get());
  if (cause != nullptr) error.cause = cause;
  return error;
}

Result<std::unique_ptr<Member>> LibArchive::next() {
  if (!opened_) {
    open();
    if (ended_) return error(source_.name(), "cannot be unpacked");
  }
  const Utf8Locale for_names;
  while (!ended_) {
    block_ = {};
    hole_ = 0;
    position_ = 0;
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle_.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status == ARCHIVE_RETRY) continue;
    if (status < ARCHIVE_WARN) {
      ended_ = true;
      return error(source_.name(),
                   archive_read_has_encrypted_entries(handle_.get()) == 1
                       ? "encrypted; it cannot be read without its password"
                       : "damaged or cut short; the rest of it is missing");
    }
    if (auto member = make_member(entry)) {
      any_ = true;
      return member;
    }
  }
  ended_ = true;
  // A compressed file of nothing has no entry.
  if (!any_ && archive_format(handle_.get()) == ARCHIVE_FORMAT_EMPTY) {
    any_ = true;
    auto member = std::make_unique<Member>();
    member->source = std::make_unique<EmptySource>(source_.name());
    return member;
  }
  return std::unique_ptr<Member>();
}

// Null for what is no file.
std::unique_ptr<Member> LibArchive::make_member(archive_entry* entry) {
  const auto type = archive_entry_filetype(entry);
  if ((type != AE_IFREG && type != 0) ||
      archive_entry_hardlink(entry) != nullptr) {
    return nullptr;
  }
  auto member = std::make_unique<Member>();
  std::string name = source_.name();
  if (archive_format(handle_.get()) != ARCHIVE_FORMAT_RAW) {
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    member->path = path != nullptr ? path : "(unnamed)";
    name += '!';
    name += member->path;
  }
  member->encrypted = archive_entry_is_data_encrypted(entry) != 0;
  std::optional<std::uint64_t> size;
  if (archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0) {
    size = static_cast<std::uint64_t>(archive_entry_size(entry));
  }
  member->source = std::make_unique<MemberSource>(*this, std::move(name), size);
  return member;
}

// One that is not empty, or has a hole before it.
int LibArchive::next_block() {
  for (;;) {
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status =
        archive_read_data_block(handle_.get(), &data, &size, &offset);
    if (status == ARCHIVE_RETRY) continue;
    if (status != ARCHIVE_OK) return status;
    block_ = {static_cast<const char*>(data), size};
    const auto begin =
        static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
    hole_ = begin > position_ ? begin - position_ : 0;
    if (size > 0 || hole_ > 0) return status;
  }
}

Result<std::size_t> LibArchive::read(char* buffer, std::size_t size,
                                     const std::string& file) {
  if (block_.empty() && hole_ == 0) {
    const int status = next_block();
    if (status == ARCHIVE_EOF) return std::size_t{0};
    if (status < ARCHIVE_OK) {
      ended_ = ended_ || status == ARCHIVE_FATAL;
      return error(file, "damaged or cut short; the rest of it is missing");
    }
  }
  // At the limit one byte more says that there is more.
  const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(
      size, std::max<std::uint64_t>(budget_.left(), 1)));
  std::size_t bytes = 0;
  if (hole_ > 0) {
    bytes = static_cast<std::size_t>(std::min<std::uint64_t>(most, hole_));
    std::memset(buffer, 0, bytes);
    hole_ -= bytes;
  } else {
    bytes = block_.copy(buffer, most);
    block_.remove_prefix(bytes);
  }
  position_ += bytes;
  if (!nested_ && !source_.view()) {
    budget_.fed(
        static_cast<std::uint64_t>(archive_filter_bytes(handle_.get(), -1)));
  }
  const Result<void> within = budget_.spend(bytes);
  if (within.ok()) return bytes;
  Error error = within.error();
  error.file = file;
  return error;
}

}  // namespace

std::unique_ptr<Archive> open_archive(Source& source, UnpackBudget& budget,
                                      bool nested) {
  return std::make_unique<LibArchive>(source, budget, nested);
}

}  // namespace hrscan
