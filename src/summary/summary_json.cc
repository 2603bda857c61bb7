// docs/schemas/summary.schema.json says what this writes.
#include "summary/summary_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "hrscan/summary.h"
#include "hrscan/version.h"
#include "summary/code_key.h"
#include "summary/tally.h"

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

Json bursts(const CodeCount& count) {
  Json rows = Json::array();
  for (const Burst& burst : count.bursts) {
    rows.push_back({{"start", burst.start},
                    {"end", burst.end},
                    {"count", burst.count},
                    {"per_second", burst.per_second}});
  }
  return rows;
}

Json code_row(const CodeCount& count, const Summary& summary,
              const Catalog& catalog) {
  const Meaning meaning =
      catalog.meaning(count.code, count.kind, count.written_name);
  Json row = {{"code", to_hex(count.code)},
              {"kind", to_string(count.kind)},
              {"symbol", text_or_null(meaning.symbol)},
              {"written", text_or_null(count.written_name)},
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
  if (!count.bursts.empty()) row["bursts"] = bursts(count);
  return row;
}

Json spot(const Spot& spot) {
  Json object = {{"line", spot.line}, {"time", nullptr}};
  if (!spot.stamp) return object;
  object["time"] = spot.stamp->iso();
  if (!spot.own) object["inherited"] = true;
  return object;
}

Json runs(const PartCode& cell) {
  Json rows = Json::array();
  for (const TimedRun& run : cell.runs) {
    rows.push_back({{"start", run.start.iso()},
                    {"end", run.end.iso()},
                    {"count", run.count}});
  }
  return rows;
}

Json time_or_null(const std::optional<Timestamp>& stamp) {
  return stamp ? Json(stamp->iso()) : Json(nullptr);
}

// What a file row is made of. Codes in the order of Summary::codes.
class PartWriter {
 public:
  PartWriter(const Summary& summary) : tally_(*summary.tally) {
    for (const CodeCount& count : summary.codes) {
      place_.emplace(code_key(count.code, count.kind), place_.size());
    }
  }

  Json write(const Part& part) const {
    std::vector<std::tuple<std::size_t, std::string, PartCode>> cells;
    for (const PartCode& cell : part.cells) {
      const TallyCode& code = tally_.codes[cell.code];
      std::string key = code_key(code.code, code.kind);
      const auto place = place_.find(key);
      // A summary may show the first of its codes only.
      if (place == place_.end()) continue;
      cells.emplace_back(place->second, std::move(key), cell);
    }
    std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
      return std::get<0>(a) < std::get<0>(b);
    });
    Json codes = Json::object();
    for (const auto& [place, key, cell] : cells) codes[key] = write(cell);
    return {{"bytes", part.bytes},
            {"lines", part.lines},
            {"first_time", time_or_null(part.first)},
            {"last_time", time_or_null(part.last)},
            {"codes", std::move(codes)}};
  }

 private:
  static Json write(const PartCode& cell) {
    Json object = {{"count", cell.count},
                   {"incidents", cell.incidents},
                   {"first", spot(cell.first)},
                   {"last", spot(cell.last)}};
    if (!cell.runs.empty()) object["runs"] = runs(cell);
    return object;
  }

  const Tally& tally_;
  std::map<std::string, std::size_t> place_;
};

// When the findings of files were, file by file: for each code its starts and
// counts, in one line, since there can be many of them.
class TimesWriter {
 public:
  explicit TimesWriter(const Summary& summary)
      : summary_(summary), timeline_(file_timeline(summary)) {
    share_ = timeline_.shares.begin();
    incomplete_ = timeline_.incomplete.begin();
  }

  // To be asked for every file, in their order. The members of its row.
  std::string members_of(std::uint32_t file) {
    std::string text;
    if (incomplete_ != timeline_.incomplete.end() && *incomplete_ == file) {
      text += ",\n  \"times_incomplete\": true";
      ++incomplete_;
    }
    if (!at_share_of(file)) return text;
    text += ",\n  \"times\": {";
    for (std::string_view comma; at_share_of(file); comma = ",") {
      text += comma;
      text += "\n    " + code_times(file);
    }
    return text + "\n  }";
  }

 private:
  bool at_share_of(std::uint32_t file) const {
    return share_ != timeline_.shares.end() && share_->file == file;
  }

  std::string code_times(std::uint32_t file) {
    const std::uint32_t code = share_->code;
    const CodeCount& count = summary_.codes[code];
    std::string text =
        fmt::format("\"{}\": [", code_key(count.code, count.kind));
    for (std::string_view comma; at_share_of(file) && share_->code == code;
         ++share_, comma = ",") {
      text += fmt::format("{}[{},{}]", comma, share_->start, share_->count);
    }
    return text + "]";
  }

  const Summary& summary_;
  const FileTimeline timeline_;
  std::vector<FileTimeline::Share>::const_iterator share_;
  std::vector<std::uint32_t>::const_iterator incomplete_;
};

// Each row as soon as it is made, and further members of it as text.
void each_file(const Summary& summary,
               const std::function<void(const Json&, std::string_view)>& put) {
  if (summary.tally == nullptr) return;
  const PartWriter writer(summary);
  TimesWriter times(summary);
  const std::vector<const Part*> parts = parts_in_order(*summary.tally);
  auto part = parts.begin();
  std::uint32_t number = 0;
  for (const FileCount& file : summary.files) {
    Json row = {{"path", file.path},
                {"bytes", file.bytes},
                {"lines", file.lines},
                {"findings", file.findings},
                {"by_retry", by_retry(file.by_retry)},
                {"first_time", text_or_null(file.first_time)},
                {"last_time", text_or_null(file.last_time)},
                {"parts", Json::array()}};
    for (; part != parts.end() && (*part)->path == file.path; ++part) {
      row["parts"].push_back(writer.write(**part));
    }
    put(row, times.members_of(number++));
  }
}

