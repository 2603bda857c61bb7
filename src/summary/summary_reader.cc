// Schema hrscan.summary/1, back to what it was made from. What can be worked
// out - totals, rows of codes and files - is not read, but held against what
// was: a summary that was cut or edited must not be added to others.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/ascii.h"
#include "summary/code_key.h"
#include "summary/infer_times.h"
#include "summary/tally.h"

namespace hrscan {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kSchema = "hrscan.summary/1";
// What every reader of JSON keeps exactly.
constexpr std::uint64_t kMostCount = std::uint64_t{1} << 53;

// The members of an object. The first fault is kept, and what is read after it
// is of no consequence.
class Reader {
 public:
  const std::string& fault() const { return fault_; }
  bool ok() const { return fault_.empty(); }

  void fail(std::string_view where, std::string_view what) {
    if (ok()) fault_ = fmt::format("{}: {}", where, what);
  }

  const Json& member(const Json& object, const char* key) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
  }

  const Json& list(const Json& object, const char* key) {
    static const Json empty = Json::array();
    const Json& value = member(object, key);
    if (value.is_array()) return value;
    fail(key, "this is no list");
    return empty;
  }

  const Json& object(const Json& parent, const char* key) {
    static const Json empty = Json::object();
    const Json& value = member(parent, key);
    if (value.is_object()) return value;
    fail(key, "this is no object");
    return empty;
  }

  std::uint64_t count(const Json& object, const char* key) {
    return count_of(member(object, key), key);
  }
  std::uint64_t count_of(const Json& value, std::string_view where) {
    if (value.is_number_unsigned() &&
        value.get<std::uint64_t>() <= kMostCount) {
      return value.get<std::uint64_t>();
    }
    fail(where, "this is no count");
    return 0;
  }

  std::string text(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (value.is_string()) return value.get<std::string>();
    fail(key, "this is no text");
    return {};
  }
  std::string text_or_null(const Json& object, const char* key) {
    return member(object, key).is_null() ? std::string() : text(object, key);
  }

  std::optional<Timestamp> time(const Json& object, const char* key) {
    const std::string iso = text_or_null(object, key);
    if (iso.empty()) return std::nullopt;
    const std::optional<Timestamp> stamp = parse_iso(iso);
    if (!stamp) fail(key, fmt::format("'{}' is no time", iso));
    return stamp;
  }

 private:
  std::string fault_;
};

class SummaryReader {
 public:
  explicit SummaryReader(const Catalog& catalog) : catalog_(catalog) {}

  bool read(const Json& root) {
    read_catalogs(in_.object(root, "tool"));
    for (const Json& row : in_.list(root, "codes")) read_code(row);
    const Json& files = in_.list(root, "files");
    for (const Json& row : files) read_file(row);
    const Json& timeline = in_.member(root, "timeline");
    if (!timeline.is_null()) {
      read_timeline(timeline);
      read_times(files, timeline);
    }
    const Json& totals = in_.object(root, "totals");
    const Json& by_form = in_.object(totals, "by_form");
    for (std::size_t i = 0; i < tally_.by_form.size(); ++i) {
      const std::string name(to_string(static_cast<Form>(i)));
      tally_.by_form[i] = in_.count(by_form, name.c_str());
    }
    if (in_.ok()) check_sums(totals);
    return in_.ok();
  }

  const std::string& fault() const { return in_.fault(); }
  Tally take() { return std::move(tally_); }

 private:
  void read_catalog(const Json& id) {
    tally_.catalogs.insert({in_.text(id, "version"), in_.count(id, "codes")});
  }

  void read_catalogs(const Json& tool) {
    if (in_.member(tool, "catalogs").is_null()) {
      read_catalog(in_.object(tool, "catalog"));
      return;
    }
    for (const Json& id : in_.list(tool, "catalogs")) read_catalog(id);
  }

  // Names are words: anything else comes from no log.
  std::string name(const Json& row, const char* key) {
    std::string text = in_.text_or_null(row, key);
    if (!std::all_of(text.begin(), text.end(), ascii::is_word)) {
      in_.fail(key, "this is no symbol");
    }
    return text;
  }

  void read_code(const Json& row) {
    const auto code = parse_hex(in_.text(row, "code"));
    const auto kind = parse_code_kind(in_.text(row, "kind"));
    if (!code || !kind) return in_.fail("codes", "this is no status code");
    const std::uint32_t number = tally_.code_number(*code, *kind);
    if (number != counts_.size()) {
      return in_.fail("codes", to_hex(*code) + " is there twice");
    }
    counts_.push_back(in_.count(row, "count"));
    TallyCode& named = tally_.codes[number];
    named.written_name = name(row, "written");
    // The only name there is, where another catalog knows more than ours.
    if (named.written_name.empty() && catalog_.names(*code, *kind).empty()) {
      named.written_name = name(row, "symbol");
    }
  }

