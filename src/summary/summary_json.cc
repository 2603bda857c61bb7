// Schema hrscan.summary/1: docs/schemas/summary.schema.json.
#include <nlohmann/json.hpp>

#include "hrscan/summary.h"
#include "hrscan/version.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

Json by_retry(const RetryCounts& counts) {
  Json object = Json::object();
  for (int i = 0; i < kRetryCount; ++i) {
    object[std::string(to_string(static_cast<Retry>(i)))] =
        counts[static_cast<std::size_t>(i)];
  }
  return object;
}

template <std::size_t N, typename Name>
Json by_name(const std::array<std::uint64_t, N>& counts, Name name) {
  Json object = Json::object();
  for (std::size_t i = 0; i < N; ++i) {
    object[std::string(name(i))] = counts[i];
  }
  return object;
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json sighting(const Sighting& seen, const Summary& summary) {
  return {{"file", summary.files[seen.file].path},
          {"line", seen.line},
          {"time", text_or_null(seen.time)}};
}

Json facility(const Meaning& meaning) {
  if (meaning.kind != CodeKind::kHresult) return nullptr;
  return {{"number", meaning.facility.number},
          {"name", text_or_null(meaning.facility.name)}};
}

Json aliases(const CodeCount& count, const Meaning& meaning,
             const Catalog& catalog) {
  Json names = Json::array();
  for (const Rule& rule : catalog.names(count.code, count.kind)) {
    if (rule.symbol != meaning.symbol) names.push_back(rule.symbol);
  }
  return names;
}

Json code_row(const CodeCount& count, const Summary& summary,
              const Catalog& catalog) {
  const Meaning meaning =
      catalog.meaning(count.code, count.kind, count.written_name);
  return {{"code", to_hex(count.code)},
          {"kind", to_string(count.kind)},
          {"symbol", text_or_null(meaning.symbol)},
          {"aliases", aliases(count, meaning, catalog)},
          {"facility", facility(meaning)},
          {"severity", severity_name(count.code, count.kind)},
          {"description", describe(meaning)},
          {"retry", to_string(meaning.retry)},
          {"basis", to_string(meaning.basis)},
          {"cause", text_or_null(to_string(meaning.cause))},
          {"advice", text_or_null(meaning.advice)},
          {"count", count.count},
          {"incidents", count.incidents},
          {"files", count.files},
          {"first", sighting(count.first, summary)},
          {"last", sighting(count.last, summary)}};
}

Json totals(const Summary& summary) {
  constexpr std::string_view kSeverities[] = {"success", "informational",
                                              "warning", "failure"};
  return {
      {"files", summary.files.size()},
      {"bytes", summary.bytes},
      {"lines", summary.lines},
      {"findings", summary.findings},
      {"distinct_codes", summary.codes.size()},
      {"by_retry", by_retry(summary.by_retry)},
      {"by_severity", by_name(summary.by_severity,
                              [&](std::size_t i) { return kSeverities[i]; })},
      {"by_form", by_name(summary.by_form, [](std::size_t i) {
         return to_string(static_cast<Form>(i));
       })}};
}

}  // namespace

std::string to_json(const Summary& summary, const Catalog& catalog) {
  Json root;
  root["schema"] = "hrscan.summary/1";
  root["tool"] = {
      {"name", "hrscan"},
      {"version", version()},
      {"catalog",
       {{"version", catalog.version()}, {"codes", catalog.distinct_codes()}}}};
  root["totals"] = totals(summary);
  root["codes"] = Json::array();
  for (const CodeCount& count : summary.codes) {
    root["codes"].push_back(code_row(count, summary, catalog));
  }
  root["files"] = Json::array();
  for (const FileCount& file : summary.files) {
    root["files"].push_back({{"path", file.path},
                             {"bytes", file.bytes},
                             {"lines", file.lines},
                             {"findings", file.findings},
                             {"by_retry", by_retry(file.by_retry)}});
  }
  // Paths and learned names may hold bytes that are no UTF-8.
  return root.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hrscan
