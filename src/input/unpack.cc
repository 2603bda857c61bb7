// From an input to the texts in it: itself, what it was compressed from, or the
// members of an archive.
#include <string>
#include <thread>
#include <utility>

#include "base/glob.h"
#include "hrscan/encoding.h"
#include "hrscan/source.h"
#include "input/archive.h"
#include "input/gzip_source.h"
#include "input/packed.h"
#include "input/peeked_source.h"
#include "input/ahead_source.h"

namespace hrscan {
namespace {

constexpr std::size_t kHead = 8 * 1024;  // enough to judge text by

// Layers of packing that are opened: a .tar.gz has two, and one in a .zip
// three.
constexpr int kMostLayers = 4;

// Reads the beginning of `source`, as one read gives it: who looks at a live
// pipe must not wait for more than the first bytes. `whole`: all of it.
Result<std::unique_ptr<PeekedSource>> peek(std::unique_ptr<Source> source,
                                           bool whole) {
  std::string head(kHead, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const Result<std::size_t> count =
        source->read(head.data() + size, head.size() - size);
    if (!count.ok()) {
      if (size == 0) return count.error();
      break;  // it will fail again, behind what was read
    }
    size += *count;
    if (*count == 0) break;
    if (!whole && !may_be_packed({head.data(), size})) break;
  }
  head.resize(size);
  return std::make_unique<PeekedSource>(std::move(source), std::move(head));
}

// What shall be given of an input: see UnpackOptions.
struct Wanted {
  bool text = true;
  bool members = false;
  bool is_member = false;
};

class Unpacker {
 public:
  Unpacker(const UnpackOptions& options, const UnpackVisit& visit,
           const std::function<void(const Error&)>& report)
      : options_(options),
        visit_(visit),
        report_(report),
        budget_(options.limits) {}

  // False: `visit` wants no more.
  bool unpack(std::unique_ptr<Source> source, Wanted wanted, int layer) {
    const bool live = layer == 0 && !source->size();
    if (layer == 0) live_ = live;
    auto peeked = peek(std::move(source), !live);
    if (!peeked.ok()) {
      report_(peeked.error());
      return true;
    }
    const PackedFormat format = recognise_packed((*peeked)->head());
    if (format == PackedFormat::kNone) {
      return give(std::move(*peeked), wanted, layer > 0 && !live_);
    }
    if (layer == kMostLayers) {
      report_(fault((*peeked)->name(), "packed too deep to be opened"));
      return true;
    }
    if (format == PackedFormat::kSeekArchive && !(*peeked)->view()) {
      report_(fault((*peeked)->name(),
                    "a 7z archive can only be read from a file of its own"));
      return true;
    }
    const bool go_on = format == PackedFormat::kGzip
                           ? open_compressed(**peeked, wanted, layer)
                           : open_members(**peeked, wanted, layer);
    if (Result<void> sound = (*peeked)->finish(); !sound.ok()) {
      report_(sound.error());
    }
    return go_on;
  }

 private:
  static Error fault(const std::string& file, std::string message) {
    Error error;
    error.kind = Error::Kind::kUnsupported;
    error.file = file;
    error.message = std::move(message);
    return error;
  }

  // `unpacked`: out of a file, which keeps nobody waiting.
  bool give(std::unique_ptr<PeekedSource> source, Wanted wanted,
            bool unpacked) {
    if (!wanted.text) return true;
    const std::string head(source->head());
    std::unique_ptr<Source> text = std::move(source);
    if (unpacked && threads_ > 1) text = read_ahead(std::move(text));
    return visit_(std::move(text), head, wanted.is_member);
  }

  bool open_compressed(Source& source, Wanted wanted, int layer) {
    return unpack(open_gzip(source, budget_, layer > 0), wanted, layer + 1);
  }

  bool open_members(Source& source, Wanted wanted, int layer) {
    const auto archive = open_archive(source, budget_, layer > 0);
    for (;;) {
      Result<std::unique_ptr<Member>> member = archive->next();
      if (!member.ok()) report_(member.error());
      if (!member.ok() || *member == nullptr) return true;
      if (!visit_member(**member, wanted, layer)) return false;
      if (budget_.exceeded()) return true;
    }
  }

  bool visit_member(Member& member, Wanted wanted, int layer) {
    // The text of a compressed file is the file.
    const bool is_file = member.path.empty();
    if (!is_file && fits(options_.exclude, member.path)) return true;
    if (!is_file) {
      wanted.text = wanted.members || included(member.path);
      wanted.members = wanted.text;
      wanted.is_member = true;
    }
    if (member.encrypted) {
      if (wanted.text) {
        report_(fault(member.source->name(),
                      "encrypted; it cannot be read without its password"));
      }
      return true;
    }
    return unpack(std::move(member.source), wanted, layer + 1);
  }

  bool included(const std::string& path) const {
    return options_.include.empty() || fits(options_.include, path);
  }
  static bool fits(const std::vector<std::string>& globs,
                   const std::string& path) {
    for (const std::string& glob : globs) {
      if (glob_matches(glob, path)) return true;
    }
    return false;
  }

  const UnpackOptions& options_;
  const UnpackVisit& visit_;
  const std::function<void(const Error&)>& report_;
  const unsigned threads_ = options_.threads != 0
                                ? options_.threads
                                : std::thread::hardware_concurrency();
  bool live_ = false;  // the input may keep one waiting
  UnpackBudget budget_;
};

}  // namespace

void unpack(std::unique_ptr<Source> source, const UnpackOptions& options,
            const UnpackVisit& visit,
            const std::function<void(const Error&)>& report) {
  Unpacker(options, visit, report)
      .unpack(std::move(source), {options.text, options.members, false}, 0);
}

}  // namespace hrscan
