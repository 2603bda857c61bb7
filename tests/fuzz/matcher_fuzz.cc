// The fast matcher gives what RE2 alone gives, on any bytes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <tuple>
#include <vector>

#include "match/matcher.h"

namespace {

using hrscan::Finding;
using hrscan::Matcher;

std::vector<Finding> match(const Matcher& matcher, std::string_view text) {
  hrscan::MatchState state;
  std::vector<Finding> findings;
  matcher.match({text, 0, text.size()}, state, findings);
  return findings;
}

auto fields(const Finding& f) {
  return std::tie(f.offset, f.line, f.column, f.code, f.kind, f.form, f.why,
                  f.length, f.annotation_length, f.extend, f.cause_of);
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (fields(a[i]) != fields(b[i])) return false;
  }
  return true;
}

void show(const char* name, const std::vector<Finding>& findings) {
  for (const Finding& f : findings) {
    std::fprintf(stderr, "%s: %llu:%llu %s\n", name,
                 static_cast<unsigned long long>(f.line),
                 static_cast<unsigned long long>(f.column),
                 to_hex(f.code).c_str());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const std::unique_ptr<Matcher> fast =
      hrscan::make_fast_matcher(hrscan::Catalog::builtin());
  static const std::unique_ptr<Matcher> re2 =
      hrscan::make_re2_matcher(hrscan::Catalog::builtin());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<Finding> expected = match(*re2, text);
  const std::vector<Finding> found = match(*fast, text);
  if (same(expected, found)) return 0;
  show("re2", expected);
  show("fast", found);
  std::abort();
}
