#include "base/brief_pattern.h"

#include <utility>

#include "base/ascii.h"

namespace hrscan {
namespace {

// Far below what RE2 refuses as too long or too deep.
constexpr std::size_t kLongest = 4096;
constexpr int kDeepest = 20;

std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

}  // namespace

// Each function reads a part and appends its steps, whose jumps are relative:
// steps can be put before a part when it is read. False: it is none of ours.
class BriefPattern::Reader {
 public:
  Reader(std::string_view expression, BriefPattern& to)
      : left_(expression), to_(to) {}

  bool all() {
    any_case_ = skip("(?i)");
    if (!alternatives(0) || !left_.empty()) return false;
    append({Do::kSucceeds, 0, 0});
    return true;
  }

 private:
  bool skip(std::string_view sign) {
    if (!left_.starts_with(sign)) return false;
    left_.remove_prefix(sign.size());
    return true;
  }
  bool next_is_one_of(std::string_view signs) const {
    return !left_.empty() && signs.find(left_[0]) != std::string_view::npos;
  }
  char take() {
    const char c = left_[0];
    left_.remove_prefix(1);
    return c;
  }

  std::size_t here() const { return to_.steps_.size(); }
  std::ptrdiff_t distance(std::size_t from, std::size_t to) const {
    return static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(from);
  }
  bool append(Step step) {
    to_.steps_.push_back(step);
    return true;
  }
  void put_before(std::size_t part, Step step) {
    to_.steps_.insert(to_.steps_.begin() + static_cast<std::ptrdiff_t>(part),
                      step);
  }
  bool append_set(const Set& set) {
    append({Do::kSet, 0, static_cast<std::ptrdiff_t>(to_.sets_.size())});
    to_.sets_.push_back(set);
    return true;
  }

  bool alternatives(int depth) {
    if (depth > kDeepest) return false;
    std::vector<std::size_t> ends;
    for (;;) {
      const std::size_t begin = here();
      while (!left_.empty() && !next_is_one_of("|)")) {
        if (!repeated_item(depth)) return false;
      }
      if (!skip("|")) break;
      put_before(begin, {Do::kGoBoth, 0, distance(begin, here()) + 2});
      ends.push_back(here());
      append({Do::kGo, 0, 0});
    }
    for (const std::size_t end : ends) {
      to_.steps_[end].by = distance(end, here());
    }
    return !next_is_one_of("?*+");
  }

  bool repeated_item(int depth) {
    const std::size_t begin = here();
    if (skip("^")) return append({Do::kBegin, 0, 0});
    if (skip("$")) return append({Do::kEnd, 0, 0});
    if (!item(depth)) return false;
    if (skip("?")) {
      put_before(begin, {Do::kGoBoth, 0, distance(begin, here()) + 1});
    } else if (skip("+")) {
      append({Do::kGoBoth, 0, distance(here(), begin)});
    } else if (skip("*")) {
      put_before(begin, {Do::kGoBoth, 0, distance(begin, here()) + 2});
      append({Do::kGo, 0, distance(here(), begin)});
    }
    return true;
  }

  bool item(int depth) {
    if (skip("(?:")) return alternatives(depth + 1) && skip(")");
    if (skip("[")) return set();
    if (skip(".")) return append_set(Set().set('\n').flip());
    if (skip("\\w")) return append_set(word_set());
    if (skip("\\")) {
      return !left_.empty() && left_[0] > ' ' && left_[0] <= '~' &&
             !ascii::is_word(left_[0]) && literal(take());
    }
    // A sign that repeats is refused where there is nothing to repeat, and so
    // behind another and behind "^" and "$".
    return left_[0] >= ' ' && left_[0] <= '~' && !next_is_one_of("({[]})?*+") &&
           literal(take());
  }

  bool literal(char c) {
    return any_case_ ? append({Do::kAnyCase, ascii::to_lower(c), 0})
                     : append({Do::kByte, c, 0});
  }

  static Set word_set() {
    Set set;
    for (std::size_t i = 0; i < set.size(); ++i) {
      set[i] = ascii::is_word(static_cast<char>(i));
    }
    return set;
  }

  // "a-z_]" of "[a-z_]".
  bool set() {
    const bool negated = skip("^");
    Set set;
    do {
      if (left_.empty() || !ascii::is_word(left_[0])) return false;
      const char first = take();
      char last = first;
      if (skip("-")) {
        if (left_.empty() || !ascii::is_word(left_[0])) return false;
        last = take();
      }
      if (last < first) return false;
      for (char c = first; c <= last; ++c) add(c, set);
    } while (!skip("]"));
    return append_set(negated ? set.flip() : set);
  }

  void add(char c, Set& set) const {
    set.set(index_of(c));
    if (!any_case_) return;
    set.set(index_of(ascii::to_lower(c)));
    set.set(index_of(ascii::to_upper(c)));
  }

  std::string_view left_;
  BriefPattern& to_;
  bool any_case_ = false;
};

std::optional<BriefPattern> BriefPattern::read(std::string_view expression) {
  BriefPattern pattern;
  if (expression.size() > kLongest || !Reader(expression, pattern).all()) {
    return std::nullopt;
  }
  return pattern;
}

bool BriefPattern::found_in(std::string_view text) const {
  std::vector<bool> seen(steps_.size() * (text.size() + 1));
  std::vector<Place> todo;
  for (std::size_t from = 0; from <= text.size(); ++from) {
    todo.push_back({0, from});
    while (!todo.empty()) {
      const Place place = todo.back();
      todo.pop_back();
      if (follow(place, text, seen, todo)) return true;
    }
  }
  return false;
}

bool BriefPattern::follow(Place place, std::string_view text,
                          std::vector<bool>& seen,
                          std::vector<Place>& todo) const {
  auto& [step, at] = place;
  for (;;) {
    const auto [what, byte, by] = steps_[step];
    bool goes_on = true;
    switch (what) {
      case Do::kByte:
        goes_on = at < text.size() && text[at++] == byte;
        break;
      case Do::kAnyCase:
        goes_on = at < text.size() && ascii::to_lower(text[at++]) == byte;
        break;
      case Do::kSet:
        goes_on = at < text.size() &&
                  sets_[static_cast<std::size_t>(by)][index_of(text[at++])];
        break;
      case Do::kBegin:
        goes_on = at == 0;
        break;
      case Do::kEnd:
        goes_on = at == text.size();
        break;
      case Do::kGo:
        step += static_cast<std::size_t>(by);
        continue;
      case Do::kGoBoth: {
        // Where ways meet, or go in a circle, there is one of these.
        const std::size_t mark = step * (text.size() + 1) + at;
        if (seen[mark]) return false;
        seen[mark] = true;
        todo.push_back({step + static_cast<std::size_t>(by), at});
        break;
      }
      case Do::kSucceeds:
        return true;
    }
    if (!goes_on) return false;
    ++step;
  }
}

}  // namespace hrscan
