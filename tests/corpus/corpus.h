// Logs of any size, made up from a style and a seed. The same style, seed and
// options give the same bytes everywhere, and a longer text begins with the
// shorter one.
#ifndef HRSCAN_TESTS_CORPUS_CORPUS_H_
#define HRSCAN_TESTS_CORPUS_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/grammar.h"
#include "corpus/styles.h"

namespace hrscan::corpus {

struct CorpusOptions {
  // How many codes a line holds, instead of what the style says: below 1 some
  // lines one, from 1 on every line that many.
  std::optional<double> codes_per_line;
  // Of how many different codes; 0: those that logs hold.
  std::uint32_t distinct_codes = 0;
  std::string_view line_end = "\r\n";
};

class Corpus {
 public:
  Corpus(const Style& style, std::uint64_t seed, CorpusOptions options = {});

  // Appends a line with its end.
  void append_line(std::string& out);
  // The first lines that fill `size`, the last one cut there.
  std::string text(std::size_t size);

 private:
  void append_content(std::string& out);
  void append_codes(std::string& out);
  bool is_finding_due();

  const Style& style_;
  CorpusOptions options_;
  Grammar grammar_;
  GrammarState state_;
  std::size_t line_;
  std::size_t finding_;
  std::size_t stack_;
  std::size_t head_;
  std::size_t phrase_;
  std::size_t lines_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t next_finding_ = 0;  // in bytes
  double codes_due_ = 0;
};

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_CORPUS_H_
