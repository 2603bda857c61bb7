// Command: one word of the command line. A new one is a file and a line in
// commands.cc.
#ifndef HRSCAN_CLI_COMMAND_H_
#define HRSCAN_CLI_COMMAND_H_

#include <span>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/exit_status.h"
#include "cli/options.h"

namespace hrscan::cli {

// What some commands want to be told first: the word behind `rules`.
struct Action {
  std::string_view name;
  std::string_view summary;
  bool takes_files;
};

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, for the list of commands
  std::string_view usage;    // what stands behind the name
  std::string_view about;    // some lines, wrapped at 80 columns
  std::string_view examples;
  OptionSet options;
  std::span<const Action> actions;  // empty: none is wanted
  bool takes_files = true;          // with actions, they say it
  ExitStatus (*run)(const Flags& flags, Console& console);
};

// The command where none is named.
inline constexpr std::string_view kDefaultCommand = "summary";

std::span<const Command> commands();
const Command* find_command(std::string_view name);

// "", or ", did you mean 'X'?" for a word that is no command.
std::string suggest_command(std::string_view word);

// Whether the first argument is one of the command's actions.
Result<void> check_action(const Command& command, const Flags& flags);

// What --help shows: of the program, and of one command.
std::string program_help();
std::string command_help(const Command& command);

// The commands, each in a file of its name.
ExitStatus run_scan(const Flags& flags, Console& console);
ExitStatus run_annotate(const Flags& flags, Console& console);
ExitStatus run_summary(const Flags& flags, Console& console);
ExitStatus run_check(const Flags& flags, Console& console);
ExitStatus run_merge(const Flags& flags, Console& console);
ExitStatus run_compare(const Flags& flags, Console& console);
ExitStatus run_explain(const Flags& flags, Console& console);
ExitStatus run_completion(const Flags& flags, Console& console);
ExitStatus run_rules(const Flags& flags, Console& console);

// The shells that completion knows.
std::span<const Action> completion_actions();

// The formats of merge: those of summary, JSON first, since what is merged is
// mostly merged again.
Choices merge_formats();

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_COMMAND_H_
