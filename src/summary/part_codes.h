// The codes of a part, packed: a summary of many files has millions of them,
// and each would take 200 bytes and more as it is.
#ifndef HRSCAN_SUMMARY_PART_CODES_H_
#define HRSCAN_SUMMARY_PART_CODES_H_

#include <cstddef>
#include <iterator>
#include <span>
#include <string>

#include "summary/part_code.h"

namespace hrscan {

// A list to append to and to go through. Numbers are written seven bits to a
// byte, and of a time only what is not as in the one before it.
class PartCodes {
 public:
  void push_back(const PartCode& cell);
  // For who has added the last: memory that is not needed is given back.
  void shrink_to_fit() { bytes_.shrink_to_fit(); }

  std::size_t size() const { return size_; }

  // Every code becomes numbers[code].
  void renumber(std::span<const std::uint32_t> numbers);

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = PartCode;
    using difference_type = std::ptrdiff_t;
    using pointer = const PartCode*;
    using reference = const PartCode&;

    // Overwritten by the next one.
    const PartCode& operator*() const { return cell_; }
    Iterator& operator++() {
      if (--left_ > 0) read();
      return *this;
    }
    bool operator==(const Iterator& other) const {
      return left_ == other.left_;
    }

   private:
    friend class PartCodes;
    Iterator(const char* at, std::size_t left) : at_(at), left_(left) {
      if (left_ > 0) read();
    }
    void read();

    const char* at_;
    std::size_t left_;
    Timestamp before_;
    PartCode cell_;
  };

  Iterator begin() const { return {bytes_.data(), size_}; }
  Iterator end() const { return {nullptr, 0}; }

 private:
  std::string bytes_;
  std::size_t size_ = 0;
  Timestamp before_;  // the last time in bytes_
};

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_PART_CODES_H_
