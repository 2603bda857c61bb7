#include "base/edit_distance.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/ascii.h"

namespace hrscan {

// Damerau's distance in its restricted form (optimal string alignment): three
// rows of the matrix are all that the swap of two neighbours needs.
std::size_t edit_distance(std::string_view a, std::string_view b,
                          std::size_t limit) {
  const std::size_t more = limit + 1;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return more;

  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = ascii::to_lower(a[i - 1]);
      const char y = ascii::to_lower(b[j - 1]);
      row[j] = std::min(
          {above[j] + 1, row[j - 1] + 1, above[j - 1] + (x == y ? 0 : 1)});
      if (i > 1 && j > 1 && x == ascii::to_lower(b[j - 2]) &&
          ascii::to_lower(a[i - 2]) == y) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return more;
    before.swap(above);
    above.swap(row);
  }
  return std::min(above[b.size()], more);
}

std::string did_you_mean(std::string_view word,
                         std::span<const std::string_view> words) {
  // The dashes of an option are no likeness.
  const std::size_t dashes = std::min(word.find_first_not_of('-'), word.size());
  const std::size_t limit =
      std::max<std::size_t>(1, (word.size() - dashes) / 3);
  std::size_t best = limit + 1;
  std::string_view nearest;
  for (const std::string_view candidate : words) {
    const std::size_t distance = edit_distance(word, candidate, limit);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest.empty() ? std::string()
                         : fmt::format(", did you mean '{}'?", nearest);
}

}  // namespace hrscan
