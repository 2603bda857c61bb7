#include "render/columns.h"

#include <algorithm>
#include <utility>

#include "render/style.h"

namespace hrscan {
namespace {

constexpr std::string_view kBetween = "  ";
constexpr std::string_view kEllipsis = "...";

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

}  // namespace

Columns::Columns(std::vector<Column> columns, bool color)
    : columns_(std::move(columns)), color_(color) {
  for (const Column& column : columns_) widths_.push_back(column.title.size());
}

void Columns::add(std::vector<Cell> row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    widths_[i] = std::max(widths_[i], display_width(row[i].text));
  }
  rows_.push_back(std::move(row));
}

std::size_t Columns::width() const {
  std::size_t sum = 0;
  for (const std::size_t width : widths_) sum += width + kBetween.size();
  return sum - kBetween.size();
}

std::string Columns::header() const {
  std::vector<Cell> titles;
  for (const Column& column : columns_) {
    titles.push_back({std::string(column.title), style::kBold});
  }
  return join(titles);
}

std::string Columns::line(std::size_t row) const { return join(rows_[row]); }

std::string Columns::join(const std::vector<Cell>& row) const {
  std::string line;
  std::size_t owed = 0;  // blanks before the next text
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Cell& cell = row[i];
    const std::size_t blanks = widths_[i] - display_width(cell.text);
    if (columns_[i].right) owed += blanks;
    if (!cell.text.empty()) {
      line.append(owed, ' ');
      owed = 0;
      line += styled(cell.text, cell.style, color_ && !cell.style.empty());
    }
    owed += kBetween.size() + (columns_[i].right ? 0 : blanks);
  }
  return line;
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), starts_character));
}

std::string fit(std::string_view text, std::size_t width) {
  if (width == 0 || display_width(text) <= width) return std::string(text);
  const std::size_t keep =
      width > kEllipsis.size() ? width - kEllipsis.size() : 0;
  std::size_t characters = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    if (starts_character(text[end]) && characters++ == keep) break;
    ++end;
  }
  return std::string(text.substr(0, end)) +
         std::string(kEllipsis.substr(0, width));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (width != 0 &&
               display_width(line) + 1 + display_width(word) > width) {
      lines.emplace_back(word);
    } else {
      line += ' ';
      line += word;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace hrscan
