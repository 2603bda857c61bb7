// hrscan: the command-line program.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "hrscan/catalog.h"
#include "hrscan/version.h"
#include "platform/terminal.h"
#include "render/columns.h"

namespace hrscan::cli {
namespace {

using Arguments = std::vector<std::string>;

ExitStatus print(const std::string& text, Console& console) {
  Output out;
  out.stream() << text;
  out.finish(console);
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

std::string version_line() {
  const Catalog& catalog = Catalog::builtin();
  return fmt::format("hrscan {}, catalog {}, {} codes\n", version(),
                     catalog.version(), with_commas(catalog.distinct_codes()));
}

ExitStatus run_command(const Command& command, const Arguments& arguments,
                       Console& console) {
  const Result<Flags> flags = parse_flags(command.options, arguments);
  if (!flags.ok()) {
    console.error(flags.error());
    return ExitStatus::kTrouble;
  }
  if (flags->help) return print(command_help(command), console);
  if (flags->version) return print(version_line(), console);
  console.set_level(flags->log_level);
  if (const Result<void> known = check_action(command, *flags); !known.ok()) {
    console.error(known.error());
    return ExitStatus::kTrouble;
  }
  return command.run(*flags, console);
}

ExitStatus run_nothing(Console& console) {
  if (!is_terminal(StandardStream::kInput)) {
    return run_command(*find_command(kDefaultCommand), {}, console);
  }
  std::fputs(program_help().c_str(), stderr);
  return ExitStatus::kTrouble;
}

// A word in the place of a command that is an option or meant as a path.
bool is_path_or_option(const std::string& word) {
  std::error_code ignored;
  return word.starts_with('-') ||
         word.find_first_of("./\\") != std::string::npos ||
         std::filesystem::exists(word, ignored);
}

ExitStatus help_on(const Arguments& words, Console& console) {
  if (words.empty()) return print(program_help(), console);
  const Command* const command = find_command(words.front());
  if (command != nullptr) return print(command_help(*command), console);
  console.error(fmt::format("no such command '{}'{}", words.front(),
                            suggest_command(words.front())));
  return ExitStatus::kTrouble;
}

ExitStatus run(const Arguments& arguments, Console& console) {
  if (arguments.empty()) return run_nothing(console);
  const std::string& first = arguments.front();
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (const Command* const command = find_command(first)) {
    return run_command(*command, rest, console);
  }
  if (first == "--help" || first == "-h" || first == "help") {
    return help_on(rest, console);
  }
  if (!is_path_or_option(first)) {
    console.error(fmt::format("no such command or file '{}'{}", first,
                              suggest_command(first)));
    return ExitStatus::kTrouble;
  }
  return run_command(*find_command(kDefaultCommand), arguments, console);
}

}  // namespace
}  // namespace hrscan::cli

int main(int argc, char** argv) {
  hrscan::end_on_closed_pipe();
  hrscan::cli::Console console;
  try {
    return static_cast<int>(hrscan::cli::run({argv + 1, argv + argc}, console));
  } catch (const std::exception& e) {
    // The library throws nothing; what comes here is lack of memory.
    console.error(e.what());
    return static_cast<int>(hrscan::cli::ExitStatus::kTrouble);
  }
}
