// The script for bash, 3.2 and newer, with or without the package
// bash-completion. Of each command it has a function that says which options
// there are and what they take; all else is the same for all commands.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "cli/completion.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kHead =
    R"(# bash completion for hrscan, written by 'hrscan completion bash'.

# A function of each command: sets options, actions and files (whether files
# stand behind it, or behind which actions), and for its option $1 takes and
# values.
)";

constexpr std::string_view kFunctions = R"(
# The words up to the cursor, which bash has cut at '=' and ':'.
_hrscan_words() {
  local i word joined=
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $i -gt 0 && $word && ( $joined || $word == [=:]* ) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words[${#words[@]}]=$word
    fi
    joined=
    if [[ $word == *[=:] ]]; then
      joined=1
    fi
  done
}

# Offers no files where nothing else fits.
_hrscan_no_files() {
  compopt +o default +o bashdefault 2>/dev/null
}

# Offers those of $3... that begin with $2; $1 stands before them in the word.
_hrscan_offer() {
  local before=$1 typed=$2 cut= name
  shift 2
  # Readline keeps what stands before a '='.
  if [[ $COMP_WORDBREAKS == *=* && $before$typed == *=* ]]; then
    cut=$before$typed
    cut=${cut%"${cut##*=}"}
  fi
  for name; do
    if [[ $name == "$typed"* ]]; then
      name=$before$name
      COMPREPLY[${#COMPREPLY[@]}]=${name#"$cut"}
    fi
  done
}

# Completes $2, a value; $1 stands before it in the word.
_hrscan_value() {
  local before=$1 typed=$2 given= name
  case $takes in
    choice)
      _hrscan_no_files
      _hrscan_offer "$before" "$typed" $values
      ;;
    list)
      _hrscan_no_files
      compopt -o nospace 2>/dev/null
      if [[ $typed == *,* ]]; then
        given=${typed%,*},
      fi
      for name in $values; do
        if [[ ,$given != *",$name,"* ]]; then
          _hrscan_offer "$before" "$typed" "$given$name"
        fi
      done
      ;;
    output)
      compopt -o nospace 2>/dev/null
      if [[ $typed != *=* ]]; then
        _hrscan_offer "$before" "$typed" $values
      fi
      if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        compopt +o nospace 2>/dev/null
      fi
      ;;
    text) _hrscan_no_files ;;
  esac
}

# Completes a command's name, or a file for the command that needs no name.
_hrscan_first() {
  local name
  compopt -o filenames 2>/dev/null
  _hrscan_offer '' "$1" $commands
  while IFS= read -r name; do
    COMPREPLY[${#COMPREPLY[@]}]=$name
  done < <(compgen -f -- "$1")
}

# Completes what is no option.
_hrscan_argument() {
  if [[ $actions && -z $action ]]; then
    _hrscan_no_files
    _hrscan_offer '' "$1" $actions
  elif [[ $files != yes && " $files " != *" ${action:-none} "* ]]; then
    _hrscan_no_files
  fi
}

_hrscan() {
  local IFS=$' \t\n'
  local -a words
  words=()
  COMPREPLY=()
  _hrscan_words
  local last=$((${#words[@]} - 1)) i=1
  local current=${words[last]} options actions files takes values
  local action= ended= commands command
  _hrscan_commands
  if [[ $last -gt 1 && " $commands " == *" ${words[1]} "* ]]; then
    command=${words[1]}
    i=2
  fi
  for ((; i < last; i++)); do
    takes=
    "_hrscan_$command" "${words[i]}"
    if [[ $ended || ${words[i]} != -?* ]]; then
      action=${action:-${words[i]}}
    elif [[ ${words[i]} == -- ]]; then
      ended=1
    elif [[ $takes ]]; then
      ((i++))
    fi
  done
  if ((i > last)); then
    _hrscan_value '' "$current"
    return
  fi
  takes=
  if [[ $ended || $current != -* ]]; then
    "_hrscan_$command" ''
    if ((last == 1)); then
      _hrscan_first "$current"
    else
      _hrscan_argument "$current"
    fi
  elif [[ $current == --*=* ]]; then
    "_hrscan_$command" "${current%%=*}"
    _hrscan_value "${current%%=*}=" "${current#*=}"
  else
    "_hrscan_$command" "${current:0:2}"
    if [[ $current == -[!-]?* && $takes ]]; then
      _hrscan_value "${current:0:2}" "${current:2}"
    else
      _hrscan_no_files
      _hrscan_offer '' "$current" $options
    fi
  fi
}

complete -o bashdefault -o default -F _hrscan hrscan
)";

// "takes=choice values='a b'", or nothing for an option without a value.
std::string taken(const CompletedOption& option) {
  const std::string values =
      fmt::format(" values='{}'", fmt::join(option.choices, " "));
  switch (option.takes) {
    case Takes::kNothing:
    case Takes::kMaybeText:
      return {};
    case Takes::kText:
      return "takes=text";
    case Takes::kChoice:
      return "takes=choice" + values;
    case Takes::kList:
      return "takes=list" + values;
    case Takes::kFile:
      return "takes=file";
    case Takes::kFormatFile:
      break;
  }
  return fmt::format("takes=output values='{}='",
                     fmt::join(option.choices, "= "));
}

std::string files_of(const Command& command) {
  if (!command.actions.empty()) {
    return fmt::format("{}", fmt::join(actions_with_files(command), " "));
  }
  return command.takes_files ? "yes" : "";
}

std::string function_of(const Command& command) {
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::string>> by_value;
  for (const CompletedOption& option : completed_options(command)) {
    for (const std::string& name : option.names()) {
      names.push_back(name);
      by_value[taken(option)].push_back(name);
    }
  }
  by_value.erase("");
  std::vector<std::string_view> actions;
  for (const Action& action : command.actions) actions.push_back(action.name);
  std::string out = fmt::format(
      "_hrscan_{}() {{\n  options='{}'\n  actions='{}' files='{}'\n  case $1 "
      "in\n",
      command.name, fmt::join(names, " "), fmt::join(actions, " "),
      files_of(command));
  for (const auto& [value, options] : by_value) {
    out += fmt::format("    {}) {} ;;\n", fmt::join(options, " | "), value);
  }
  return out + "  esac\n}\n";
}

}  // namespace

std::string completion_bash() {
  std::string out(kHead);
  for (const Command& command : commands()) out += function_of(command);
  out += fmt::format(
      "\n# The commands, and the one where none is named.\n"
      "_hrscan_commands() {{\n  commands='{}' command={}\n}}\n",
      fmt::join(command_names(), " "), kDefaultCommand);
  out += kFunctions;
  return out;
}

}  // namespace hrscan::cli