  void read_file(const Json& row) {
    const std::string path = in_.text(row, "path");
    for (const Json& part : in_.list(row, "parts")) read_part(part, path);
  }

  void read_part(const Json& row, const std::string& path) {
    Part& part = tally_.parts.emplace_back();
    part.path = path;
    part.bytes = in_.count(row, "bytes");
    part.lines = in_.count(row, "lines");
    part.first = in_.time(row, "first_time");
    part.last = in_.time(row, "last_time");
    for (const auto& [key, cell] : in_.object(row, "codes").items()) {
      const std::optional<std::uint32_t> number = known_code(key);
      if (!number) return in_.fail("parts", key + " has no row in codes");
      part.cells.push_back(read_cell(cell, *number));
    }
    part.cells.shrink_to_fit();
  }

  std::optional<std::uint32_t> known_code(const std::string& key) {
    const std::optional<CodeKey> code = parse_code_key(key);
    if (!code) return std::nullopt;
    const std::uint32_t number = tally_.code_number(code->code, code->kind);
    if (number >= counts_.size()) return std::nullopt;
    return number;
  }

  Spot read_spot(const Json& object) {
    Spot spot;
    spot.line = in_.count(object, "line");
    spot.stamp = in_.time(object, "time");
    spot.own = spot.stamp && in_.member(object, "inherited").is_null();
    return spot;
  }

  PartCode read_cell(const Json& object, std::uint32_t number) {
    PartCode cell;
    cell.code = number;
    cell.count = in_.count(object, "count");
    cell.incidents = in_.count(object, "incidents");
    if (cell.count < 1 || cell.incidents < 1 || cell.incidents > cell.count) {
      in_.fail("incidents", "there are more of them than findings, or none");
    }
    cell.first = read_spot(in_.object(object, "first"));
    cell.last = read_spot(in_.object(object, "last"));
    if (!in_.member(object, "runs").is_null()) {
      for (const Json& run : in_.list(object, "runs")) {
        const std::optional<Timestamp> start = in_.time(run, "start");
        const std::optional<Timestamp> end = in_.time(run, "end");
        if (!start || !end) {
          in_.fail("runs", "a run has no time");
          break;
        }
        cell.runs.push_back({*start, *end, in_.count(run, "count")});
      }
    }
    return cell;
  }

  void read_timeline(const Json& timeline) {
    const std::uint64_t seconds = in_.count(timeline, "bucket_seconds");
    if (!tally_.raise_scale(static_cast<std::int64_t>(seconds))) {
      return in_.fail("bucket_seconds", "buckets are never so long");
    }
    for (const Json& row : in_.list(timeline, "buckets")) read_bucket(row);
  }

  void read_bucket(const Json& row) {
    const std::optional<Timestamp> start = in_.time(row, "start");
    if (!start || start->dated != Dated::kFull) {
      return in_.fail("start", "a bucket has no time");
    }
    const std::int64_t second = floor_div(start->ms, 1000);
    if (tally_.include_time(second)) {
      return in_.fail("bucket_seconds", "there are too many buckets");
    }
    const std::int64_t bucket = tally_.scale.bucket_of(second);
    const auto add = [&](std::uint32_t number, const Json& value) {
      tally_.codes[number].buckets.add(bucket, in_.count_of(value, "codes"));
    };
    const Json& by_kind = in_.member(row, "by_kind");
    for (const auto& [hex, value] : in_.object(row, "codes").items()) {
      const auto number = only_kind_of(hex);
      if (number) add(*number, value);
    }
    if (by_kind.is_null()) return;
    for (const auto& [key, value] : in_.object(row, "by_kind").items()) {
      const auto number = known_code(key);
      if (!number) return in_.fail("by_kind", key + " has no row in codes");
      add(*number, value);
    }
  }

  // When the findings of each file were.
  void read_times(const Json& files, const Json& timeline) {
    if (in_.member(timeline, "file_bucket_seconds").is_null()) {
      return infer_file_times(tally_);
    }
    const auto seconds =
        static_cast<std::int64_t>(in_.count(timeline, "file_bucket_seconds"));
    if (!tally_.file_times.raise(seconds) ||
        seconds != tally_.file_times.seconds()) {
      return in_.fail("file_bucket_seconds", "this is no length of buckets");
    }
    for (const Json& row : files) read_times_of(row, seconds);
    if (in_.ok() && !file_times_hold(tally_)) {
      in_.fail("times", "they are not those of the timeline");
    }
  }

