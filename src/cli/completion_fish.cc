// The script for fish, 3.0 and newer: a line for each option, with the commands
// that have it as condition.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/completion.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kHead =
    R"(# fish completion for hrscan, written by 'hrscan completion fish'.
complete -c hrscan -e

# Whether the command is typed already.
function __hrscan_begun
    test (count (commandline -opc)) -gt 1
end

# Whether the command is one of the arguments.
function __hrscan_is
    contains -- (__hrscan_command) $argv
end

# Those of a list separated by commas that are not there yet, behind it.
function __hrscan_list
    set -l typed (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    set -l given (string match -r -- '^.*,' "$typed")
    for name in $argv
        contains -- $name (string split -- , "$given"); or echo "$given$name"
    end
end
)";

std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') escaped += c;
    escaped += c;
  }
  return in_quotes(escaped, "\\'");
}

// -r asks for a value, -f forbids files, -x is both, -F allows files.
std::string taken(const CompletedOption& option) {
  switch (option.takes) {
    case Takes::kNothing:
    case Takes::kMaybeText:
      return {};
    case Takes::kText:
      return " -x";
    case Takes::kChoice:
      return fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
    case Takes::kList:
      return fmt::format(" -x -a '(__hrscan_list {})'",
                         fmt::join(option.choices, " "));
    case Takes::kFile:
      return " -r -F";
    case Takes::kFormatFile:
      break;
  }
  return fmt::format(" -r -F -a '{}='", fmt::join(option.choices, "= "));
}

std::string option_line(const SharedOption& shared) {
  const CompletedOption& option = shared.option;
  std::string out = fmt::format("complete -c hrscan -n '__hrscan_is {}'",
                                fmt::join(shared.commands, " "));
  if (!option.letter.empty()) out += " -s " + option.letter.substr(1);
  return out + fmt::format(" -l {}{} -d {}\n", option.name.substr(2),
                           taken(option), quoted(option.help));
}

// The words that some commands want first, and where no files are offered.
std::string argument_lines(const Command& command) {
  const std::string is = fmt::format("__hrscan_is {}", command.name);
  if (command.actions.empty()) {
    return command.takes_files
               ? std::string()
               : fmt::format("complete -c hrscan -n '{}' -f\n", is);
  }
  std::vector<std::string_view> names;
  for (const Action& action : command.actions) names.push_back(action.name);
  std::string out;
  for (const Action& action : command.actions) {
    out += fmt::format(
        "complete -c hrscan -n '{}; and not __fish_seen_subcommand_from {}' -a "
        "{} -d {}\n",
        is, fmt::join(names, " "), action.name, quoted(action.summary));
  }
  const std::vector<std::string_view> with_files = actions_with_files(command);
  std::string condition = is;
  if (!with_files.empty()) {
    condition += fmt::format("; and not __fish_seen_subcommand_from {}",
                             fmt::join(with_files, " "));
  }
  return out + fmt::format("complete -c hrscan -n '{}' -f\n", condition);
}

}  // namespace

std::string completion_fish() {
  std::string out(kHead);
  out += fmt::format(
      "\n# The command: {0} where none is named.\n"
      "function __hrscan_command\n"
      "    set -l words (commandline -opc)\n"
      "    if set -q words[2]; and contains -- $words[2] {1}\n"
      "        echo $words[2]\n"
      "    else\n"
      "        echo {0}\n"
      "    end\n"
      "end\n\n",
      kDefaultCommand, fmt::join(command_names(), " "));
  for (const Command& command : commands()) {
    out +=
        fmt::format("complete -c hrscan -n 'not __hrscan_begun' -a {} -d {}\n",
                    command.name, quoted(command.summary));
  }
  for (const Command& command : commands()) out += argument_lines(command);
  for (const SharedOption& shared : shared_options())
    out += option_line(shared);
  return out;
}

}  // namespace hrscan::cli
