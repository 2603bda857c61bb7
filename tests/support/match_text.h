// Both matchers, and what they find as text that tests compare.
#ifndef HRSCAN_TESTS_SUPPORT_MATCH_TEXT_H_
#define HRSCAN_TESTS_SUPPORT_MATCH_TEXT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/matcher.h"

namespace hrscan::test {

struct Engine {
  std::string_view name;
  std::unique_ptr<Matcher> matcher;
};

inline std::vector<Engine> engines() {
  std::vector<Engine> both;
  both.push_back({"fast", make_fast_matcher(Catalog::builtin())});
  both.push_back({"re2", make_re2_matcher(Catalog::builtin())});
  return both;
}

inline std::vector<Finding> match(const Matcher& matcher,
                                  std::string_view text) {
  MatchState state;
  std::vector<Finding> findings;
  matcher.match({text, 0, text.size()}, state, findings);
  return findings;
}

// A finding with all that it says, one line each.
inline std::string to_text(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings) {
    const auto add = [&](std::string_view name, auto value) {
      out += " " + std::string(name) + "=" +
             std::to_string(static_cast<long long>(value));
    };
    out += to_hex(f.code) + " " + std::string(to_string(f.kind)) + " " +
           std::string(to_string(f.form)) + " " + std::string(to_string(f.why));
    add("offset", f.offset);
    add("line", f.line);
    add("column", f.column);
    add("length", f.length);
    add("annotation", f.annotation_length);
    add("extend", f.extend);
    add("cause_of", f.cause_of);
    out += '\n';
  }
  return out;
}

// Like match(), in stretches that end at `cuts`.
inline std::string match_in_stretches(const Matcher& matcher,
                                      std::string_view text,
                                      std::vector<std::size_t> cuts) {
  MatchState state;
  std::vector<Finding> findings;
  std::size_t from = 0;
  cuts.push_back(text.size());
  for (const std::size_t to : cuts) {
    matcher.match({text, from, to}, state, findings);
    from = to;
  }
  return to_text(findings);
}

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_MATCH_TEXT_H_
