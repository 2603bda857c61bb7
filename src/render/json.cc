// A summary as JSON: schema hrscan.summary/1.
#include <ostream>

#include "base/escape.h"
#include "render/renderers.h"

namespace hrscan {

void render_json(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out) {
  const std::string json = to_json(summary, catalog);
  out << (options.ci || options.terminal ? escape::json(json) : json) << '\n';
}

}  // namespace hrscan
