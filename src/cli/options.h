// Options as typed. Every option of every command stands once, in the table of
// option_table.cc: parsing, --help and the configuration file are made from it.
// What the words mean is decided in a second step (cli/job.h and the
// commands).
#ifndef HRSCAN_CLI_OPTIONS_H_
#define HRSCAN_CLI_OPTIONS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hrscan/result.h"

namespace hrscan::cli {

using Choices = std::vector<std::string_view>;

// What the user typed, and what fixed values are as the table spells them; a
// list option may be given several times, of the others
// the last one counts.
struct Flags {
  // Every command.
  bool help = false;
  bool version = false;
  std::string color = "auto";
  std::string log_level = "info";
  std::string config;

  // The catalog.
  std::vector<std::string> rules;
  bool no_builtin_rules = false;

  // Reading.
  std::string encoding = "auto";
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  bool no_recurse = false;
  std::string max_decompressed;  // empty: the default
  std::string engine = "auto";
  std::string threads = "0";
  std::string progress = "auto";
  bool stats = false;

  // Which findings.
  std::vector<std::string> forms;
  std::vector<std::string> code;
  std::vector<std::string> retry;
  std::vector<std::string> facility;
  std::vector<std::string> kind;

  // Of single commands.
  std::string format;  // empty: the command's first one
  std::string context = "0";
  std::string top = "0";
  std::string min_count = "0";
  std::string sort;
  std::vector<std::string> by;
  bool strip = false;
  std::string style = "inline";
  std::string note_template;
  std::string max_width = "0";
  bool only_findings = false;
  bool once = false;
  bool follow = false;
  bool in_place = false;
  std::optional<std::string> backup;
  bool dry_run = false;
  bool break_links = false;
  std::vector<std::string> component;
  bool counts = false;
  std::string as;

  // Of several commands: FILE, FORMAT=FILE or FORMAT.
  std::vector<std::string> output;

  // Of check.
  std::vector<std::string> fail_on;
  std::vector<std::string> allow;
  std::vector<std::string> allow_file;
  std::string baseline;
  std::string max_count = "0";
  std::vector<std::string> ignore_line;
  bool require_context = false;

  std::vector<std::string> arguments;  // all that is no option
};

// Options that commands share, by group.
enum Group : unsigned {
  kGeneral = 1,
  kCatalog = 2,
  kReading = 4,
  kFilters = 8,
  kOwn = 16,  // named by the command
};

struct Option {
  Group group;
  std::string_view name;
  char letter;             // '\0': none
  std::string_view value;  // what --help calls its value; "" if it has none
  std::string_view help;   // "{}" stands for the choices
  // A switch, a text, a list, or a text that may be left out.
  std::variant<bool Flags::*, std::string Flags::*,
               std::vector<std::string> Flags::*,
               std::optional<std::string> Flags::*>
      flag;
  // What the values can be, of a list each of its words; null: any text.
  Choices (*choices)() = nullptr;

  bool is_switch() const;
  bool is_list() const;         // may be repeated
  bool may_lack_value() const;  // "--backup[=SUFFIX]"
};

std::span<const Option> all_options();

// Which options a command has.
struct OptionSet {
  unsigned groups = kGeneral;
  std::span<const std::string_view> own;
  Choices formats;                // what --format takes, the default first
  bool output_has_format = true;  // --output takes FORMAT=FILE

  bool contains(const Option& option) const;
};

// What the option's values can be in this set; empty: any text.
Choices choices(const Option& option, const OptionSet& set);

// What --help calls the option's value, and says of the option.
std::string value_of(const Option& option, const OptionSet& set);
std::string help_of(const Option& option, const OptionSet& set);

// Reads the arguments behind a command's name, and the configuration file that
// they or HRSCAN_CONFIG name; what is typed wins. A value that is none of its
// option's choices is refused; upper and lower case are alike.
Result<Flags> parse_flags(const OptionSet& set,
                          const std::vector<std::string>& arguments);

// An Error of kind kUsage.
Error usage_error(std::string message);

// The words of "a,b" given once or several times.
std::vector<std::string> split_lists(const std::vector<std::string>& lists);

// The number that `option` was given.
Result<std::size_t> parse_number(std::string_view option,
                                 std::string_view value, std::size_t most);

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_OPTIONS_H_
