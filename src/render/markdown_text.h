// Text of logs and file names in Markdown (CommonMark with GitHub's tables):
// shown as it is, never as markup.
#ifndef HRSCAN_RENDER_MARKDOWN_TEXT_H_
#define HRSCAN_RENDER_MARKDOWN_TEXT_H_

#include <string>
#include <string_view>

#include "hrscan/render.h"

namespace hrscan::markdown {

// As plain text, also in a cell of a table.
std::string text(std::string_view text, const RenderOptions& options);

// As a code span, also in a cell of a table; "" for "".
std::string code(std::string_view text, const RenderOptions& options);

}  // namespace hrscan::markdown

#endif  // HRSCAN_RENDER_MARKDOWN_TEXT_H_
