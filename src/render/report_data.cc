#include "render/report_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/escape.h"
#include "render/report_timeline.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

// Of the room, what is not for codes takes so much at most.
constexpr std::size_t kExamplesShare = 5;  // a fifth
constexpr std::size_t kFilesShare = 10;
constexpr std::size_t kTimelineShare = 10;
// For everything that does not grow.
constexpr std::size_t kFixed = 8 * 1024;
// No entry of a code is shorter; more of them need not be made.
constexpr std::size_t kLeastEntry = 400;
// The most frequent codes, of which a timeline may keep some.
constexpr std::size_t kTimelineCodes = 100;

// Escaped for its place: a character may take six then.
std::string text_of(const Json& json) {
  return escape::script(
      json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string key_of(StatusCode code, CodeKind kind) {
  return fmt::format("{}/{}", to_hex(code), to_string(kind));
}

// Cuts an array to its longest start that takes at most `room` as text.
// Returns what it takes.
std::size_t cut_to(Json& array, std::size_t room) {
  std::size_t taken = 0;
  std::size_t count = 0;
  for (; count < array.size(); ++count) {
    const std::size_t size = text_of(array[count]).size() + 1;
    if (taken + size > room) break;
    taken += size;
  }
  array.erase(array.begin() + static_cast<std::ptrdiff_t>(count), array.end());
  return taken;
}

class ReportData {
 public:
  ReportData(const Summary& summary, const Catalog& catalog,
             const RenderOptions& options, std::size_t room)
      : summary_(summary), catalog_(catalog), options_(options), room_(room) {}

  std::string text() {
    count_codes();
    root_ = Json::parse(to_json(with_details(), catalog_));
    root_["totals"]["distinct_codes"] = summary_.codes.size();
    root_["verdict"] = verdict_sentence(summary_, catalog_);
    std::size_t taken = kFixed + add_files() + add_timeline() + add_examples();
    add_codes(room_ - std::min(room_, taken));
    root_["left_out"] = {{"codes", summary_.codes.size() - shown_codes_},
                         {"files", left_out_files_},
                         {"timeline", left_out_timeline_}};
    return text_of(root_);
  }

 private:
  Meaning meaning_of(const CodeCount& count) const {
    return catalog_.meaning(count.code, count.kind, count.written_name);
  }

  // For how many codes details can be there at most.
  std::size_t most_details() const {
    return std::min(wanted_codes(), room_ / kLeastEntry + 1);
  }
  std::size_t wanted_codes() const {
    const std::size_t all = summary_.codes.size();
    return options_.top == 0 ? all : std::min(all, options_.top);
  }

  Summary with_details() const {
    Summary part = summary_;
    part.codes.resize(most_details());
    return part;
  }

  void count_codes() {
    RetryCounts counts{};
    for (const CodeCount& count : summary_.codes) {
      ++counts[static_cast<std::size_t>(meaning_of(count).retry)];
    }
    for (int i = 0; i < kRetryCount; ++i) {
      codes_by_retry_[std::string(to_string(static_cast<Retry>(i)))] =
          counts[static_cast<std::size_t>(i)];
    }
  }

  // The files with the most findings, if not all.
  std::size_t add_files() {
    Json& files = root_["files"];
    const std::size_t all = files.size();
    // What merging needs is not for people.
    for (Json& file : files) {
      for (const char* key : {"parts", "times", "times_incomplete"}) {
        file.erase(key);
      }
    }
    std::stable_sort(files.begin(), files.end(),
                     [](const Json& a, const Json& b) {
                       return a["findings"] > b["findings"];
                     });
    const std::size_t taken = cut_to(files, room_ / kFilesShare);
    left_out_files_ = all - files.size();
    return taken;
  }

  std::size_t add_timeline() {
    const auto timeline = root_.find("timeline");
    if (timeline == root_.end() || !timeline->is_object()) return 0;
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < std::min(kTimelineCodes, most_details()); ++i) {
      codes.push_back(to_hex(summary_.codes[i].code));
    }
    const std::size_t taken =
        fit_timeline(*timeline, codes, room_ / kTimelineShare);
    if (taken > 0) return taken;
    root_.erase(timeline);
    left_out_timeline_ = true;
    return 0;
  }

  // Of the most frequent codes first, as far as there is room.
  std::size_t add_examples() {
    Json& all = root_["examples"] = Json::object();
    if (options_.examples == nullptr) return 0;
    std::map<std::string, const CodeExamples*> by_key;
    for (const CodeExamples& code : *options_.examples) {
      by_key[key_of(code.code, code.kind)] = &code;
    }
    const std::size_t room = room_ / kExamplesShare;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < most_details(); ++i) {
      const CodeCount& count = summary_.codes[i];
      const auto found = by_key.find(key_of(count.code, count.kind));
      if (found == by_key.end()) continue;
      Json examples = examples_of(*found->second);
      taken += found->first.size() + text_of(examples).size() + 4;
      if (taken > room) return taken;
      all[found->first] = std::move(examples);
    }
    return taken;
  }

  static Json examples_of(const CodeExamples& code) {
    Json examples = Json::array();
    for (const Example& example : code.examples) {
      examples.push_back(
          {{"file", example.file},
           {"line", example.line},
           {"time", example.time.empty() ? Json(nullptr) : Json(example.time)},
           {"token", example.token},
           {"text", example.text},
           {"before", example.before},
           {"after", example.after}});
    }
    return examples;
  }

  // As many codes with details as leave room for all others in short.
  void add_codes(std::size_t room) {
    std::vector<std::size_t> in_short;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < wanted_codes(); ++i) {
      const std::size_t size = size_in_short(summary_.codes[i]);
      if (taken + size > room) break;
      in_short.push_back(size);
      taken += size;
    }
    shown_codes_ = in_short.size();
    Json& details = root_["codes"];
    std::size_t count = 0;
    for (; count < std::min(details.size(), shown_codes_); ++count) {
      const std::size_t size = text_of(details[count]).size() + 1;
      if (taken - in_short[count] + size > room) break;
      taken += size - in_short[count];
    }
    details.erase(details.begin() + static_cast<std::ptrdiff_t>(count),
                  details.end());
    root_["codes_by_retry"] = std::move(codes_by_retry_);
    if (count < shown_codes_) add_more_codes(count);
  }

  // Eight digits, two more, three numbers with their commas, a string.
  std::size_t size_in_short(const CodeCount& count) const {
    const std::string_view symbol = meaning_of(count).symbol;
    return 8 + 2 + text_of(Json(symbol)).size() + 1 +
           fmt::formatted_size("{},{},", count.count, count.files);
  }

  void add_more_codes(std::size_t from) {
    Json more = {{"kinds", Json::array()}};
    for (const CodeKind kind : {CodeKind::kHresult, CodeKind::kNtstatus,
                                CodeKind::kWin32, CodeKind::kOther}) {
      more["kinds"].push_back(to_string(kind));
    }
    std::string codes, kinds, retries;
    Json symbols = Json::array(), counts = Json::array(), files = Json::array();
    for (std::size_t i = from; i < shown_codes_; ++i) {
      const CodeCount& count = summary_.codes[i];
      const Meaning meaning = meaning_of(count);
      codes += to_hex(count.code).substr(2);
      kinds += static_cast<char>('0' + static_cast<int>(count.kind));
      retries += static_cast<char>('0' + static_cast<int>(meaning.retry));
      symbols.push_back(meaning.symbol);
      counts.push_back(count.count);
      files.push_back(count.files);
    }
    more["code"] = std::move(codes);
    more["kind"] = std::move(kinds);
    more["retry"] = std::move(retries);
    more["symbol"] = std::move(symbols);
    more["count"] = std::move(counts);
    more["files"] = std::move(files);
    root_["more_codes"] = std::move(more);
  }

  const Summary& summary_;
  const Catalog& catalog_;
  const RenderOptions& options_;
  const std::size_t room_;
  Json root_;
  Json codes_by_retry_ = Json::object();
  std::size_t shown_codes_ = 0;
  std::size_t left_out_files_ = 0;
  bool left_out_timeline_ = false;
};

}  // namespace

std::string report_data(const Summary& summary, const Catalog& catalog,
                        const RenderOptions& options, std::size_t room) {
  return ReportData(summary, catalog, options, room).text();
}

}  // namespace hrscan
