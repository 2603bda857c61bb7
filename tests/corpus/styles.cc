#include "corpus/styles.h"

namespace hrscan::corpus {

std::span<const Style* const> styles() {
  static constexpr const Style* kAll[] = {
      &kCbs, &kSparse,  &kHostile, &kDism,        &kWindowsUpdate, &kSetup,
      &kMsi, &kCmtrace, &kDotnet,  &kWebServices, &kBuild,         &kDialects};
  return kAll;
}

const Style* find_style(std::string_view name) {
  for (const Style* style : styles()) {
    if (style->name == name) return style;
  }
  return nullptr;
}

}  // namespace hrscan::corpus
