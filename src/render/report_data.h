// What the page of the report holds as data, bounded in size.
#ifndef HRSCAN_RENDER_REPORT_DATA_H_
#define HRSCAN_RENDER_REPORT_DATA_H_

#include <cstddef>
#include <string>

#include "hrscan/catalog.h"
#include "hrscan/render.h"
#include "hrscan/summary.h"

namespace hrscan {

// JSON in one line, of at most `room` bytes where that is at all possible: the
// summary as to_json() writes it, with what the page needs beside it. Where the
// room does not suffice for all codes, the less frequent ones are told in
// short, and what does not fit even so is counted in "left_out".
//
// It may stand in a script element: nothing in it ends one.
std::string report_data(const Summary& summary, const Catalog& catalog,
                        const RenderOptions& options, std::size_t room);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_REPORT_DATA_H_
