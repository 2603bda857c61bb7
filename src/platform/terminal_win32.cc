#define NOMINMAX
// clang-format off: psapi.h needs windows.h.
#include <psapi.h>
#include <windows.h>
// clang-format on

#include <cstdlib>

#include "platform/terminal.h"

namespace hrscan {
namespace {

constexpr std::size_t kUsualWidth = 80;

HANDLE handle(StandardStream stream) {
  switch (stream) {
    case StandardStream::kInput:
      return GetStdHandle(STD_INPUT_HANDLE);
    case StandardStream::kOutput:
      return GetStdHandle(STD_OUTPUT_HANDLE);
    case StandardStream::kError:
      break;
  }
  return GetStdHandle(STD_ERROR_HANDLE);
}

bool refuses_color() {
  const char* const value = std::getenv("NO_COLOR");
  return value != nullptr && value[0] != '\0';
}

// Consoles before Windows 10 1511 refuse.
bool enable_sequences(HANDLE console) {
  DWORD mode = 0;
  return GetConsoleMode(console, &mode) != 0 &&
         SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) !=
             0;
}

}  // namespace

bool is_terminal(StandardStream stream) {
  DWORD mode = 0;
  return GetConsoleMode(handle(stream), &mode) != 0;
}

std::size_t terminal_width(StandardStream stream) {
  CONSOLE_SCREEN_BUFFER_INFO info{};
  if (GetConsoleScreenBufferInfo(handle(stream), &info) == 0) {
    return kUsualWidth;
  }
  const int width = info.srWindow.Right - info.srWindow.Left + 1;
  return width > 0 ? static_cast<std::size_t>(width) : kUsualWidth;
}

bool shows_color(StandardStream stream) {
  return is_terminal(stream) && !refuses_color() &&
         enable_sequences(handle(stream));
}

void end_on_closed_pipe() {}

std::uint64_t peak_memory() {
  PROCESS_MEMORY_COUNTERS counters{};
  counters.cb = sizeof(counters);
  if (K32GetProcessMemoryInfo(GetCurrentProcess(), &counters,
                              sizeof(counters)) == 0) {
    return 0;
  }
  return counters.PeakWorkingSetSize;
}

}  // namespace hrscan
