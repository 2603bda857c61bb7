// How far apart two words are, for "did you mean".
#ifndef HRSCAN_BASE_EDIT_DISTANCE_H_
#define HRSCAN_BASE_EDIT_DISTANCE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hrscan {

// Number of insertions, deletions, replacements and swaps of neighbours that
// turn `a` into `b`, upper and lower case alike; `limit` + 1 if it is more than
// `limit`. O(a.size() * b.size()), less when the lengths differ by more.
std::size_t edit_distance(std::string_view a, std::string_view b,
                          std::size_t limit);

// ", did you mean 'X'?" with the nearest of `words`, or "" if none is near.
std::string did_you_mean(std::string_view word,
                         std::span<const std::string_view> words);

}  // namespace hrscan

#endif  // HRSCAN_BASE_EDIT_DISTANCE_H_
