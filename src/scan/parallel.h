// Matches a text that lies in memory, on several threads.
#ifndef HRSCAN_SCAN_PARALLEL_H_
#define HRSCAN_SCAN_PARALLEL_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "match/matcher.h"
#include "scan/delivery.h"

namespace hrscan {

// Gives `delivery` all of `text`, in order, from the calling thread. Stops
// early when the sink wants no more. If `stop_at_zero` it also stops where a
// zero byte says that text of another encoding may begin: returns the start of
// a line before it, up to which all was delivered.
std::optional<std::size_t> scan_view(std::string_view text,
                                     const Matcher& matcher, unsigned threads,
                                     bool stop_at_zero, Delivery& delivery);

}  // namespace hrscan

#endif  // HRSCAN_SCAN_PARALLEL_H_