// A code number that was seen as several kinds has its counts by kind too.
Json bucket_row(const Timeline::Bucket& bucket, const Summary& summary,
                const std::map<std::uint32_t, int>& kinds) {
  Json codes = Json::object();
  Json by_kind = Json::object();
  for (const Timeline::CodeShare& share : bucket.codes) {
    if (share.code >= summary.codes.size()) continue;
    const CodeCount& count = summary.codes[share.code];
    Json& sum = codes[to_hex(count.code)];
    sum = (sum.is_null() ? 0 : sum.get<std::uint64_t>()) + share.count;
    if (kinds.at(count.code.value()) > 1) {
      by_kind[code_key(count.code, count.kind)] = share.count;
    }
  }
  Json row = {{"start", bucket_time(bucket.start)},
              {"by_retry", by_retry(bucket.by_retry)},
              {"codes", std::move(codes)}};
  if (!by_kind.empty()) row["by_kind"] = std::move(by_kind);
  return row;
}

Json timeline(const Summary& summary) {
  std::map<std::uint32_t, int> kinds;
  for (const CodeCount& count : summary.codes) ++kinds[count.code.value()];
  Json buckets = Json::array();
  for (const Timeline::Bucket& bucket : summary.timeline.buckets) {
    buckets.push_back(bucket_row(bucket, summary, kinds));
  }
  Json object = {{"bucket_seconds", summary.timeline.bucket_seconds}};
  if (summary.tally != nullptr) {
    object["file_bucket_seconds"] = summary.tally->file_times.seconds();
  }
  object["buckets"] = std::move(buckets);
  return object;
}

Json catalog_id(const CatalogId& id) {
  return {{"version", id.version}, {"codes", id.codes}};
}

// Other catalogs are named only where there were some.
Json tool(const Summary& summary, const Catalog& catalog) {
  const CatalogId own = {std::string(catalog.version()),
                         catalog.distinct_codes()};
  Json object = {
      {"name", "hrscan"}, {"version", version()}, {"catalog", catalog_id(own)}};
  if (summary.catalogs == std::vector{own} || summary.catalogs.empty()) {
    return object;
  }
  object["catalogs"] = Json::array();
  for (const CatalogId& id : summary.catalogs) {
    object["catalogs"].push_back(catalog_id(id));
  }
  return object;
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
      {"span_seconds", summary.span_seconds},
      {"by_retry", by_retry(summary.by_retry)},
      {"by_severity", by_name(summary.by_severity,
                              [&](std::size_t i) { return kSeverities[i]; })},
      {"by_form", by_name(summary.by_form, [](std::size_t i) {
         return to_string(static_cast<Form>(i));
       })}};
}

// Members of one object, and elements of lists in it, one after the other.
class ObjectWriter {
 public:
  using Put = std::function<void(std::string_view)>;

  explicit ObjectWriter(const Put& put) : put_(put) { put_("{"); }

  void member(const std::string& key, const Json& value) {
    // Paths and learned names may hold bytes that are no UTF-8.
    text_member(key, value.dump(2, ' ', false, Json::error_handler_t::replace));
  }
  void text_member(const std::string& key, std::string_view text) {
    begin(key);
    put_(indented(text, 2));
  }

  void begin_list(const std::string& key) {
    begin(key);
    put_("[");
    elements_ = 0;
  }
  // Of an object, which `members` are added to.
  void element(const Json& object, std::string_view members = {}) {
    put_(elements_++ == 0 ? "\n    " : ",\n    ");
    std::string text =
        object.dump(2, ' ', false, Json::error_handler_t::replace);
    text.insert(text.size() - std::string_view("\n}").size(), members);
    put_(indented(text, 4));
  }
  void end_list() { put_(elements_ == 0 ? "]" : "\n  ]"); }

  void finish() { put_("\n}"); }

 private:
  void begin(const std::string& key) {
    put_(fmt::format("{}\n  \"{}\": ", members_++ == 0 ? "" : ",", key));
  }

  // Line ends in strings are escaped: these are all JSON's own.
  static std::string indented(std::string_view text, std::size_t by) {
    std::string out;
    for (const char c : text) {
      out += c;
      if (c == '\n') out.append(by, ' ');
    }
    return out;
  }

  const Put& put_;
  std::size_t members_ = 0;
  std::size_t elements_ = 0;
};

}  // namespace

void write_json(const Summary& summary, const Catalog& catalog,
                const JsonMembers& further,
                const std::function<void(std::string_view)>& put) {
  ObjectWriter root(put);
  root.member("schema", Json("hrscan.summary/1"));
  root.member("tool", tool(summary, catalog));
  root.member("totals", totals(summary));
  root.begin_list("codes");
  for (const CodeCount& count : summary.codes) {
    root.element(code_row(count, summary, catalog));
  }
  root.end_list();
  root.begin_list("files");
  each_file(summary, [&](const Json& row, std::string_view members) {
    root.element(row, members);
  });
  root.end_list();
  if (!summary.timeline.buckets.empty()) {
    root.member("timeline", timeline(summary));
  }
  for (const auto& [key, text] : further) root.text_member(key, text);
  root.finish();
}

std::string to_json(const Summary& summary, const Catalog& catalog) {
  std::string json;
  write_json(summary, catalog, {}, [&](std::string_view s) { json += s; });
  return json;
}

}  // namespace hrscan
