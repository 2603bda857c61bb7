#include "hrscan/source.h"

#include <utility>

#include "input/mapped_source.h"
#include "input/stream_source.h"
#include "platform/file.h"
#include "platform/mapped_file.h"

namespace hrscan {
namespace {

class TextSource final : public Source {
 public:
  TextSource(std::string name, std::string_view text)
      : name_(std::move(name)), text_(text) {}

  const std::string& name() const override { return name_; }
  std::optional<std::string_view> view() override { return text_; }
  Result<std::size_t> read(char*, std::size_t) override {
    return std::size_t{0};
  }
  std::optional<std::uint64_t> size() const override { return text_.size(); }

 private:
  std::string name_;
  std::string_view text_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_file(const std::filesystem::path& path) {
  Result<std::unique_ptr<MappedFile>> mapped = MappedFile::open(path);
  if (!mapped.ok()) return mapped.error();
  if (*mapped != nullptr) {
    return make_mapped_source(path.string(), std::move(*mapped));
  }
  Result<std::unique_ptr<InputFile>> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  return make_stream_source(path.string(), std::move(*file));
}

std::unique_ptr<Source> open_standard_input() {
  return make_stream_source("-", InputFile::standard_input());
}

std::unique_ptr<Source> open_text(std::string name, std::string_view text) {
  return std::make_unique<TextSource>(std::move(name), text);
}

}  // namespace hrscan
