#include "input/mapped_source.h"

#include <utility>

namespace hrscan {
namespace {

class MappedSource final : public Source {
 public:
  MappedSource(std::string name, std::unique_ptr<MappedFile> file)
      : name_(std::move(name)), file_(std::move(file)) {}

  const std::string& name() const override { return name_; }
  std::optional<std::string_view> view() override { return file_->bytes(); }
  Result<std::size_t> read(char*, std::size_t) override {
    return std::size_t{0};
  }
  std::optional<std::uint64_t> size() const override {
    return file_->bytes().size();
  }
  Result<void> finish() override {
    if (!file_->cut_short()) return {};
    Error error;
    error.kind = Error::Kind::kChanged;
    error.message =
        "the file was cut short while it was read; its end is missing";
    error.file = name_;
    return error;
  }

 private:
  std::string name_;
  std::unique_ptr<MappedFile> file_;
};

}  // namespace

std::unique_ptr<Source> make_mapped_source(std::string name,
                                           std::unique_ptr<MappedFile> file) {
  return std::make_unique<MappedSource>(std::move(name), std::move(file));
}

}  // namespace hrscan
