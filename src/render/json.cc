// A summary as JSON: schema hrscan.summary/1, with the groups that were asked
// for.
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/rows.h"
#include "summary/summary_json.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

Json group_list(const std::vector<Group>& groups, const RenderOptions& options,
                std::size_t level) {
  Json rows = Json::array();
  for (const Group& group : groups) {
    Json row = {{"key", group.key}};
    if (options.by[level] == GroupKey::kCode) {
      row["symbol"] = group.name.empty() ? Json(nullptr) : Json(group.name);
    }
    row["count"] = group.count;
    row["codes"] = group.codes;
    if (group.incidents != 0) row["incidents"] = group.incidents;
    if (level + 1 < options.by.size()) {
      row["groups"] = group_list(group.groups, options, level + 1);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

JsonMembers groups(const Summary& summary, const Catalog& catalog,
                   const RenderOptions& options) {
  if (options.by.empty()) return {};
  Json by = Json::array();
  for (const GroupKey key : options.by) by.push_back(to_string(key));
  const Json rows =
      group_list(group_rows(summary, catalog, options).groups, options, 0);
  return {{"by", by.dump(2)},
          {"groups", rows.dump(2, ' ', false, Json::error_handler_t::replace)}};
}

}  // namespace

void render_json(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out) {
  const bool safe = !options.ci && !options.terminal;
  write_json(summary, catalog, groups(summary, catalog, options),
             [&](std::string_view text) {
               if (safe) {
                 out << text;
               } else {
                 out << escape::json(text);
               }
             });
  out << '\n';
}

}  // namespace hrscan
