// Memory to read into or to gather output in. It is not filled with anything
// first: pages that are never used are never asked of the system, and most runs
// use few of a large buffer.
#ifndef HRSCAN_BASE_BUFFER_H_
#define HRSCAN_BASE_BUFFER_H_

#include <cstddef>
#include <memory>

namespace hrscan {

class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::size_t size)
      : data_(std::make_unique_for_overwrite<char[]>(size)), size_(size) {}

  char* data() { return data_.get(); }
  const char* data() const { return data_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
};

}  // namespace hrscan

#endif  // HRSCAN_BASE_BUFFER_H_
