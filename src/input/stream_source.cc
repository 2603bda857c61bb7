#include "input/stream_source.h"

#include <utility>

namespace hrscan {
namespace {

class StreamSource final : public Source {
 public:
  StreamSource(std::string name, std::unique_ptr<InputFile> file)
      : name_(std::move(name)), file_(std::move(file)) {}

  const std::string& name() const override { return name_; }
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    return file_->read(buffer, size);
  }

 private:
  std::string name_;
  std::unique_ptr<InputFile> file_;
};

}  // namespace

std::unique_ptr<Source> make_stream_source(std::string name,
                                           std::unique_ptr<InputFile> file) {
  return std::make_unique<StreamSource>(std::move(name), std::move(file));
}

}  // namespace hrscan
