// The fields of a finding, filled once for every machine-readable format.
#ifndef HRSCAN_RENDER_FINDING_FIELDS_H_
#define HRSCAN_RENDER_FINDING_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hrscan/catalog.h"
#include "hrscan/finding.h"
#include "hrscan/render.h"
#include "hrscan/sink.h"

namespace hrscan {

// Views are valid as long as the block, the catalog and the file's name.
struct FindingFields {
  std::string_view file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::uint64_t offset = 0;
  std::string_view token;
  std::string code;  // "0x80070005"
  CodeKind kind = CodeKind::kHresult;
  Form form = Form::kHex;
  Why why = Why::kKnown;
  std::string_view severity;
  Meaning meaning;
  std::string description;  // describe(meaning)
  std::string time;         // ISO 8601 as the log has it, or empty
  LineView text;            // the line

  // Empty where there is none.
  std::string extend;      // "0x0004001E"
  std::string detail;      // what the extend code says
  std::string cause_of;    // the code that this one was remapped to
  std::string defined_as;  // the header's value, where `code` is only the one
                           // that documentation prints
};

FindingFields fields_of(const Block& block, const Finding& finding,
                        const Catalog& catalog, std::string_view file);

// Text of a log or a file's name, as `options` say where it is shown.
std::string shown(std::string_view text, const RenderOptions& options);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_FINDING_FIELDS_H_
