// The script for zsh: of each command a function that calls _arguments, with a
// line for each option.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/completion.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kHead = R"(#compdef hrscan
# zsh completion for hrscan, written by 'hrscan completion zsh'.

# FILE or FORMAT=FILE; the arguments are the formats.
_hrscan_output() {
  local ret=1
  if compset -P '*='; then
    _files
    return
  fi
  compadd -S = -- "$@" && ret=0
  _files && ret=0
  return ret
}

)";

// Called when the script is loaded by compinit, and when it is sourced.
constexpr std::string_view kTail = R"(
if [[ $funcstack[1] == _hrscan ]]; then
  _hrscan "$@"
else
  compdef _hrscan hrscan
fi
)";

// What stands behind options: files, or what zsh cannot know. Without either it
// would offer options that nobody has begun to type.
constexpr const char* kFiles = " \\\n    '*:FILE:_files'";
constexpr const char* kNothing = " \\\n    '*: : '";

std::string quoted(std::string_view text) { return in_quotes(text, "'\\''"); }

// Within a specification of _arguments or _describe.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\:[]").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

// ":MESSAGE:ACTION" for the value.
std::string taken(const CompletedOption& option) {
  const std::string value = escaped(option.value);
  switch (option.takes) {
    case Takes::kNothing:
      return {};
    case Takes::kMaybeText:
      return fmt::format("::{}: ", value);
    case Takes::kText:
      return fmt::format(":{}: ", value);
    case Takes::kChoice:
      return fmt::format(":{}:({})", value, fmt::join(option.choices, " "));
    case Takes::kList:
      return fmt::format(":{0}:{{_values -s , {0} {1}}}", value,
                         fmt::join(option.choices, " "));
    case Takes::kFile:
      return fmt::format(":{}:_files", value);
    case Takes::kFormatFile:
      break;
  }
  return fmt::format(":{}:{{_hrscan_output {}}}", value,
                     fmt::join(option.choices, " "));
}

// How a value may follow an option: "--backup=x" alone, "--top 5" too, "-n5".
std::string_view sign(const CompletedOption& option, bool letter) {
  if (option.takes == Takes::kNothing) return "";
  if (option.takes == Takes::kMaybeText) return "=-";
  return letter ? "+" : "=";
}

std::string option_line(const CompletedOption& option) {
  const std::string rest =
      fmt::format("[{}]{}", escaped(option.help), taken(option));
  const std::string name =
      fmt::format("{}{}", option.name, sign(option, false));
  if (option.letter.empty()) {
    return "    " + quoted((option.repeatable ? "*" : "") + name + rest);
  }
  const std::string before =
      option.repeatable ? std::string("*")
                        : fmt::format("({} {})", option.letter, option.name);
  return fmt::format("    {}{{{}{},{}}}{}", quoted(before), option.letter,
                     sign(option, true), name, quoted(rest));
}

// What stands behind the options.
std::string argument_lines(const Command& command) {
  if (command.actions.empty()) {
    return command.takes_files ? kFiles : kNothing;
  }
  std::vector<std::string> actions;
  for (const Action& action : command.actions) {
    actions.push_back(
        fmt::format("{}\\:\"{}\"", action.name, escaped(action.summary)));
  }
  std::string out = fmt::format(
      " \\\n    {}",
      quoted(fmt::format("1:ACTION:(({}))", fmt::join(actions, " "))));
  const std::vector<std::string_view> with_files = actions_with_files(command);
  if (with_files.empty()) return out.append(kNothing);
  return out + " \\\n    " +
         quoted(fmt::format("*:FILE:{{[[ $line[1] == ({}) ]] && _files}}",
                            fmt::join(with_files, "|")));
}

std::string function_of(const Command& command) {
  std::vector<std::string> lines;
  for (const CompletedOption& option : completed_options(command)) {
    lines.push_back(option_line(option));
  }
  return fmt::format("_hrscan_{}() {{\n  _arguments -s -S \\\n{}{}\n}}\n\n",
                     command.name, fmt::join(lines, " \\\n"),
                     argument_lines(command));
}

// Calls the function of the command that is typed; a path in its place, or an
// option, means the default one.
std::string main_function() {
  std::string described;
  for (const Command& command : commands()) {
    described += fmt::format(
        "    {}\n",
        quoted(fmt::format("{}:{}", command.name, escaped(command.summary))));
  }
  return fmt::format(
      "_hrscan() {{\n"
      "  local curcontext=$curcontext ret=1\n"
      "  local -a commands line\n"
      "  local -A opt_args\n"
      "  commands=(\n{}  )\n"
      "  if (( CURRENT > 2 )) && [[ $words[2] == ({}) ]]; then\n"
      "    local command=$words[2]\n"
      "    shift words\n"
      "    (( CURRENT-- ))\n"
      "    _hrscan_$command\n"
      "  elif (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then\n"
      "    _describe -t commands command commands && ret=0\n"
      "    _files && ret=0\n"
      "    return ret\n"
      "  else\n"
      "    _hrscan_{}\n"
      "  fi\n"
      "}}\n",
      described, fmt::join(command_names(), "|"), kDefaultCommand);
}

}  // namespace

std::string completion_zsh() {
  std::string out(kHead);
  for (const Command& command : commands()) out += function_of(command);
  out += main_function();
  out += kTail;
  return out;
}

}  // namespace hrscan::cli
