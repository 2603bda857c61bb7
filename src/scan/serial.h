// A text in memory, matched by one thread.
#ifndef HRSCAN_SCAN_SERIAL_H_
#define HRSCAN_SCAN_SERIAL_H_

#include <optional>
#include <string_view>

#include "hrscan/source.h"
#include "match/matcher.h"
#include "scan/delivery.h"
#include "scan/units.h"

namespace hrscan {

// Gives `delivery` all of `text`, in order. As scan_view() of scan/parallel.h
// does, it may stop early.
std::optional<Stop> scan_view(std::string_view text, const Source& source,
                              const Matcher& matcher, bool stop_at_zero,
                              Delivery& delivery);

}  // namespace hrscan

#endif  // HRSCAN_SCAN_SERIAL_H_
