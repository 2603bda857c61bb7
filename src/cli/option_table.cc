// Every option once, and what is asked of the table: flat, so that an option is
// a row here and nothing elsewhere.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>

#include "cli/chosen.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/output.h"
#include "hrscan/annotator.h"
#include "hrscan/encoding.h"
#include "hrscan/render.h"
#include "hrscan/rule.h"
#include "hrscan/scanner.h"
#include "hrscan/status_code.h"

namespace hrscan::cli {
namespace {

using Words = std::vector<std::string>;

constexpr Option kOptions[] = {
    {kOwn, "format", 'f', "FORMAT", "write FORMAT", &Flags::format},
    {kOwn, "context", 'C', "N",
     "show N lines of the log before and behind each finding (text only)",
     &Flags::context},
    {kOwn, "by", '\0', "LIST", "group by {}; several are nested", &Flags::by,
     names_of<GroupKey>},
    {kOwn, "sort", '\0', "KEY", "sort by {} (default: count)", &Flags::sort,
     names_of<SortKey>},
    {kOwn, "top", 'n', "N",
     "show the first N rows only (JSON always has all codes)", &Flags::top},
    {kOwn, "min-count", '\0', "N",
     "leave out rows with less than N findings (JSON always has all codes)",
     &Flags::min_count},
    {kOwn, "strip", '\0', "", "remove notes instead of writing them",
     &Flags::strip},
    {kOwn, "style", '\0', "STYLE",
     "where notes stand: {}; that is behind the code, at the end of the line, "
     "or in a line of their own",
     &Flags::style, names_of<NoteStyle>},
    {kOwn, "template", '\0', "TEXT",
     "the words of a note, with fields {symbol}, {description}, {retry}, "
     "{code}, {facility} and {advice}",
     &Flags::note_template},
    {kOwn, "max-width", '\0', "N",
     "cut descriptions to N characters, at a word (default: 0, not at all)",
     &Flags::max_width},
    {kOwn, "once", '\0', "", "explain a code only where a file has it first",
     &Flags::once},
    {kOwn, "only-findings", '\0', "", "write only lines with findings",
     &Flags::only_findings},
    {kOwn, "follow", '\0', "",
     "go on with what is appended to the file, and with the file that takes "
     "its name when it is rotated, until Ctrl-C",
     &Flags::follow},
    {kOwn, "in-place", 'i', "",
     "change the files instead of writing to standard output",
     &Flags::in_place},
    {kOwn, "backup", '\0', "SUFFIX",
     "with -i: keep the old file under its name with SUFFIX (default: ~)",
     &Flags::backup},
    {kOwn, "dry-run", '\0', "",
     "with -i: change nothing, show what would change as a unified diff",
     &Flags::dry_run},
    {kOwn, "break-links", '\0', "",
     "with -i: change a file that has other hard links; those keep the old "
     "content",
     &Flags::break_links},
    {kOwn, "component", '\0', "NAME",
     "list only rules of components whose name contains NAME (repeatable); "
     "import for the component NAME",
     &Flags::component},
    {kOwn, "counts", '\0', "",
     "list how many names, descriptions and advices each component has, and "
     "what its retry likelihoods rest on",
     &Flags::counts},
    {kOwn, "as", '\0', "KIND",
     "import all numbers, and take those without a cast for codes of kind {}",
     &Flags::as, names_of<CodeKind>},
    {kOwn, "output", 'o', "[FORMAT=]FILE",
     "write to FILE, in FORMAT if it is given (repeatable)", &Flags::output},
    {kOwn, "fail-on", '\0', "LIST",
     "fail on codes whose retry is {} (default: all but success)",
     &Flags::fail_on, names_of<Retry>},
    {kOwn, "allow", '\0', "LIST",
     "codes that do not fail: numbers, symbols, or digits and a wildcard such "
     "as 0x8024*",
     &Flags::allow},
    {kOwn, "allow-file", '\0', "FILE",
     "the same from FILE, lines of CODE, a date or 'never', and a reason "
     "(repeatable)",
     &Flags::allow_file},
    {kOwn, "baseline", '\0', "FILE",
     "fail only on what is new or more often than in FILE, an earlier "
     "'summary --format json'",
     &Flags::baseline},
    {kOwn, "max-count", '\0', "N",
     "tolerate up to N findings that would fail, all codes together",
     &Flags::max_count},
    {kOwn, "ignore-line", '\0', "REGEX",
     "pass over lines that match REGEX, an RE2 pattern (repeatable)",
     &Flags::ignore_line},
    {kOwn, "require-context", '\0', "",
     "pass over codes that no status word introduces", &Flags::require_context},

    {kFilters, "code", 'c', "LIST",
     "only these codes: numbers or symbols, such as 0x80070005,E_FAIL",
     &Flags::code},
    {kFilters, "retry", '\0', "LIST", "only codes whose retry is {}",
     &Flags::retry, names_of<Retry>},
    {kFilters, "facility", '\0', "LIST",
     "only HRESULTs of these facilities: numbers or names, with or without "
     "FACILITY_",
     &Flags::facility},
    {kFilters, "kind", '\0', "LIST", "only codes of kind {}", &Flags::kind,
     names_of<CodeKind>},
    {kFilters, "forms", '\0', "LIST", "only codes written as {}", &Flags::forms,
     names_of<Form>},

    {kReading, "include", '\0', "GLOB",
     "in directories and archives, read only files that match GLOB "
     "(repeatable)",
     &Flags::include},
    {kReading, "exclude", '\0', "GLOB",
     "in directories and archives, leave out files that match GLOB "
     "(repeatable)",
     &Flags::exclude},
    {kReading, "no-recurse", '\0', "",
     "do not enter directories in directories", &Flags::no_recurse},
    {kReading, "max-decompressed", '\0', "BYTES",
     "read no more than BYTES out of one archive or compressed file (default "
     "64G; suffixes K, M, G, T)",
     &Flags::max_decompressed},
    {kReading, "encoding", '\0', "NAME",
     "in which encoding logs are written: {}", &Flags::encoding,
     names_of<Encoding>},
    {kReading, "engine", '\0', "NAME",
     "how to search: {}; re2 is the slower reference, with the same findings",
     &Flags::engine, names_of<Engine>},
    {kReading, "threads", 'j', "N",
     "use N threads (default: one per processor)", &Flags::threads},
    {kReading, "progress", '\0', "WHEN", "show a progress bar: {}",
     &Flags::progress, names_of<When>},
    {kReading, "stats", '\0', "",
     "say at the end how much was read, how fast and with how much memory",
     &Flags::stats},

    {kCatalog, "rules", 'r', "FILE",
     "add rules from FILE, or built-in ones by builtin:NAME (repeatable; later "
     "ones win)",
     &Flags::rules},
    {kCatalog, "no-builtin-rules", '\0', "", "forget the built-in rules",
     &Flags::no_builtin_rules},

    {kGeneral, "color", '\0', "WHEN", "use colours: {}; NO_COLOR is honoured",
     &Flags::color, names_of<When>},
    {kGeneral, "log-level", '\0', "LEVEL", "show messages from LEVEL on: {}",
     &Flags::log_level, log_levels},
    {kGeneral, "config", '\0', "FILE",
     "read options from FILE, lines of 'option = value' (default: the file "
     "that HRSCAN_CONFIG names)",
     &Flags::config},
    {kGeneral, "help", 'h', "", "show this help", &Flags::help},
    {kGeneral, "version", 'V', "", "show version and catalog", &Flags::version},
};

// "auto (default), always or never"
std::string choices_text(const Option& option, const OptionSet& set) {
  const Flags defaults;
  const auto* const flag = std::get_if<std::string Flags::*>(&option.flag);
  const Choices known = choices(option, set);
  std::string text;
  for (const std::string_view& choice : known) {
    if (!text.empty()) text += &choice == &known.back() ? " or " : ", ";
    text += choice;
    if (flag != nullptr && defaults.**flag == choice) text += " (default)";
  }
  return text;
}

}  // namespace

std::span<const Option> all_options() { return kOptions; }

bool Option::is_switch() const {
  return std::holds_alternative<bool Flags::*>(flag);
}
bool Option::is_list() const {
  return std::holds_alternative<Words Flags::*>(flag);
}
bool Option::may_lack_value() const {
  return std::holds_alternative<std::optional<std::string> Flags::*>(flag);
}

Choices choices(const Option& option, const OptionSet& set) {
  if (option.name == "format") return set.formats;
  return option.choices == nullptr ? Choices() : option.choices();
}

std::string value_of(const Option& option, const OptionSet& set) {
  if (option.name == "format") {
    return fmt::format("{}", fmt::join(set.formats, "|"));
  }
  if (option.name == "output" && !set.output_has_format) return "FILE";
  return std::string(option.value);
}

std::string help_of(const Option& option, const OptionSet& set) {
  if (option.name == "format") {
    return fmt::format("what to write (default: {})", set.formats.front());
  }
  if (option.name == "output" && !set.output_has_format) {
    return "write to FILE instead of to standard output";
  }
  constexpr std::string_view kPlace = "{}";
  std::string help(option.help);
  const std::size_t place = help.find(kPlace);
  if (place != std::string::npos) {
    help.replace(place, kPlace.size(), choices_text(option, set));
  }
  return help;
}

bool OptionSet::contains(const Option& option) const {
  return (groups & option.group) != 0 ||
         std::find(own.begin(), own.end(), option.name) != own.end();
}

}  // namespace hrscan::cli
