#include "base/glob.h"

#include <cstddef>
#include <vector>

namespace hrscan {
namespace {

// One row per character of the glob: reaches[i] says that the glob so far fits
// the first i characters of the text. Runs in the time promised, where a
// matcher that backtracks would not.
bool fits(std::string_view glob, std::string_view text) {
  std::vector<bool> reaches(text.size() + 1);
  reaches[0] = true;
  for (std::size_t g = 0; g < glob.size(); ++g) {
    const bool star = glob[g] == '*';
    const bool double_star = star && g + 1 < glob.size() && glob[g + 1] == '*';
    if (double_star) ++g;
    std::vector<bool> next(text.size() + 1);
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (star) {
        next[i] = reaches[i] ||
                  (i > 0 && next[i - 1] && (double_star || text[i - 1] != '/'));
      } else if (i > 0 && reaches[i - 1]) {
        next[i] =
            glob[g] == text[i - 1] || (glob[g] == '?' && text[i - 1] != '/');
      }
    }
    reaches.swap(next);
  }
  return reaches[text.size()];
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view path) {
  if (glob.find('/') == std::string_view::npos) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  }
  if (!fits(glob, path)) {
    // "**/x" also means x itself.
    return glob.starts_with("**/") && fits(glob.substr(3), path);
  }
  return true;
}

}  // namespace hrscan
