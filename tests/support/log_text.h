// Random text that looks enough like a log to reach every rule of the matcher:
// status words, address words and names of fields, tokens of every form and
// their near misses, brackets, notes, line ends.
#ifndef HRSCAN_TESTS_SUPPORT_LOG_TEXT_H_
#define HRSCAN_TESTS_SUPPORT_LOG_TEXT_H_

#include <cstddef>
#include <random>
#include <string>

namespace hrscan::test {

// The same seed gives the same text.
class LogText {
 public:
  explicit LogText(unsigned seed) : random_(seed) {}

  // Some fragments in a row, without a line end.
  std::string line(std::size_t fragments);
  // Lines of 1 to `most` fragments.
  std::string lines(std::size_t count, std::size_t most);
  // Any bytes, those that tokens are made of more often than others.
  std::string bytes(std::size_t count);
  // A whole number below `limit`.
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  void append_fragment(std::string& out);
  void append_token(std::string& out);
  std::string hex(std::size_t digits);

  std::mt19937 random_;
};

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_LOG_TEXT_H_
