// What the program's streams are connected to, and how it ends when a reader
// goes away.
#ifndef HRSCAN_PLATFORM_TERMINAL_H_
#define HRSCAN_PLATFORM_TERMINAL_H_

#include <cstddef>
#include <cstdint>

namespace hrscan {

enum class StandardStream { kInput, kOutput, kError };

bool is_terminal(StandardStream stream);

// Columns of the terminal that `stream` is, 80 if it does not say.
std::size_t terminal_width(StandardStream stream);

// True if `stream` is a terminal that shows ANSI colours and the user did not
// refuse them (NO_COLOR, https://no-color.org). On Windows this turns their
// interpretation on.
bool shows_color(StandardStream stream);

// A write to a pipe whose reader is gone shall end the process quietly, even
// if the parent had that signal ignored. Nothing to do on Windows, where such
// a write fails.
void end_on_closed_pipe();

// Most memory that the process had in use so far, in bytes; 0 if not known.
std::uint64_t peak_memory();

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_TERMINAL_H_
