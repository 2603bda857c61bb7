#include "input/file_source.h"

#include <utility>

#include "platform/mapped_file.h"

namespace hrscan {
namespace {

class FileSource final : public Source {
 public:
  FileSource(const std::filesystem::path& path, std::unique_ptr<InputFile> file)
      : path_(path), name_(path.string()), file_(std::move(file)) {}

  const std::string& name() const override { return name_; }
  std::optional<std::uint64_t> size() const override {
    return file_->regular_size();
  }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    Result<std::size_t> count = file_->read(buffer, size);
    if (count.ok()) read_ += *count;
    if (count.ok() && *count == 0) at_end_ = true;
    return count;
  }
  std::optional<std::string_view> view() override {
    if (!tried_to_map_) {
      tried_to_map_ = true;
      Result<std::unique_ptr<MappedFile>> mapping = MappedFile::open(path_);
      if (mapping.ok()) mapping_ = std::move(*mapping);
    }
    if (mapping_ == nullptr) return std::nullopt;
    return mapping_->bytes();
  }
  bool prefers_view() override {
    return view().has_value() && mapping_->in_large_pages();
  }
  Copier copier() const override {
    if (mapping_ == nullptr || mapping_->in_large_pages()) return {};
    return [this](std::size_t from, std::size_t size, char* to) {
      mapping_->copy(from, size, to);
    };
  }
  bool intact() const override {
    return mapping_ == nullptr || !mapping_->cut_short();
  }
  Result<void> finish() override {
    const bool cut_short = mapping_ != nullptr
                               ? mapping_->cut_short()
                               : at_end_ && read_ < size().value_or(0);
    if (!cut_short) return {};
    Error error;
    error.kind = Error::Kind::kChanged;
    error.message =
        "the file was cut short while it was read; its end is missing";
    error.file = name_;
    return error;
  }

 private:
  std::filesystem::path path_;
  std::string name_;
  std::unique_ptr<InputFile> file_;
  std::uint64_t read_ = 0;
  bool at_end_ = false;
  bool tried_to_map_ = false;
  std::unique_ptr<MappedFile> mapping_;
};

}  // namespace

std::unique_ptr<Source> make_file_source(const std::filesystem::path& path,
                                         std::unique_ptr<InputFile> file) {
  return std::make_unique<FileSource>(path, std::move(file));
}

}  // namespace hrscan
