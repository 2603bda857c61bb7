// hrscan completion: scripts that tell shells what can be typed.
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cli/output.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kFile = "FILE";

struct Shell {
  Action action;
  std::string (*script)();
};
constexpr Shell kShells[] = {
    {{"bash", "print the script for bash", false}, completion_bash},
    {{"zsh", "print the script for zsh", false}, completion_zsh},
    {{"fish", "print the script for fish", false}, completion_fish},
    {{"powershell", "print the script for PowerShell", false},
     completion_powershell},
};

Takes takes(const Option& option, const OptionSet& set) {
  if (option.is_switch()) return Takes::kNothing;
  if (option.may_lack_value()) return Takes::kMaybeText;
  if (!choices(option, set).empty()) {
    return option.is_list() ? Takes::kList : Takes::kChoice;
  }
  const std::string value = value_of(option, set);
  if (!value.ends_with(kFile)) return Takes::kText;
  return value == kFile ? Takes::kFile : Takes::kFormatFile;
}

CompletedOption completed(const Option& option, const OptionSet& set) {
  CompletedOption out;
  out.name = fmt::format("--{}", option.name);
  if (option.letter != '\0') out.letter = fmt::format("-{}", option.letter);
  out.takes = takes(option, set);
  out.value = option.value;
  out.choices =
      out.takes == Takes::kFormatFile ? set.formats : choices(option, set);
  out.repeatable = option.is_list();
  out.help = help_of(option, set);
  return out;
}

}  // namespace

std::vector<std::string> CompletedOption::names() const {
  if (letter.empty()) return {name};
  return {name, letter};
}

std::vector<CompletedOption> completed_options(const Command& command) {
  std::vector<CompletedOption> out;
  for (const Option& option : all_options()) {
    if (!command.options.contains(option)) continue;
    out.push_back(completed(option, command.options));
  }
  return out;
}

std::vector<SharedOption> shared_options() {
  std::vector<SharedOption> out;
  for (const Option& option : all_options()) {
    const std::size_t first = out.size();
    for (const Command& command : commands()) {
      if (!command.options.contains(option)) continue;
      CompletedOption one = completed(option, command.options);
      const auto same = std::find_if(
          out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
          [&](const SharedOption& shared) { return shared.option == one; });
      if (same == out.end()) {
        out.push_back({std::move(one), {command.name}});
      } else {
        same->commands.push_back(command.name);
      }
    }
  }
  return out;
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

std::vector<std::string_view> actions_with_files(const Command& command) {
  std::vector<std::string_view> names;
  for (const Action& action : command.actions) {
    if (action.takes_files) names.push_back(action.name);
  }
  return names;
}

std::string in_quotes(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += quote;
    } else {
      out += c;
    }
  }
  return out + '\'';
}

std::span<const Action> completion_actions() {
  static const std::vector<Action> actions = [] {
    std::vector<Action> out;
    for (const Shell& shell : kShells) out.push_back(shell.action);
    return out;
  }();
  return actions;
}

ExitStatus run_completion(const Flags& flags, Console& console) {
  if (flags.arguments.size() > 1) {
    console.error("completion: name one shell");
    return ExitStatus::kTrouble;
  }
  const auto* const shell = std::find_if(
      std::begin(kShells), std::end(kShells),
      [&](const Shell& s) { return s.action.name == flags.arguments.front(); });
  Output out;
  out.stream() << shell->script();
  out.finish(console);
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

}  // namespace hrscan::cli
