// The page of the report around its data: src/report/ as the build bundled it,
// in a generated file.
#ifndef HRSCAN_RENDER_REPORT_PAGE_H_
#define HRSCAN_RENDER_REPORT_PAGE_H_

#include <cstddef>
#include <string_view>

namespace hrscan {

struct ReportPage {
  std::string_view start;   // up to the sentence for those without JavaScript
  std::string_view middle;  // from there up to the data
  std::string_view end;

  std::size_t size() const { return start.size() + middle.size() + end.size(); }
};

ReportPage report_page();

}  // namespace hrscan

#endif  // HRSCAN_RENDER_REPORT_PAGE_H_
