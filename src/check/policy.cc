// What a policy is made of, read from text: wildcards, allow files, baselines.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "hrscan/verdict.h"

namespace hrscan {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kNever = "never";
constexpr std::string_view kSchema = "hrscan.summary/1";

Error format_error(const std::string& file, std::string message,
                   std::uint64_t line = 0) {
  Error error;
  error.kind = Error::Kind::kFormat;
  error.message = std::move(message);
  error.file = file;
  error.line = line;
  return error;
}

// Takes the first word off `rest`, and the blanks behind it.
std::string_view take_word(std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  return word;
}

unsigned number_in(std::string_view digits) {
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// "2026-12-31", and a day that exists.
bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!ascii::is_digit(text[i])) return false;
  }
  const unsigned year = number_in(text.substr(0, 4));
  const unsigned month = number_in(text.substr(5, 2));
  const unsigned day = number_in(text.substr(8, 2));
  if (month < 1 || month > 12) return false;
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const unsigned last = month == 2 && leap ? 29 : kDays[month - 1];
  return day >= 1 && day <= last;
}

Result<AllowLine> parse_allow_line(std::string_view rest,
                                   const std::string& file,
                                   std::uint64_t number) {
  AllowLine line;
  line.line = number;
  line.word = take_word(rest);
  const std::string_view until = take_word(rest);
  line.reason = rest;
  if (is_day(until)) {
    line.expires = until;
  } else if (until != kNever) {
    return format_error(
        file,
        fmt::format("'{}' is no date such as 2026-12-31, nor 'never'", until),
        number);
  }
  if (line.reason.empty()) {
    return format_error(
        file, fmt::format("no reason is given for '{}'", line.word), number);
  }
  return line;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  while (!text.empty() &&
         (text.back() == '\r' || text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

// One of the summary's codes.
bool read_count(const Json& row, Baseline& baseline) {
  if (!row.is_object()) return false;
  const auto code = row.find("code");
  const auto kind = row.find("kind");
  const auto count = row.find("count");
  if (code == row.end() || !code->is_string() || kind == row.end() ||
      !kind->is_string() || count == row.end() ||
      !count->is_number_unsigned()) {
    return false;
  }
  const auto value = parse_status_code(code->get_ref<const std::string&>());
  const auto of_kind = parse_code_kind(kind->get_ref<const std::string&>());
  if (!value || !of_kind) return false;
  baseline[{value->code.value(), *of_kind}] += count->get<std::uint64_t>();
  return true;
}

}  // namespace

std::optional<CodePattern> parse_code_wildcard(std::string_view word) {
  constexpr std::size_t kDigits = 8;
  if (!word.starts_with("0x") && !word.starts_with("0X")) return std::nullopt;
  word.remove_prefix(2);
  const bool open = word.ends_with('*');
  if (open) word.remove_suffix(1);
  if (word.size() > kDigits ||
      (open ? word.size() == kDigits : word.size() != kDigits)) {
    return std::nullopt;
  }
  CodePattern pattern;
  pattern.mask = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    pattern.value <<= 4;
    pattern.mask <<= 4;
    if (i >= word.size() || word[i] == '?') continue;
    if (!ascii::is_hex(word[i])) return std::nullopt;
    pattern.value |= ascii::hex_value(word[i]);
    pattern.mask |= 0xF;
  }
  const bool wild = pattern.mask != 0xFFFF'FFFF;
  return wild ? std::optional(pattern) : std::nullopt;
}

Result<std::vector<AllowLine>> parse_allow_file(std::string_view text,
                                                const std::string& file) {
  std::vector<AllowLine> lines;
  std::uint64_t number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    Result<AllowLine> parsed = parse_allow_line(line, file, number);
    if (!parsed.ok()) return parsed.error();
    lines.push_back(std::move(*parsed));
  }
  return lines;
}

Result<Baseline> parse_baseline(std::string_view json,
                                const std::string& file) {
  const Json root = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!root.is_object()) return format_error(file, "this is no JSON object");
  const auto schema = root.find("schema");
  if (schema == root.end() || *schema != kSchema) {
    return format_error(
        file, "this is no summary as `hrscan summary --format json` writes it");
  }
  const auto codes = root.find("codes");
  if (codes == root.end() || !codes->is_array()) {
    return format_error(file, "this summary has no list of codes");
  }
  Baseline baseline;
  for (std::size_t i = 0; i < codes->size(); ++i) {
    if (!read_count((*codes)[i], baseline)) {
      return format_error(file, fmt::format("codes[{}] makes no sense", i));
    }
  }
  return baseline;
}

}  // namespace hrscan
