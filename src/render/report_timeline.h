// Makes a summary's timeline small enough for the page of the report.
#ifndef HRSCAN_RENDER_REPORT_TIMELINE_H_
#define HRSCAN_RENDER_REPORT_TIMELINE_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace hrscan {

// Keeps of each bucket the counts that are not zero, and of its codes those
// among `codes`, the most frequent ones, as far as `room` bytes reach. Returns
// the size it has then, 0 if it does not fit at all.
std::size_t fit_timeline(nlohmann::ordered_json& timeline,
                         std::span<const std::string> codes, std::size_t room);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_REPORT_TIMELINE_H_
