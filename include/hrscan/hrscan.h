// hrscan finds Windows status codes in logs, says what each one means and
// whether a retry is likely to help, and counts them. This header includes all
// others; each of them is the manual of its part. What follows is a tour.
//
// -----------------------------------------------------------------------------
// WHAT DOES A CODE MEAN?
//
// A StatusCode is a 32-bit number, a CodeKind says which numbering it belongs
// to, and a Catalog knows what codes mean. The built-in catalog is part of the
// library: it needs no file and may be used by any number of threads.
//
//   const hrscan::Catalog& catalog = hrscan::Catalog::builtin();
//   const hrscan::Meaning m = catalog.meaning(hrscan::StatusCode(0x80070020),
//                                             hrscan::CodeKind::kHresult);
//   m.symbol                         // "ERROR_SHARING_VIOLATION"
//   m.retry                          // hrscan::Retry::kPossible
//   hrscan::to_string(m.retry)       // "possible"
//   hrscan::describe(m)              // one sentence, whatever is known
//
// What a person types is read by parse_status_code(), symbols are looked up
// with Catalog::find_symbol():
//
//   const auto written = hrscan::parse_status_code("-2147024864");
//   written->code.value()                            // 0x80070020
//   catalog.find_symbol("e_fail").front().code       // 0x80004005
//
// Files of rules are put above the built-in ones with load_catalog(); their
// format is described in docs/rules.md.
//
//   auto loaded = hrscan::load_catalog({.rules = {"contoso.toml"}});
//   if (!loaded.ok()) complain(loaded.error().to_string());
//
// -----------------------------------------------------------------------------
// WHERE ARE CODES WRITTEN IN A LOG?
//
// A Scanner reads a Source from its beginning to its end and tells a Sink what
// it finds. Sources are files, standard input, or texts in memory; a program
// may bring its own. A sink gets block after block: a part of the input and the
// findings in it. One that has seen enough answers false.
//
//   class Retryable final : public hrscan::Sink {
//    public:
//     bool block(const hrscan::Block& block) override {
//       for (const hrscan::Finding& f : block.findings) {
//         const hrscan::Meaning m =
//             block.catalog->meaning(f.code, f.kind, block.decided_name(f));
//         if (m.retry == hrscan::Retry::kLikely) {
//           std::cout << f.line << ": " << block.token(f) << ' ' << m.symbol
//                     << '\n';
//         }
//       }
//       return true;
//     }
//   };
//
//   const hrscan::Scanner scanner(catalog, {});
//   Retryable sink;
//   auto source = hrscan::open_file("CBS.log");
//   if (source.ok()) {
//     const hrscan::Result<void> done = scanner.scan(**source, sink);
//     if (!done.ok()) complain(done.error().to_string());
//   }
//
// The third argument of meaning() is the symbol that the log itself writes
// beside the code. It decides between rival names of one number, and names
// codes that the catalog does not know.
//
// Memory does not grow with the input, nor with the length of its lines. Large
// files are scanned by several threads; the sink is called by one only, and in
// the order of the input.
//
// -----------------------------------------------------------------------------
// SINKS THAT ARE HERE ALREADY
//
// SummarySink counts, ExampleSink keeps some places of each code, Judge says
// what of a log fails and whether a retry may help, Annotator writes the log
// again with a note behind every code (into the log's own file by
// rewrite_file()), and make_finding_renderer() gives one that lists findings as
// text, JSON Lines or CSV.
//
//   const auto report = [](const hrscan::Error& error) {
//     complain(error.to_string());
//   };
//   hrscan::SummarySink counts(catalog);
//   for (const hrscan::InputPath& input : hrscan::walk({"logs"}, {}, report)) {
//     auto source = hrscan::open_file(input.path);
//     if (!source.ok()) continue;
//     const hrscan::Result<void> done = scanner.scan(**source, counts);
//     if (!done.ok()) report(done.error());
//   }
//   hrscan::render_summary("table", counts.result(), catalog, {}, std::cout);
//
// -----------------------------------------------------------------------------
// WHEN SOMETHING GOES WRONG
//
// What can fail returns a Result<T>: a value, or an Error with a place and a
// cause. The library throws nothing of its own (lack of memory aside), prints
// nothing and never ends the process. Text from logs is handed on as it is;
// renderers make it safe for a terminal or a CI agent when RenderOptions say
// that one of these gets it.
#ifndef HRSCAN_HRSCAN_H_
#define HRSCAN_HRSCAN_H_

#include "hrscan/annotator.h"
#include "hrscan/catalog.h"
#include "hrscan/encoding.h"
#include "hrscan/examples.h"
#include "hrscan/finding.h"
#include "hrscan/follower.h"
#include "hrscan/note_template.h"
#include "hrscan/render.h"
#include "hrscan/result.h"
#include "hrscan/rewrite.h"
#include "hrscan/rule.h"
#include "hrscan/scanner.h"
#include "hrscan/sink.h"
#include "hrscan/source.h"
#include "hrscan/status_code.h"
#include "hrscan/summary.h"
#include "hrscan/verdict.h"
#include "hrscan/version.h"

#endif  // HRSCAN_HRSCAN_H_
