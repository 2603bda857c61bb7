// Findings as JSON Lines: an object each, keys as docs and schema name them.
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "base/escape.h"
#include "render/finding_fields.h"
#include "render/renderers.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

Json string_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

void add_unless_empty(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = text;
}

Json facility_json(const FindingFields& f) {
  if (f.kind != CodeKind::kHresult) return nullptr;
  return {{"number", f.meaning.facility.number},
          {"name", string_or_null(f.meaning.facility.name)}};
}

Json to_json(const FindingFields& f) {
  const Meaning& m = f.meaning;
  Json object = {
      {"file", f.file},
      {"line", f.line},
      {"column", f.column},
      {"offset", f.offset},
      {"token", f.token},
      {"code", f.code},
      {"kind", to_string(f.kind)},
      {"form", to_string(f.form)},
      {"why", to_string(f.why)},
      {"symbol", string_or_null(m.symbol)},
      {"facility", facility_json(f)},
      {"severity", f.severity},
      {"description", f.description},
      {"retry", to_string(m.retry)},
      {"basis", to_string(m.basis)},
      {"cause", string_or_null(to_string(m.cause))},
      {"time", string_or_null(f.time)},
      {"text", f.text.text},
  };
  // Only of a very long line.
  if (!f.text.from_start || !f.text.to_end) object["text_cut"] = true;
  add_unless_empty(object, "advice", m.advice);
  add_unless_empty(object, "extend", f.extend);
  add_unless_empty(object, "detail", f.detail);
  add_unless_empty(object, "cause_of", f.cause_of);
  add_unless_empty(object, "defined_as", f.defined_as);
  return object;
}

class JsonlRenderer final : public Sink {
 public:
  JsonlRenderer(const Catalog& catalog, const RenderOptions& options,
                std::ostream& out)
      : catalog_(catalog), options_(options), out_(out) {}

  void begin_input(const InputInfo& info) override { file_ = info.name; }

  bool block(const Block& block) override {
    for (const Finding& finding : block.findings) {
      write(to_json(fields_of(block, finding, catalog_, file_)));
    }
    return out_.good();
  }

 private:
  // Bytes of the log that are no UTF-8 become U+FFFD.
  void write(const Json& object) {
    const std::string line =
        object.dump(-1, ' ', false, Json::error_handler_t::replace);
    out_ << (options_.ci || options_.terminal ? escape::json(line) : line)
         << '\n';
  }

  const Catalog& catalog_;
  const RenderOptions options_;
  std::ostream& out_;
  std::string file_;
};

}  // namespace

std::unique_ptr<Sink> make_jsonl_renderer(const Catalog& catalog,
                                          const RenderOptions& options,
                                          std::ostream& out) {
  return std::make_unique<JsonlRenderer>(catalog, options, out);
}

}  // namespace hrscan
