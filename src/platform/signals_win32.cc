#include "platform/signals.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <atomic>

namespace hrscan {
namespace {

std::atomic<void (*)() noexcept> cleaner{nullptr};

// Runs on a thread of its own. FALSE: go on to the default, which ends the
// process.
BOOL WINAPI on_ending(DWORD) {
  if (void (*const clean_up)() noexcept = cleaner.load()) clean_up();
  return FALSE;
}

std::atomic<bool> stop{false};

// TRUE: this has been dealt with.
BOOL WINAPI on_stop_request(DWORD) {
  return stop.exchange(true) ? FALSE : TRUE;
}

}  // namespace

void clean_up_when_ended(void (*clean_up)() noexcept) {
  cleaner.store(clean_up);
  SetConsoleCtrlHandler(on_ending, TRUE);
}

void note_stop_requests() { SetConsoleCtrlHandler(on_stop_request, TRUE); }

bool stop_requested() { return stop.load(); }

// There is no such limit.
void fail_on_large_files() {}

}  // namespace hrscan
