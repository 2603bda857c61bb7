// Matches a text that lies in memory, on several threads.
#ifndef HRSCAN_SCAN_PARALLEL_H_
#define HRSCAN_SCAN_PARALLEL_H_

#include <optional>
#include <string_view>

#include "hrscan/source.h"
#include "match/matcher.h"
#include "scan/delivery.h"
#include "scan/units.h"

namespace hrscan {

// Gives `delivery` all of `text`, which is the source's raw_view(), in order,
// from the calling thread. Stops early when the sink wants no more, and where
// the source's is_clean() says no. If `stop_at_zero` it also stops where a zero
// byte says that text of another encoding may begin.
std::optional<Stop> scan_view(std::string_view text, const Source& source,
                              const Matcher& matcher, unsigned threads,
                              bool stop_at_zero, Delivery& delivery);

}  // namespace hrscan

#endif  // HRSCAN_SCAN_PARALLEL_H_
