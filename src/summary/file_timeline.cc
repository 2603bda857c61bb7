#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "hrscan/summary.h"
#include "summary/tally.h"

namespace hrscan {
namespace {

// For each code of the tally its place among those of the summary, which may
// hold the first of them only.
std::vector<std::optional<std::uint32_t>> places(const Summary& summary) {
  std::map<std::pair<StatusCode, CodeKind>, std::uint32_t> by_code;
  for (const CodeCount& count : summary.codes) {
    by_code.emplace(std::pair(count.code, count.kind),
                    static_cast<std::uint32_t>(by_code.size()));
  }
  std::vector<std::optional<std::uint32_t>> places;
  for (const TallyCode& code : summary.tally->codes) {
    const auto found = by_code.find({code.code, code.kind});
    places.push_back(found == by_code.end() ? std::nullopt
                                            : std::optional(found->second));
  }
  return places;
}

}  // namespace

FileTimeline file_timeline(const Summary& summary) {
  FileTimeline timeline;
  if (summary.tally == nullptr || summary.tally->scale.empty()) return timeline;
  const FileTimes& times = summary.tally->file_times;
  const auto place_of = places(summary);
  timeline.bucket_seconds = times.seconds();
  for (std::uint32_t i = 0; i < summary.files.size(); ++i) {
    const FileTimes::File* const file = times.of(summary.files[i].path);
    if (file == nullptr) continue;
    if (file->incomplete) timeline.incomplete.push_back(i);
    for (const CodeBucket& entry : file->counts) {
      if (!place_of[entry.code]) continue;
      timeline.shares.push_back({i, *place_of[entry.code],
                                 entry.bucket * times.seconds(), entry.count});
    }
  }
  const auto key = [](const FileTimeline::Share& share) {
    return std::tuple(share.file, share.code, share.start);
  };
  std::sort(timeline.shares.begin(), timeline.shares.end(),
            [&](const FileTimeline::Share& a, const FileTimeline::Share& b) {
              return key(a) < key(b);
            });
  return timeline;
}

}  // namespace hrscan
