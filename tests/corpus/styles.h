// The kinds of logs that a corpus can be written in the style of. Companies,
// hosts and addresses are invented, as in samples/.
#ifndef HRSCAN_TESTS_CORPUS_STYLES_H_
#define HRSCAN_TESTS_CORPUS_STYLES_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "corpus/grammar.h"

namespace hrscan::corpus {

struct Style {
  std::string_view name;
  std::string_view about;
  // With the rules "line" and "finding": lines that hold no code by intention,
  // and those that do; and "stack" if `lines_per_stack` is set.
  Productions productions;
  std::size_t bytes_per_finding = 0;  // on average
  std::size_t lines_per_stack = 0;    // 0: none
};

// What the kinds share: names, paths, and codes in all forms with the words
// and signs around them.
extern const Productions kVocabulary;

// One for each kind of log.
extern const Style kCbs;
extern const Style kSparse;
extern const Style kHostile;
extern const Style kDism;
extern const Style kWindowsUpdate;
extern const Style kSetup;
extern const Style kMsi;
extern const Style kCmtrace;
extern const Style kDotnet;
extern const Style kWebServices;
extern const Style kBuild;
extern const Style kDialects;

// All of them.
std::span<const Style* const> styles();

// Null if there is none of this name.
const Style* find_style(std::string_view name);

}  // namespace hrscan::corpus

#endif  // HRSCAN_TESTS_CORPUS_STYLES_H_
