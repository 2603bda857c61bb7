// A summary as JSON: schema hrscan.summary/1, with the groups that were asked
// for.
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/escape.h"
#include "render/renderers.h"
#include "render/rows.h"

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

std::string with_groups(const std::string& json, const Summary& summary,
                        const Catalog& catalog, const RenderOptions& options) {
  Json root = Json::parse(json);
  root["by"] = Json::array();
  for (const GroupKey key : options.by) root["by"].push_back(to_string(key));
  root["groups"] =
      group_list(group_rows(summary, catalog, options), options, 0);
  return root.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void render_json(const Summary& summary, const Catalog& catalog,
                 const RenderOptions& options, std::ostream& out) {
  std::string json = to_json(summary, catalog);
  if (!options.by.empty()) {
    json = with_groups(json, summary, catalog, options);
  }
  out << (options.ci || options.terminal ? escape::json(json) : json) << '\n';
}

}  // namespace hrscan