  void read_times_of(const Json& row, std::int64_t seconds) {
    const std::string path = in_.text(row, "path");
    if (!in_.member(row, "times_incomplete").is_null()) {
      tally_.file_times.mark_incomplete(path);
    }
    if (in_.member(row, "times").is_null()) return;
    std::vector<CodeBucket> counts;
    for (const auto& [key, pairs] : in_.object(row, "times").items()) {
      const std::optional<std::uint32_t> number = known_code(key);
      if (!number) return in_.fail("times", key + " has no row in codes");
      std::uint64_t sum = 0;
      for (const Json& pair : pairs) {
        counts.push_back(read_bucket_of(pair, *number, seconds));
        sum += counts.back().count;
      }
      if (sum > count_in(row, key)) {
        return in_.fail("times", "there are more of them than findings");
      }
    }
    tally_.file_times.add(path, std::move(counts), seconds);
  }

  CodeBucket read_bucket_of(const Json& pair, std::uint32_t number,
                            std::int64_t seconds) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_integer() ||
        pair[0].get<std::int64_t>() % seconds != 0) {
      in_.fail("times", "this is no start of a bucket");
      return {};
    }
    return {number, pair[0].get<std::int64_t>() / seconds,
            in_.count_of(pair[1], "times")};
  }

  // How often a code is in a file, by the parts of its row.
  std::uint64_t count_in(const Json& row, const std::string& key) {
    std::uint64_t count = 0;
    for (const Json& part : in_.list(row, "parts")) {
      const Json& cell = in_.member(in_.object(part, "codes"), key.c_str());
      if (!cell.is_null()) count += in_.count(cell, "count");
    }
    return count;
  }

  // The code of this number, unless it was seen as several kinds.
  std::optional<std::uint32_t> only_kind_of(const std::string& hex) {
    if (by_hex_.empty()) {
      for (std::uint32_t i = 0; i < counts_.size(); ++i) {
        by_hex_[to_hex(tally_.codes[i].code)].push_back(i);
      }
    }
    const auto found = by_hex_.find(hex);
    if (found == by_hex_.end()) {
      in_.fail("buckets", hex + " has no row in codes");
      return std::nullopt;
    }
    if (found->second.size() != 1) return std::nullopt;
    return found->second.front();
  }

  void check_sums(const Json& totals) {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t findings = 0;
    std::uint64_t forms = 0;
    std::vector<std::uint64_t> counts(counts_.size());
    for (const Part& part : tally_.parts) {
      bytes += part.bytes;
      lines += part.lines;
      for (const PartCode& cell : part.cells) {
        counts[cell.code] += cell.count;
        findings += cell.count;
      }
    }
    for (const std::uint64_t count : tally_.by_form) forms += count;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      std::uint64_t left = counts[i];
      for (const auto& [bucket, count] : tally_.codes[i].buckets.entries()) {
        if (count > left) {
          return in_.fail("timeline", "there is more in it than was found");
        }
        left -= count;
      }
    }
    if (counts != counts_ || findings != in_.count(totals, "findings") ||
        forms != findings || bytes != in_.count(totals, "bytes") ||
        lines != in_.count(totals, "lines")) {
      in_.fail("totals", "they are not the sums of what is there");
    }
  }

  const Catalog& catalog_;
  Reader in_;
  Tally tally_;
  std::vector<std::uint64_t> counts_;  // of codes, as their rows say
  std::map<std::string, std::vector<std::uint32_t>> by_hex_;
};

Error format_error(const std::string& name, std::string message) {
  Error error;
  error.kind = Error::Kind::kFormat;
  error.file = name;
  error.message = std::move(message);
  return error;
}

// Nothing if this is a summary that can be read.
std::optional<std::string> wrong_schema(const Json& root) {
  const std::string no_summary =
      "this is no summary: write one with hrscan summary --format json";
  if (!root.is_object() || !root.contains("schema") ||
      !root["schema"].is_string()) {
    return no_summary;
  }
  const std::string schema = root["schema"].get<std::string>();
  if (schema == kSchema) return std::nullopt;
  if (!schema.starts_with("hrscan.summary/")) return no_summary;
  return fmt::format("this has schema {}, and this version reads {}", schema,
                     kSchema);
}

}  // namespace

Result<Tally> tally_of_json(std::string_view json, const std::string& name,
                            const Catalog& catalog) {
  Json root;
  try {
    root = Json::parse(json);
  } catch (const Json::parse_error& fault) {
    return format_error(
        name,
        fmt::format("this is no JSON: it goes wrong at byte {}", fault.byte));
  }
  if (const auto wrong = wrong_schema(root)) return format_error(name, *wrong);
  SummaryReader reader(catalog);
  if (!reader.read(root)) {
    return format_error(
        name, fmt::format("this summary cannot be read: {}", reader.fault()));
  }
  return reader.take();
}

}  // namespace hrscan
