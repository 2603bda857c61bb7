#include "summary/time_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "summary/time_fields.h"

namespace hrscan {
namespace {

// clang-format off
const std::vector<TimePattern>& table() {
  static const std::vector<TimePattern> patterns = {
    {"iso",
     "ISO 8601 and its relatives: CBS, DISM, setupact, WindowsUpdate, .NET",
     R"(\[?(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)[T \t,][ \t]*)"
     R"((?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,:](?P<fraction>\d+))?(?P<zone>Z|[+-]\d\d:?\d\d)?)",
     {"####", "[####"},
     {{"2016-09-28 04:30:31, Info                  CBS    Loaded", "2016-09-28T04:30:31"},
      {"2024-01-31T10:00:00.123Z x", "2024-01-31T10:00:00.123Z"},
      {"2024-01-31T10:00:00+01:00", "2024-01-31T10:00:00+01:00"},
      {"2024/01/31 10:00:00.1234567 4312  5020  Agent", "2024-01-31T10:00:00.1234567"},
      {"2026-03-11\t10:15:31:336\t 912\t8e4\tMisc", "2026-03-11T10:15:31.336"},
      {"[2026-03-11 04:30:31] x", "2026-03-11T04:30:31"},
      {"2026-02-30 04:30:31 no such day", ""},
      {"2026-03-11 24:30:31 no such hour", ""},
      {"2026-03-11 04:30", ""}}},
    {"cmtrace",
     "ConfigMgr, at the line's end; the offset from UTC is left out",
     R"(<(?s:.*)\]LOG\]!><time="(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,:](?P<fraction>\d+))?)"
     R"((?s:.*?)date="(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{4}))",
     {"<"},
     {{R"(<![LOG[x]LOG]!><time="10:00:00.238-060" date="03-11-2026" component="x">)", "2026-03-11T10:00:00.238"},
      {R"(<![LOG[x]LOG]!><time="10:00:00" date="13-11-2026">)", ""},
      {R"(<![LOG[x]LOG]!>)", ""}}},
    {"us",
     "month first; where there is no such month, the order is not known",
     R"(\[?(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)[ \t,]+)"
     R"((?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,:](?P<fraction>\d+))?(?:[ \t](?P<half>[AaPp])\.?[Mm])?)",
     {"#/", "##/", "[#/", "[##/"},
     {{"1/31/2024 10:00:00 AM x", "2024-01-31T10:00:00"},
      {"1/31/2024 12:05:00 AM", "2024-01-31T00:05:00"},
      {"1/31/2024, 1:05:00 p.m.", "2024-01-31T13:05:00"},
      {"[03/11/26 06:58:02.779] 1C94.1F34 INFO", "2026-03-11T06:58:02.779"},
      {"3/11/99 6:58:02", "1999-03-11T06:58:02"},
      {"1/31/2024 13:00:00 PM", ""},
      {"31/1/2024 10:00:00", ""}}},
    {"dots",
     "day first, as in much of Europe",
     R"(\[?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})[ \t,]+)"
     R"((?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,:](?P<fraction>\d+))?)",
     {"#.", "##.", "[#.", "[##."},
     {{"11.03.2026 04:30:31 Fehler: 80070005", "2026-03-11T04:30:31"},
      {"10.0.1904 build", ""}}},
    {"syslog",
     "BSD syslog, mostly without a year",
     R"((?:<\d{1,3}>)?(?P<month_name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ ]{1,2}(?P<day>\d{1,2})[ ](?:(?P<year>\d{4})[ ])?)"
     R"((?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)",
     {"<#", "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "},
     {{"Mar 11 04:30:31 host app: x", "--03-11T04:30:31"},
      {"<13>Mar  1 04:30:31 host", "--03-01T04:30:31"},
      {"Feb 29 2024 04:30:31.5 host", "2024-02-29T04:30:31.5"},
      {"Market 11 04:30:31", ""}}},
    {"setupapi",
     "the head and foot of a section of setupapi.dev.log",
     R"((?:>>>|<<<)[ ]+Section (?:start|end) (?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d) )"
     R"((?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)",
     {">>> ", "<<< "},
     {{">>>  Section start 2026/03/11 04:30:31.123", "2026-03-11T04:30:31.123"},
      {"<<<  Section end 2026/03/11 04:30:32", "2026-03-11T04:30:32"},
      {">>>  [Device Install]", ""}}},
    {"msi",
     "Windows Installer: a time of day without a date",
     R"((?:MSI \(\w\) \([0-9A-Fa-f:]+\) )?\[(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:[:.,](?P<fraction>\d{3}))?\])",
     {"[##:", "MSI ("},
     {{"MSI (s) (5C:40) [10:00:00:134]: Product: x", "T10:00:00.134"},
      {"[10:00:00:123]: x", "T10:00:00.123"},
      {"[10:00:00] x", "T10:00:00"},
      {"[10:00:60:123]: x", "T10:00:60.123"},
      {"[10:00:71:123]: x", ""},
      {"MSI (s) x", ""}}},
    {"msi-action",
     "Windows Installer: actions",
     R"(Action (?:start |ended )?(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)[:.])",
     {"Action "},
     {{"Action start 10:00:00: INSTALL.", "T10:00:00"},
      {"Action 9:00:00: CostInitialize. Computing", "T09:00:00"},
      {"Action ended 10:00:00: INSTALL. Return value 3.", "T10:00:00"},
      {"Action: none", ""}}},
    {"epoch-ms",
     "milliseconds since 1970, until 2033",
     R"(\[?(?P<epoch>1\d{9})(?P<fraction>\d{3})(?:[\s,;:|\]]|$))",
     {"1##########", "[1##########"},
     {{"1773203431123 x", "2026-03-11T04:30:31.123Z"},
      {"1773203431123", "2026-03-11T04:30:31.123Z"},
      {"17732034311234 x", ""}}},
    {"epoch",
     "seconds since 1970, until 2033; later ones look like status codes",
     R"(\[?(?P<epoch>1\d{9})(?:[.,](?P<fraction>\d{1,9}))?(?:[\s,;:|\]]|$))",
     {"1#########", "[1#########"},
     {{"1773203431 x", "2026-03-11T04:30:31Z"},
      {"[1773203431.5] x", "2026-03-11T04:30:31.5Z"},
      {"2147942405 is a status", ""},
      {"1773203431x", ""}}},
  };
  return patterns;
}
// clang-format on

constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";

enum Field : std::size_t {
  kYear,
  kMonth,
  kMonthName,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kFraction,
  kHalf,
  kZone,
  kEpoch,
  kFields
};
constexpr std::string_view kFieldNames[kFields] = {
    "year",   "month",    "month_name", "day",  "hour", "minute",
    "second", "fraction", "half",       "zone", "epoch"};

// A pattern ready for use: which group holds which field.
class Compiled {
 public:
  explicit Compiled(const TimePattern& pattern)
      : re_(std::string(pattern.pattern), options()) {
    for (const auto& [name, group] : re_.NamedCapturingGroups()) {
      const auto* const field =
          std::find(std::begin(kFieldNames), std::end(kFieldNames), name);
      group_of_[static_cast<std::size_t>(field - kFieldNames)] =
          static_cast<std::size_t>(group);
    }
  }

  std::optional<Timestamp> match(std::string_view line) const {
    Groups found;
    if (!re_.Match({line.data(), line.size()}, 0, line.size(),
                   RE2::ANCHOR_START, found.data(),
                   re_.NumberOfCapturingGroups() + 1)) {
      return std::nullopt;
    }
    const std::string_view epoch = text(found, kEpoch);
    if (!epoch.empty()) {
      return make_epoch_timestamp(number(epoch), text(found, kFraction));
    }
    TimeFields fields;
    if (!fill(found, fields)) return std::nullopt;
    return make_timestamp(fields);
  }

 private:
  using Groups = std::array<re2::StringPiece, kFields + 1>;

