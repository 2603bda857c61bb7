// All ways of writing a code, and what looks like one, in any order: for the
// tests, as no log is.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

constexpr Production kRules[] = {
    {"line", "{near}{sign}{decoy}{end} {near}{sign}{decoy}"},
    {"line", "{decoy}{sign}{decoy} {word}"},
    {"line", "{path}{end}{sign}{url}"},
    {"line", ""},
    {"finding", "{announced}"},
    {"finding", "{word}: {announced}, {announced}"},
    {"finding", "{near}{sign}{announced}"},
    {"finding", "{announced}{sign}{announced}{sign}{draw}{announced}"},
    {"finding", "{status}{sign}{status}{sign}{near}{sign}{token}{end}"},
    {"finding", "{path}{end} {token}{between}{token}{end}{sign}{symbol}"},
    {"finding", "{token}{end}{token}{end}{draw}{token}"},
};

}  // namespace

const Style kDialects{"dialects", "every way of writing a code", kRules, 40, 0};

}  // namespace hrscan::corpus
