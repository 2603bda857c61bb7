// A table of text: columns as wide as their cells, two blanks between them.
#ifndef HRSCAN_RENDER_COLUMNS_H_
#define HRSCAN_RENDER_COLUMNS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/commas.h"

namespace hrscan {

struct Column {
  std::string_view title;
  bool right = false;  // numbers stand at the right
};

struct Cell {
  std::string text;
  std::string_view style;  // an escape sequence, or empty
};

class Columns {
 public:
  // Titles and cells are shown in colour if `color` says so.
  Columns(std::vector<Column> columns, bool color);

  void add(std::vector<Cell> row);

  std::size_t rows() const { return rows_.size(); }
  // Of a full line, in columns.
  std::size_t width() const;
  std::string header() const;
  // Without blanks at the end, and without a line end.
  std::string line(std::size_t row) const;

 private:
  std::string join(const std::vector<Cell>& row) const;

  std::vector<Column> columns_;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<Cell>> rows_;
  const bool color_;
};

// How many columns `text` takes: its characters, each taken for one.
std::size_t display_width(std::string_view text);

// `text`, cut to `width` columns; "..." says that something is missing. 0: not
// cut.
std::string fit(std::string_view text, std::size_t width);

// `text` in lines of at most `width` columns, cut at blanks where there are
// some; 0: one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_COLUMNS_H_
