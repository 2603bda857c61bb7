#include "cli/command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "base/edit_distance.h"

namespace hrscan::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kHelpColumn = 28;

struct GroupTitle {
  Group group;
  std::string_view title;
};
constexpr GroupTitle kGroups[] = {
    {kOwn, "Options"},     {kFilters, "Which findings"}, {kReading, "Reading"},
    {kCatalog, "Catalog"}, {kGeneral, "General"},
};

// `text` behind `first`, wrapped, all lines of it starting at kHelpColumn.
std::string hanging(std::string first, std::string_view text) {
  std::string out;
  std::string line = std::move(first);
  if (line.size() + 1 >= kHelpColumn) {
    out += line + '\n';
    line.clear();
  }
  line.resize(kHelpColumn, ' ');
  bool begun = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (begun && line.size() + 1 + end > kWidth - 1) {
      out += line + '\n';
      line.assign(kHelpColumn, ' ');
      begun = false;
    }
    if (begun) line += ' ';
    line += text.substr(0, end);
    begun = true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + line + '\n';
}

// "  -f, --format text|csv".
std::string option_words(const Option& option, const Command& command) {
  std::string words = option.letter == '\0'
                          ? std::string("      ")
                          : fmt::format("  -{}, ", option.letter);
  words += fmt::format("--{}", option.name);
  const std::string value = value_of(option, command.options);
  if (option.may_lack_value()) {
    words += fmt::format("[={}]", value);
  } else if (!value.empty()) {
    words += ' ' + value;
  }
  return words;
}

std::string group_help(Group group, const Command& command) {
  std::string out;
  for (const Option& option : all_options()) {
    if (option.group != group || !command.options.contains(option)) continue;
    out += hanging(option_words(option, command),
                   help_of(option, command.options));
  }
  return out;
}

}  // namespace

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::string suggest_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return did_you_mean(word, names);
}

Result<void> check_action(const Command& command, const Flags& flags) {
  std::vector<std::string_view> names;
  for (const Action& action : command.actions) names.push_back(action.name);
  if (names.empty()) return {};
  const std::string say = fmt::format(
      "say {} or {}", fmt::join(names.begin(), names.end() - 1, ", "),
      names.back());
  if (flags.arguments.empty()) {
    return usage_error(fmt::format("{}: {}", command.name, say));
  }
  const std::string& word = flags.arguments.front();
  if (std::find(names.begin(), names.end(), word) != names.end()) return {};
  const std::string suggestion = did_you_mean(word, names);
  return usage_error(fmt::format("{}: there is no '{}'{}", command.name, word,
                                 suggestion.empty() ? ": " + say : suggestion));
}

std::string program_help() {
  std::string out =
      "hrscan finds Windows status codes (HRESULT, NTSTATUS, Win32) in logs, "
      "says what\neach one means and whether a retry may help, and counts "
      "them.\n\n"
      "Usage: hrscan COMMAND [options] [FILE|DIR|-]...\n"
      "       hrscan FILE...             the same as hrscan summary FILE...\n"
      "\nCommands:\n";
  for (const Command& command : commands()) {
    out += fmt::format("  {:<10} {}\n", command.name, command.summary);
  }
  return out +
         "\n'hrscan COMMAND --help' shows a command's options and examples,\n"
         "'hrscan --version' the version and the catalog's date.\n";
}

std::string command_help(const Command& command) {
  std::string out =
      fmt::format("hrscan {}: {}\n\nUsage: hrscan {} {}\n\n{}\n", command.name,
                  command.summary, command.name, command.usage, command.about);
  for (const GroupTitle& group : kGroups) {
    const std::string options = group_help(group.group, command);
    if (options.empty()) continue;
    out += fmt::format("\n{}:\n{}", group.title, options);
  }
  return out + fmt::format("\nExamples:\n{}", command.examples);
}

}  // namespace hrscan::cli
