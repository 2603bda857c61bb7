// A unified diff of a text and its rewritten form, made while the new text
// comes.
//
// Lines that differ are taken for one another's old and new form: rewriting
// changes lines and keeps their order, and lines that come or go are those of
// notes. So there is nothing to search for, and memory is bounded by a few
// lines.
#ifndef HRSCAN_ANNOTATE_DIFF_H_
#define HRSCAN_ANNOTATE_DIFF_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "hrscan/result.h"

namespace hrscan {

class Diff {
 public:
  // Lines longer than this cannot be shown.
  static constexpr std::size_t kLongestLine = 4 * 1024 * 1024;

  // Reads on in the old text: so many bytes, 0 at its end.
  using ReadOld = std::function<Result<std::size_t>(char*, std::size_t)>;

  Diff(std::string name, ReadOld read_old, std::ostream& out);

  // The next bytes of the new text. After an Error there is no going on.
  Result<void> put(std::string_view bytes);

  // The new text is complete. True if the texts differ.
  Result<bool> finish();

 private:
  static constexpr std::size_t kContext = 3;
  static constexpr std::size_t kInMemory = 1024 * 1024;

  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  Result<void> new_line(std::string_view line);
  Result<std::optional<std::string>> old_line();
  // The same, but for an old note where the new text has none.
  Result<std::optional<std::string>> old_line_for(std::string_view line);
  Error too_long() const;

  Result<void> same(std::string line);
  Result<void> changed(const std::string* old_line,
                       const std::string_view* new_line);
  Result<void> add(char mark, std::string_view line);
  Result<void> spill();
  void open_hunk();
  Result<void> close_hunk();

  const std::string name_;
  const ReadOld read_old_;
  std::ostream& out_;

  std::string new_rest_;  // of the new text, a line not yet complete
  std::string old_text_;  // of the old text, read and not yet used
  std::size_t old_used_ = 0;
  std::optional<std::string> old_ahead_;  // of the old text, read too early
  bool old_ended_ = false;

  // Lines passed so far.
  std::uint64_t old_count_ = 0;
  std::uint64_t new_count_ = 0;

  // Equal lines since the last change; before the first one, and far behind a
  // change, the last kContext of them.
  std::deque<std::string> equal_;

  // The hunk that is being made.
  bool in_hunk_ = false;
  std::uint64_t old_start_ = 0;
  std::uint64_t new_start_ = 0;
  std::uint64_t old_lines_ = 0;
  std::uint64_t new_lines_ = 0;
  std::string body_;
  std::unique_ptr<std::FILE, CloseFile> spilled_;  // what went before body_

  bool any_hunk_ = false;
};

}  // namespace hrscan

#endif  // HRSCAN_ANNOTATE_DIFF_H_
