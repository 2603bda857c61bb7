// What an annotator has made of a part of a log and not written yet.
#ifndef HRSCAN_ANNOTATE_ANNOTATED_H_
#define HRSCAN_ANNOTATE_ANNOTATED_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hrscan {

// Bytes in order: such as are copied, and such as are written from where they
// lie, which must stay there.
class Annotated {
 public:
  // `lend`: from now on bytes of the log are not copied but where they are few.
  void clear(bool lend) {
    lends_ = lend;
    copied_.clear();
    lent_.clear();
  }
  void reserve(std::size_t size) { copied_.reserve(size); }

  void put(std::string_view bytes) { copied_ += bytes; }
  void put_original(std::string_view bytes) {
    if (!lends_ || bytes.size() < kWorthLending) return put(bytes);
    lent_.push_back({copied_.size(), bytes});
  }

  // Of what is copied, in bytes.
  std::size_t size() const { return copied_.size(); }
  std::size_t capacity() const { return copied_.capacity(); }

  // Appends all of it in pieces, which are valid until it changes.
  void add_to(std::vector<std::string_view>& pieces) const {
    const std::string_view copied = copied_;
    std::size_t done = 0;
    for (const Lent& lent : lent_) {
      if (lent.at > done) pieces.push_back(copied.substr(done, lent.at - done));
      pieces.push_back(lent.bytes);
      done = lent.at;
    }
    if (done < copied.size()) pieces.push_back(copied.substr(done));
  }

 private:
  // To copy fewer costs less than a piece of its own does.
  static constexpr std::size_t kWorthLending = 1024;

  struct Lent {
    std::size_t at;  // in what is copied
    std::string_view bytes;
  };

  bool lends_ = false;
  std::string copied_;
  std::vector<Lent> lent_;
};

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_ANNOTATED_H_
