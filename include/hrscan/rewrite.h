// rewrite_file(): changes a file as a whole or not at all.
//
//   hrscan::rewrite_file("CBS.log", {},
//                        [](std::unique_ptr<hrscan::Source> source,
//                           std::ostream& out) {
//                          return hrscan::strip(std::move(source), out);
//                        });
#ifndef HRSCAN_REWRITE_H_
#define HRSCAN_REWRITE_H_

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "hrscan/result.h"
#include "hrscan/source.h"

namespace hrscan {

struct RewriteOptions {
  // What is appended to the file's name for the old content; empty: it is not
  // kept.
  std::string backup_suffix;
  // Allow a file that has other hard links: they keep the old content.
  bool break_links = false;
  // Change nothing and write a unified diff here instead.
  std::ostream* diff = nullptr;
  // Told what went differently than it should: an owner that could not be kept,
  // a temporary file that a killed run had left.
  std::function<void(const std::string&)> notice;
};

// Writes what a file shall hold. A failed write shows in the state of `out`;
// going on after that does no harm.
using Rewriter =
    std::function<Result<void>(std::unique_ptr<Source>, std::ostream& out)>;

// Gives the file the content that `rewrite` makes of it; true if that differs
// from the old one. A file that stays the same is not touched.
//
// The new content goes to a temporary file in the same directory, which is
// synced and renamed over the old one: at any time the file holds the one or
// the other. Owner, group, mode and extended attributes stay as far as the
// system allows. Symbolic links are followed and stay. An Error, and the file
// as it was: if it is no text, compressed, read-only, hard-linked or open for
// writing elsewhere; if it changed or went meanwhile; if writing fails.
Result<bool> rewrite_file(const std::filesystem::path& path,
                          const RewriteOptions& options,
                          const Rewriter& rewrite);

}  // namespace hrscan

#endif  // HRSCAN_REWRITE_H_
