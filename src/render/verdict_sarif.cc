// A verdict as SARIF 2.1.0 for code scanning: a rule per code, a result per
// code and file. Text of the log stands in snippets only, where SARIF knows no
// markup.
//
// GitHub refuses a run with more than 25,000 results or rules and shows 5,000
// results, the most severe: more are not written, and a notification says how
// many there are.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "base/escape.h"
#include "base/utf8.h"
#include "hrscan/version.h"
#include "render/renderers.h"
#include "render/verdict_words.h"

namespace hrscan {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostResults = 5000;
constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";

std::string_view level_of(const JudgedCode& code) {
  if (!fails(code.judgement)) return "note";
  if (code.judgement == Judgement::kTransient) return "warning";
  return severity_name(code.code, code.kind) == "failure" ? "error" : "warning";
}

std::string rule_id(const JudgedCode& code) {
  std::string number = to_hex(code.code);
  if (code.kind == CodeKind::kHresult) return number;
  return fmt::format("{}/{}", number, to_string(code.kind));
}

// A relative reference, or a URI where the path is absolute.
std::string uri_of(std::string_view path) {
  if (path == "-") return "standard-input";
  const std::string uri = escape::uri(repository_path(path));
  if (uri.starts_with('/')) return "file://" + uri;
  // A drive's letter keeps its colon: "C%3A/..." is "C:/...".
  const bool drive = path.size() > 2 && path[1] == ':';
  return drive ? fmt::format("file:///{}:{}", uri.substr(0, 1), uri.substr(4))
               : uri;
}

Json text_of(std::string_view text) { return {{"text", escape::report(text)}}; }

class VerdictSarif final : public VerdictRenderer {
 public:
  VerdictSarif(const Catalog& catalog, std::ostream& out)
      : catalog_(catalog), out_(out) {}

  void finish(const Report& report) override {
    Json run;
    run["tool"] = {{"driver",
                    {{"name", "hrscan"},
                     {"version", version()},
                     {"rules", Json::array()}}}};
    // Filled below; the order of keys is that of reading.
    run["invocations"] = Json::array();
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = Json::array();
    const std::size_t more = add_results(report, run["results"]);
    run["tool"]["driver"]["rules"] = std::move(rules_);
    run["invocations"].push_back(invocation(report, more));

    const Json root = {{"$schema", kSchema},
                       {"version", "2.1.0"},
                       {"runs", Json::array({std::move(run)})}};
    out_ << escape::json_report(
                root.dump(2, ' ', false, Json::error_handler_t::replace))
         << '\n';
  }

 private:
  // Returns how many were left out: those of the least severe codes.
  std::size_t add_results(const Report& report, Json& results) {
    std::vector<const Occurrence*> shown;
    for (const Occurrence& occurrence : report.occurrences) {
      if (report.codes[occurrence.code].judgement != Judgement::kHarmless) {
        shown.push_back(&occurrence);
      }
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Occurrence* a, const Occurrence* b) {
                       return a->code < b->code;
                     });
    const std::size_t size = std::min(shown.size(), kMostResults);
    for (std::size_t i = 0; i < size; ++i) {
      results.push_back(result(*shown[i], report));
    }
    return shown.size() - size;
  }

  Json invocation(const Report& report, std::size_t more) const {
    Json invocation = {{"executionSuccessful", report.complete}};
    Json notes = Json::array();
    notes.push_back({{"level", report.complete ? "note" : "error"},
                     {"message", text_of(verdict_line(report, catalog_))}});
    if (more != 0) {
      notes.push_back(
          {{"level", "warning"},
           {"message", text_of("and " + more_words(more, "result"))}});
    }
    invocation["toolExecutionNotifications"] = std::move(notes);
    return invocation;
  }

  // The number of the code's rule, which is made when it is first asked for.
  std::size_t rule_of(const JudgedCode& code) {
    const auto [found, is_new] = rule_numbers_.try_emplace(
        {code.code.value(), code.kind}, rules_.size());
    if (is_new) rules_.push_back(rule(code));
    return found->second;
  }

  Json rule(const JudgedCode& code) const {
    const CodeWords words = words_of(code, catalog_);
    const Meaning meaning =
        catalog_.meaning(code.code, code.kind, code.written_name);
    std::string help = fmt::format("{}: {}", words.title, words.description);
    std::string markdown =
        fmt::format("**{}**: {}", escape::markdown(words.title),
                    escape::markdown(words.description));
    if (!words.advice.empty()) {
      help += ' ' + words.advice;
      markdown += "\n\n" + escape::markdown(words.advice);
    }
    const std::string retry = fmt::format("Retry: {} (basis: {}).", words.retry,
                                          to_string(meaning.basis));
    Json tags = {"retry:" + words.retry, to_string(code.kind)};
    if (meaning.cause != Cause::kNone) {
      tags.push_back("cause:" + std::string(to_string(meaning.cause)));
    }
    Json rule;
    rule["id"] = rule_id(code);
    if (words.symbol != "-") rule["name"] = escape::report(words.symbol);
    rule["shortDescription"] = text_of(cut(words.title, 1024));
    rule["fullDescription"] = text_of(cut(words.description, 1024));
    rule["help"] = {{"text", escape::report(help) + ' ' + retry},
                    {"markdown", markdown + "\n\n" + escape::markdown(retry)}};
    rule["defaultConfiguration"] = {{"level", level_of(code)}};
    rule["properties"] = {{"tags", std::move(tags)}};
    return rule;
  }

  Json result(const Occurrence& at, const Report& report) {
    const JudgedCode& code = report.codes[at.code];
    const JudgedFile& file = report.files[at.file];
    const CodeWords words = words_of(code, catalog_);
    Json result;
    result["ruleId"] = rule_id(code);
    result["ruleIndex"] = rule_of(code);
    result["level"] = level_of(code);
    std::string message = fmt::format("{}: {} (retry: {})", words.title,
                                      words.description, words.retry);
    result["message"] = text_of(message);
    result["occurrenceCount"] = at.count;
    result["locations"] = {
        {{"physicalLocation",
          {{"artifactLocation", {{"uri", uri_of(file.path)}}},
           {"region", region(at)}}}}};
    // The key is the one that GitHub compares, with the number of the result
    // among equal ones: there is one per code and file.
    result["partialFingerprints"] = {
        {"primaryLocationLineHash", fingerprint(file.path, code) + ":1"}};
    if (code.judgement == Judgement::kExpected) {
      result["baselineState"] = "unchanged";
    }
    if (code.judgement == Judgement::kAllowed) {
      result["suppressions"] = {
          {{"kind", "external"},
           {"justification", escape::report(allowance_words(code, report))}}};
    }
    return result;
  }

  static Json region(const Occurrence& at) {
    Json region = {{"startLine", at.line}};
    if (at.characters != 0) {
      region["startColumn"] = at.characters;
      region["endColumn"] = at.characters + at.token.size();
    }
    if (!at.excerpt.empty()) region["snippet"] = text_of(at.excerpt);
    return region;
  }

  const Catalog& catalog_;
  std::ostream& out_;
  Json rules_ = Json::array();
  std::map<std::pair<std::uint32_t, CodeKind>, std::size_t> rule_numbers_;
};

}  // namespace

VerdictRendererPtr make_verdict_sarif(const Catalog& catalog,
                                      const RenderOptions&, std::ostream& out) {
  return std::make_unique<VerdictSarif>(catalog, out);
}

}  // namespace hrscan