  static RE2::Options options() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    return options;
  }

  // Group 0 stands for a field that the pattern lacks.
  std::string_view text(const Groups& found, Field field) const {
    if (group_of_[field] == 0) return {};
    const re2::StringPiece& piece = found[group_of_[field]];
    return {piece.data(), piece.size()};
  }

  static int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  // False where the clock of twelve hours has no such hour.
  bool fill(const Groups& found, TimeFields& fields) const {
    fields.hour = number(text(found, kHour));
    fields.minute = number(text(found, kMinute));
    fields.second = number(text(found, kSecond));
    fields.fraction = text(found, kFraction);
    fields.zone = text(found, kZone);
    fill_day(found, fields);
    const std::string_view half = text(found, kHalf);
    if (half.empty()) return true;
    if (fields.hour < 1 || fields.hour > 12) return false;
    const bool afternoon = half[0] == 'P' || half[0] == 'p';
    fields.hour = fields.hour % 12 + (afternoon ? 12 : 0);
    return true;
  }

  void fill_day(const Groups& found, TimeFields& fields) const {
    const std::string_view year = text(found, kYear);
    const std::string_view month = text(found, kMonthName);
    fields.day = number(text(found, kDay));
    fields.month = month.empty()
                       ? number(text(found, kMonth))
                       : static_cast<int>(kMonths.find(month) / 3) + 1;
    fields.year = number(year);
    if (year.size() == 2) fields.year += fields.year < 70 ? 2000 : 1900;
    if (year.empty()) fields.dated = Dated::kNoYear;
    if (fields.day == 0 && fields.month == 0 && year.empty()) {
      fields.dated = Dated::kTimeOnly;
    }
  }

  RE2 re_;
  std::array<std::size_t, kFields> group_of_{};
};

// Compiled when a line first comes that it allows: a log has one or two of the
// formats, if not one that needs no pattern at all.
class Lazy {
 public:
  explicit Lazy(const TimePattern& pattern) : pattern_(pattern) {}

  const TimePattern& pattern() const { return pattern_; }
  const Compiled& get() const {
    std::call_once(once_, [&] { compiled_.emplace(pattern_); });
    return *compiled_;
  }

 private:
  const TimePattern& pattern_;
  mutable std::once_flag once_;
  mutable std::optional<Compiled> compiled_;
};

bool has_shape(std::string_view line, std::string_view shape) {
  return line.size() >= shape.size() &&
         std::equal(shape.begin(), shape.end(), line.begin(),
                    [](char of_shape, char c) {
                      return of_shape == '#' ? ascii::is_digit(c)
                                             : of_shape == c;
                    });
}

// The patterns in their order, and which of them a line's first byte allows:
// most lines without a time are done with that.
struct Screened {
  Screened() {
    for (const TimePattern& pattern : table()) {
      const std::uint32_t bit = 1u << patterns.size();
      for (const std::string_view shape : pattern.begins) allow(shape[0], bit);
      patterns.push_back(std::make_unique<Lazy>(pattern));
    }
  }
  void allow(char first, std::uint32_t bit) {
    const std::string_view bytes =
        first == '#' ? "0123456789" : std::string_view(&first, 1);
    for (const char c : bytes) allowed[static_cast<unsigned char>(c)] |= bit;
  }
  std::vector<std::unique_ptr<Lazy>> patterns;
  std::array<std::uint32_t, 256> allowed{};
};

const Screened& screened() {
  static const Screened all;
  return all;
}

}  // namespace

std::span<const TimePattern> time_patterns() { return table(); }

bool begins_as(std::string_view line, const TimePattern& pattern) {
  return std::any_of(
      pattern.begins.begin(), pattern.begins.end(),
      [&](std::string_view shape) { return has_shape(line, shape); });
}

std::optional<Timestamp> match_time_patterns(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const Screened& all = screened();
  std::uint32_t left = all.allowed[static_cast<unsigned char>(line[0])];
  for (; left != 0; left &= left - 1) {
    const Lazy& next =
        *all.patterns[static_cast<std::size_t>(std::countr_zero(left))];
    if (!begins_as(line, next.pattern())) continue;
    if (const auto stamp = next.get().match(line)) return stamp;
  }
  return std::nullopt;
}

}  // namespace hrscan
