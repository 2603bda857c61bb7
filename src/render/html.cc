// A summary as a page: one file that needs no other and no network.
//
// The page is made in a browser, by the script in it, from the data in it. Text
// of logs is in the data only, and the script puts it into the page as text;
// should that ever fail, the page's policy still lets no other script run.
#include <ostream>

#include "render/renderers.h"
#include "render/report_data.h"
#include "render/report_page.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostOfPage = 4'900'000;  // under 5 MiB

}  // namespace

void render_html(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out) {
  const ReportPage page = report_page();
  // The sentence is made of numbers and words of ours.
  out << page.start << verdict_sentence(summary, catalog) << page.middle
      << report_data(summary, catalog, options, kMostOfPage - page.size())
      << page.end;
}

}  // namespace hrscan
