// Which rows of a summary are shown, and in which order: codes, or groups of
// findings.
#ifndef HRSCAN_RENDER_ROWS_H_
#define HRSCAN_RENDER_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/render.h"
#include "hrscan/summary.h"

namespace hrscan {

struct CodeRow {
  const CodeCount* count = nullptr;
  Meaning meaning;
};

// The codes that `options` want to see.
std::vector<CodeRow> code_rows(const Summary& summary, const Catalog& catalog,
                               const RenderOptions& options);

// Findings that have something in common.
struct Group {
  std::string key;   // "0x80070005", "FACILITY_WIN32", "2026-03-11T04:00:00"
  std::string name;  // of a code its symbol; else empty
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;  // 0 in groups by time
  std::uint64_t codes = 0;      // how many different ones
  std::vector<Group> groups;    // by the next key
  std::size_t left_out = 0;     // groups by the next key that are not shown
};

// All findings, as a group without a key, whose groups are by the first key.
// `options.by` must not be empty. On every level the rows that `options` want
// to see; Group::count is that of all. By time, findings without a full date
// are a group of their own, the last one; and so are, by file too, those that
// FileTimeline::incomplete tells of.
Group group_rows(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options);

// How long groups by `key`, which is one of `by`, are, in seconds: longer than
// the key says where the timeline, or that of the files, has longer buckets.
std::int64_t group_seconds(GroupKey key, const std::vector<GroupKey>& by,
                           const Summary& summary);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_ROWS_H_
