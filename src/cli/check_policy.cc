#include "cli/check_policy.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

#include "cli/chosen.h"
#include "cli/filter.h"
#include "hrscan/render.h"
#include "platform/file.h"

namespace hrscan::cli {
namespace {

// Policies and baselines are small; anything else is a mistake.
constexpr std::size_t kMostBytes = 256 << 20;

Result<std::string> read_all(const std::string& path) {
  Result<std::unique_ptr<InputFile>> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  std::string text;
  char buffer[64 * 1024];
  for (;;) {
    const Result<std::size_t> count = (*file)->read(buffer, sizeof buffer);
    if (!count.ok()) return count.error();
    if (*count == 0) return text;
    text.append(buffer, *count);
    if (text.size() > kMostBytes) {
      Error error = usage_error("this file is too large");
      error.file = path;
      return error;
    }
  }
}

void choose_retries(const Flags& flags, Policy& policy) {
  if (flags.fail_on.empty()) return;
  policy.fail_on.fill(false);
  for (const std::string& word : flags.fail_on) {
    policy.fail_on[static_cast<std::size_t>(chosen<Retry>(word))] = true;
  }
}

// A wildcard, a number or a symbol, with those codes in which it is carried.
Result<std::vector<CodePattern>> allowed_codes(const std::string& word,
                                               const Catalog& catalog) {
  if (const auto pattern = parse_code_wildcard(word)) {
    return std::vector<CodePattern>{*pattern};
  }
  const Result<std::vector<NamedCode>> named = named_codes(catalog, word);
  if (!named.ok()) return named.error();
  std::vector<CodePattern> codes;
  for (const NamedCode& code : *named) {
    codes.push_back({.value = code.code.value(), .kind = code.kind});
  }
  return codes;
}

Result<void> allow_words(const Flags& flags, const Catalog& catalog,
                         Policy& policy) {
  for (const std::string& word : split_lists(flags.allow)) {
    Result<std::vector<CodePattern>> codes = allowed_codes(word, catalog);
    if (!codes.ok()) {
      Error error = codes.error();
      error.message = "--allow: " + error.message;
      return error;
    }
    policy.allow.push_back({.word = word, .codes = std::move(*codes)});
  }
  return {};
}

Result<void> allow_files(const Flags& flags, const Catalog& catalog,
                         Policy& policy) {
  for (const std::string& path : flags.allow_file) {
    const Result<std::string> text = read_all(path);
    if (!text.ok()) return text.error();
    const Result<std::vector<AllowLine>> lines = parse_allow_file(*text, path);
    if (!lines.ok()) return lines.error();
    for (const AllowLine& line : *lines) {
      Result<std::vector<CodePattern>> codes =
          allowed_codes(line.word, catalog);
      if (!codes.ok()) {
        Error error = codes.error();
        error.file = path;
        error.line = line.line;
        return error;
      }
      policy.allow.push_back(
          {line.word, std::move(*codes), line.reason, line.expires});
    }
  }
  return {};
}

Result<void> read_baseline(const Flags& flags, Policy& policy) {
  if (flags.baseline.empty()) return {};
  const Result<std::string> text = read_all(flags.baseline);
  if (!text.ok()) return text.error();
  Result<Baseline> baseline = parse_baseline(*text, flags.baseline);
  if (!baseline.ok()) return baseline.error();
  policy.baseline = std::move(*baseline);
  return {};
}

Result<void> check_format(const std::string& format) {
  const std::vector<std::string_view> known = verdict_formats();
  if (std::find(known.begin(), known.end(), format) != known.end()) return {};
  return usage_error(fmt::format("--output: '{}' is none of {}", format,
                                 fmt::join(known, ", ")));
}

}  // namespace

Result<Policy> make_policy(const Flags& flags, const Catalog& catalog,
                           std::string today) {
  Policy policy;
  policy.today = std::move(today);
  policy.ignore_lines = flags.ignore_line;
  policy.require_context = flags.require_context;
  const Result<std::size_t> most =
      parse_number("max-count", flags.max_count, SIZE_MAX);
  if (!most.ok()) return most.error();
  policy.max_count = *most;
  choose_retries(flags, policy);
  const Result<void> steps[] = {allow_words(flags, catalog, policy),
                                allow_files(flags, catalog, policy),
                                read_baseline(flags, policy)};
  for (const Result<void>& step : steps) {
    if (!step.ok()) return step.error();
  }
  return policy;
}

std::string today() {
  return fmt::format("{:%Y-%m-%d}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(
                         std::chrono::system_clock::now())));
}

Result<ReportPlan> plan_reports(const Flags& flags) {
  ReportPlan plan;
  std::vector<std::string> on_stdout;
  if (!flags.format.empty()) on_stdout.push_back(flags.format);
  for (const std::string& output : flags.output) {
    const std::size_t equals = output.find('=');
    const std::string format = output.substr(0, equals);
    const Result<void> known = check_format(format);
    if (!known.ok()) return known.error();
    if (equals == std::string::npos || output.substr(equals + 1) == "-") {
      on_stdout.push_back(format);
    } else if (equals + 1 == output.size()) {
      return usage_error(
          fmt::format("--output: '{}' names no file behind '='", output));
    } else {
      plan.files.push_back({format, output.substr(equals + 1)});
    }
  }
  if (on_stdout.size() > 1) {
    return usage_error(
        fmt::format("only one format can go to standard output, not {} and {}",
                    on_stdout[0], on_stdout[1]));
  }
  plan.on_stdout = on_stdout.empty() ? std::string(verdict_formats().front())
                                     : on_stdout.front();
  return plan;
}

}  // namespace hrscan::cli
