#include "hrscan/source.h"

#include <utility>

#include "input/file_source.h"
#include "input/stream_source.h"
#include "platform/file.h"

namespace hrscan {
namespace {

class TextSource final : public Source {
 public:
  TextSource(std::string name, std::string_view text)
      : name_(std::move(name)), text_(text) {}

  const std::string& name() const override { return name_; }
  std::optional<std::string_view> view() override { return text_; }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t count = text_.substr(read_).copy(buffer, size);
    read_ += count;
    return count;
  }
  std::optional<std::uint64_t> size() const override { return text_.size(); }

 private:
  std::string name_;
  std::string_view text_;
  std::size_t read_ = 0;
};

}  // namespace

std::unique_ptr<Source> Source::clean_rest(std::size_t from) {
  const std::string_view view = raw_view().value_or(std::string_view());
  return open_text(name(), view.substr(from));
}

Result<std::unique_ptr<Source>> open_file(const std::filesystem::path& path) {
  Result<std::unique_ptr<InputFile>> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  if ((*file)->regular_size()) {
    return make_file_source(path, std::move(*file));
  }
  return make_stream_source(path.string(), std::move(*file));
}

std::unique_ptr<Source> open_standard_input() {
  return make_stream_source("-", InputFile::standard_input());
}

std::unique_ptr<Source> open_text(std::string name, std::string_view text) {
  return std::make_unique<TextSource>(std::move(name), text);
}

}  // namespace hrscan
