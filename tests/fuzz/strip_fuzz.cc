// Annotating and stripping gives back the text, and annotating twice is
// annotating once.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "hrscan/annotator.h"
#include "hrscan/catalog.h"
#include "hrscan/scanner.h"
#include "hrscan/source.h"

namespace {

std::string stripped(std::string_view text) {
  std::ostringstream out;
  if (!hrscan::strip(hrscan::open_text("fuzz", text), out).ok()) std::abort();
  return out.str();
}

std::string annotated(std::string_view text,
                      const hrscan::AnnotateOptions& notes) {
  hrscan::ScanOptions options;
  options.threads = 1;
  options.binary = true;
  static const hrscan::Scanner scanner(hrscan::Catalog::builtin(), options);
  const std::unique_ptr<hrscan::Source> source =
      hrscan::without_annotations(hrscan::open_text("fuzz", text));
  std::ostringstream out;
  hrscan::Annotator annotator(hrscan::Catalog::builtin(), out, notes);
  if (!scanner.scan(*source, annotator).ok()) std::abort();
  return out.str();
}

void require(bool holds, const char* what, std::string_view expected,
             std::string_view got) {
  if (holds) return;
  std::fprintf(stderr, "%s\nexpected: %.*s\ngot:      %.*s\n", what,
               static_cast<int>(expected.size()), expected.data(),
               static_cast<int>(got.size()), got.data());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string clean = stripped(text);
  const std::string again = stripped(clean);
  require(again == clean, "stripped twice", clean, again);
  using hrscan::NoteStyle;
  std::string last = text;
  for (const NoteStyle style :
       {NoteStyle::kInline, NoteStyle::kTrailing, NoteStyle::kBelow}) {
    const hrscan::AnnotateOptions notes{.style = style};
    const std::string once = annotated(text, notes);
    const std::string twice = annotated(once, notes);
    require(twice == once, "annotated twice", once, twice);
    const std::string instead = annotated(last, notes);
    require(instead == once, "annotated in another style", once, instead);
    const std::string back = stripped(once);
    require(back == clean, "stripped", clean, back);
    last = once;
  }
  return 0;
}
