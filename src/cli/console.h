// Console: diagnostics on standard error.
#ifndef HRSCAN_CLI_CONSOLE_H_
#define HRSCAN_CLI_CONSOLE_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/result.h"

namespace hrscan::cli {

// True if an agent of a build service reads the output.
bool read_by_ci();

// What messages can be shown from on, the least of them first.
std::vector<std::string_view> log_levels();

// Writes "hrscan: error: ..." lines and remembers whether there was an error.
// File names and log text in them are made inert. For one thread at a time.
class Console {
 public:
  Console();
  ~Console();

  // `name` is one of log_levels().
  void set_level(std::string_view name);

  void error(std::string_view message);
  void error(const Error& error);
  void warning(std::string_view message);
  void info(std::string_view message);
  void debug(std::string_view message);

  // A line as it is, but for being made inert; of no level.
  void line(std::string_view text);

  // What a command says that is made for agents is inert for them also where
  // none can be seen: in a container, or behind a pipe.
  void assume_agent() { agent_ = true; }

  bool failed() const { return failed_; }
  // Counts as an error that was shown by line().
  void fail() { failed_ = true; }

  // Called before each message: whoever draws on the terminal clears it.
  void set_before_message(std::function<void()> function) {
    before_message_ = std::move(function);
  }

 private:
  class Logger;  // spdlog, made for the first message only
  void prepare();
  Logger& logger();
  void write(int level, std::string_view message);
  std::string inert(std::string_view text) const;

  std::unique_ptr<Logger> logger_;
  std::function<void()> before_message_;
  int level_;
  bool failed_ = false;
  bool agent_;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_CONSOLE_H_
