// Schema hrscan.summary/1, written piece by piece: of thousands of files not
// all are JSON in memory at once.
#ifndef HRSCAN_SUMMARY_SUMMARY_JSON_H_
#define HRSCAN_SUMMARY_SUMMARY_JSON_H_

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/summary.h"

namespace hrscan {

// Further members of the object: a key, and JSON text as it is indented where
// it stands alone.
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

// Hands the text to `put`; the pieces end between JSON's words.
void write_json(const Summary& summary, const Catalog& catalog,
                const JsonMembers& further,
                const std::function<void(std::string_view)>& put);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_SUMMARY_JSON_H_
