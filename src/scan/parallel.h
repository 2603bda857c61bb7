// Matches a text that lies in memory, on several threads.
#ifndef HRSCAN_SCAN_PARALLEL_H_
#define HRSCAN_SCAN_PARALLEL_H_

#include <string_view>

#include "match/matcher.h"
#include "scan/delivery.h"

namespace hrscan {

// Gives `delivery` all of `text`, in order, from the calling thread. Stops
// early when the sink wants no more.
void scan_view(std::string_view text, const Matcher& matcher, unsigned threads,
               Delivery& delivery);

}  // namespace hrscan

#endif  // HRSCAN_SCAN_PARALLEL_H_
