#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string_view>

#include "platform/terminal.h"

namespace hrscan {
namespace {

constexpr std::size_t kUsualWidth = 80;

int descriptor(StandardStream stream) {
  switch (stream) {
    case StandardStream::kInput:
      return STDIN_FILENO;
    case StandardStream::kOutput:
      return STDOUT_FILENO;
    case StandardStream::kError:
      break;
  }
  return STDERR_FILENO;
}

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool is_terminal(StandardStream stream) {
  return isatty(descriptor(stream)) == 1;
}

std::size_t terminal_width(StandardStream stream) {
  winsize size{};
  if (ioctl(descriptor(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kUsualWidth;
  }
  return size.ws_col;
}

bool shows_color(StandardStream stream) {
  return is_terminal(stream) && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

void end_on_closed_pipe() { std::signal(SIGPIPE, SIG_DFL); }

std::uint64_t peak_memory() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  const auto peak = static_cast<std::uint64_t>(usage.ru_maxrss);
#ifdef __APPLE__
  return peak;  // in bytes there
#else
  return peak * 1024;
#endif
}

}  // namespace hrscan
