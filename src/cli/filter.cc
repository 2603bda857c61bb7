#include "cli/filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "cli/chosen.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kFacilityPrefix = "FACILITY_";
constexpr std::uint32_t kFacilities = 0x1000;
constexpr std::uint32_t kMostWin32 = 0xFFFF;

// Sets the bit of each word; no words set all bits.
template <typename Enum, std::size_t N>
void want(const std::vector<std::string>& words, std::bitset<N>& bits) {
  if (words.empty()) bits.set();
  for (const std::string& word : words) {
    bits.set(static_cast<std::size_t>(chosen<Enum>(word)));
  }
}

bool is_small_decimal(const WrittenCode& written) {
  return written.form == Form::kDecimal && written.code.value() <= kMostWin32;
}

void add_rule(const Rule& rule, std::vector<NamedCode>& codes) {
  codes.push_back({rule.code, rule.kind});
  if (rule.kind == CodeKind::kWin32) {
    codes.push_back(
        {StatusCode::from_win32(rule.code.value()), CodeKind::kHresult});
  } else if (rule.kind == CodeKind::kNtstatus) {
    codes.push_back(
        {StatusCode::from_nt(rule.code.value()), CodeKind::kHresult});
  }
}

std::string_view without_prefix(std::string_view name) {
  const bool prefixed =
      name.size() > kFacilityPrefix.size() &&
      ascii::equal_ignoring_case(name.substr(0, kFacilityPrefix.size()),
                                 kFacilityPrefix);
  return prefixed ? name.substr(kFacilityPrefix.size()) : name;
}

std::optional<std::uint32_t> facility_number(const Catalog& catalog,
                                             std::string_view word) {
  std::uint32_t number = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, fault] = std::from_chars(word.data(), end, number);
  if (fault == std::errc() && stop == end && number < kFacilities) {
    return number;
  }
  for (number = 0; number < kFacilities; ++number) {
    const std::string_view name = catalog.facility(number).name;
    if (!name.empty() && ascii::equal_ignoring_case(without_prefix(name),
                                                    without_prefix(word))) {
      return number;
    }
  }
  return std::nullopt;
}

Error no_such_facility(const Catalog& catalog, std::string_view word) {
  std::vector<std::string_view> names;
  for (std::uint32_t number = 0; number < kFacilities; ++number) {
    const std::string_view name = catalog.facility(number).name;
    if (!name.empty()) names.push_back(without_prefix(name));
  }
  return usage_error(fmt::format("--facility: there is no '{}'{}", word,
                                 did_you_mean(without_prefix(word), names)));
}

}  // namespace

Result<std::vector<NamedCode>> named_codes(const Catalog& catalog,
                                           std::string_view word) {
  std::vector<NamedCode> codes;
  if (const auto written = parse_status_code(word)) {
    codes.push_back({written->code, std::nullopt});
    if (is_small_decimal(*written)) {
      codes.push_back(
          {StatusCode::from_win32(written->code.value()), CodeKind::kHresult});
    }
    return codes;
  }
  for (const Rule& rule : catalog.find_symbol(word)) add_rule(rule, codes);
  if (codes.empty()) return no_such_code(catalog, word);
  return codes;
}

Error no_such_code(const Catalog& catalog, std::string_view word) {
  constexpr std::size_t kMost = 3;
  std::string message = fmt::format("no such code or symbol '{}'", word);
  std::size_t best = 0;
  for (const std::string_view symbol : catalog.suggest(word, kMost)) {
    // Those as near as the nearest.
    const std::size_t distance = edit_distance(word, symbol, word.size());
    if (best != 0 && distance > best) break;
    message +=
        fmt::format("{}{}", best == 0 ? ", did you mean " : " or ", symbol);
    best = distance;
  }
  if (best != 0) message += '?';
  Error error = usage_error(std::move(message));
  error.kind = Error::Kind::kNotFound;
  return error;
}

Result<Filter> Filter::make(const Flags& flags, const Catalog& catalog) {
  Filter filter(catalog);
  want<Form>(flags.forms, filter.forms_);
  want<CodeKind>(flags.kind, filter.kinds_);
  want<Retry>(flags.retry, filter.retries_);
  const Result<void> steps[] = {
      filter.want_facilities(split_lists(flags.facility)),
      filter.want_codes(split_lists(flags.code)),
  };
  for (const Result<void>& step : steps) {
    if (!step.ok()) return step.error();
  }
  return filter;
}

Result<void> Filter::want_codes(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const Result<std::vector<NamedCode>> codes = named_codes(*catalog_, word);
    if (!codes.ok()) {
      Error error = codes.error();
      error.message = "--code: " + error.message;
      return error;
    }
    codes_.insert(codes_.end(), codes->begin(), codes->end());
  }
  return {};
}

Result<void> Filter::want_facilities(const std::vector<std::string>& words) {
  if (words.empty()) facilities_.set();
  for (const std::string& word : words) {
    const auto number = facility_number(*catalog_, word);
    if (!number) return no_such_facility(*catalog_, word);
    facilities_.set(*number);
  }
  return {};
}

bool Filter::keeps(const Finding& finding) const {
  const auto is_wanted = [&](const NamedCode& wanted) {
    return wanted.code == finding.code &&
           (!wanted.kind || *wanted.kind == finding.kind);
  };
  return forms_.test(static_cast<std::size_t>(finding.form)) &&
         kinds_.test(static_cast<std::size_t>(finding.kind)) &&
         (facilities_.all() || (finding.kind == CodeKind::kHresult &&
                                facilities_.test(finding.code.facility()))) &&
         (codes_.empty() ||
          std::any_of(codes_.begin(), codes_.end(), is_wanted));
}

bool Filter::keeps_retry(const Block& block, const Finding& finding) const {
  const Meaning meaning = catalog_->meaning(finding.code, finding.kind,
                                            block.decided_name(finding));
  return retries_.test(static_cast<std::size_t>(meaning.retry));
}

}  // namespace hrscan::cli
