// One sentence about a code that has no description of its own, from what its
// symbol, component and facility say.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "hrscan/catalog.h"

namespace hrscan {
namespace {

// The words of a symbol in lower case, parted at '_' and where camel case
// begins a word: "JET_errOutOfMemory" is jet, err, out, of, memory.
std::vector<std::string> words_of(std::string_view symbol) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < symbol.size(); ++i) {
    const char c = symbol[i];
    const bool hump =
        ascii::is_upper(c) && i > 0 && ascii::is_lower(symbol[i - 1]);
    if ((c == '_' || hump) && !words.back().empty()) words.emplace_back();
    if (c != '_') words.back() += ascii::to_lower(c);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// Whether a word of a symbol only says that a status follows: NS_E_, ERROR_.
bool is_marker(std::string_view word) {
  constexpr std::string_view kMarkers[] = {
      "e",      "s",      "i",    "w",    "err",     "error",
      "errors", "status", "warn", "info", "warning", "cstatus"};
  for (const std::string_view marker : kMarkers) {
    if (word == marker) return true;
  }
  return false;
}

// What a symbol says in words, its prefix left out; empty if nothing is left.
std::string spoken(std::string_view symbol) {
  const std::vector<std::string> words = words_of(symbol);
  // The prefix ends with a marker among the first words, or is the first word.
  std::size_t from = words.size() > 1 ? 1 : 0;
  for (std::size_t i = 0; i + 1 < words.size() && i < 3; ++i) {
    if (is_marker(words[i])) from = i + 1;
  }
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += words[i];
  }
  return text;
}

std::string facility_of(const Meaning& meaning) {
  const Facility& facility = meaning.facility;
  return facility.title.empty() ? fmt::format("{}", facility.number)
                                : std::string(facility.title);
}

}  // namespace

std::string describe(const Meaning& meaning) {
  if (!meaning.description.empty()) return std::string(meaning.description);
  const std::string name = spoken(meaning.symbol);
  if (!meaning.component.empty()) {
    const bool failure = is_failure(meaning.code, meaning.kind);
    return fmt::format("{} {}{}{}.", meaning.component,
                       failure ? "error" : "status",
                       name.empty() ? "" : ", by its name: ", name);
  }
  if (meaning.kind != CodeKind::kHresult) {
    return name.empty() ? "No description."
                        : fmt::format("By its name: {}.", name);
  }
  if (name.empty()) {
    return fmt::format("No description; facility {}.", facility_of(meaning));
  }
  return fmt::format("By its name: {}; facility {}.", name,
                     facility_of(meaning));
}

}  // namespace hrscan
