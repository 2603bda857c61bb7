// What the completion scripts of all shells are made of: the commands, and the
// options of each with what may stand behind them. A new shell is a file and a
// line in completion.cc.
#ifndef HRSCAN_CLI_COMPLETION_H_
#define HRSCAN_CLI_COMPLETION_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace hrscan::cli {

// What stands behind an option.
enum class Takes {
  kNothing,
  kMaybeText,   // "--backup[=SUFFIX]"
  kText,        // what no shell can know
  kChoice,      // one of the choices
  kList,        // several of them, separated by commas
  kFile,        // the name of a file
  kFormatFile,  // the same, behind one of the choices and '=' if wanted
};

struct CompletedOption {
  std::string name;    // "--format"
  std::string letter;  // "-f", or empty
  Takes takes = Takes::kNothing;
  std::string value;  // "FORMAT"
  Choices choices;
  bool repeatable = false;
  std::string help;

  std::vector<std::string> names() const;
  bool operator==(const CompletedOption&) const = default;
};

std::vector<CompletedOption> completed_options(const Command& command);

// An option with the names of all commands that have it alike.
struct SharedOption {
  CompletedOption option;
  std::vector<std::string_view> commands;
};
std::vector<SharedOption> shared_options();

std::vector<std::string_view> command_names();

// Those of the command's actions that take files.
std::vector<std::string_view> actions_with_files(const Command& command);

// `text` in single quotes, with `quote` for those in it: in most shells nothing
// else in them means anything.
std::string in_quotes(std::string_view text, std::string_view quote);

// The scripts, each in a file of its name.
std::string completion_bash();
std::string completion_fish();
std::string completion_powershell();
std::string completion_zsh();

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_COMPLETION_H_
