#include <atomic>
#include <csignal>

#include "platform/signals.h"

namespace hrscan {
namespace {

constexpr int kEndings[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<void (*)() noexcept> cleaner{nullptr};

// The signal itself is blocked meanwhile: raised again, it ends the process
// when the handler returns.
void on_ending(int number) {
  if (void (*const clean_up)() noexcept = cleaner.load()) clean_up();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

std::atomic<bool> stop{false};

void on_stop_request(int number) {
  if (!stop.exchange(true)) return;
  std::signal(number, SIG_DFL);
  std::raise(number);
}

void handle(int number, void (*handler)(int)) {
  struct sigaction before = {};
  if (sigaction(number, nullptr, &before) == 0 &&
      before.sa_handler == SIG_IGN) {
    return;
  }
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int other : kEndings) sigaddset(&action.sa_mask, other);
  sigaction(number, &action, nullptr);
}

}  // namespace

void clean_up_when_ended(void (*clean_up)() noexcept) {
  cleaner.store(clean_up);
  for (const int number : kEndings) handle(number, on_ending);
}

void note_stop_requests() {
  for (const int number : kEndings) handle(number, on_stop_request);
}

bool stop_requested() { return stop.load(); }

void fail_on_large_files() { std::signal(SIGXFSZ, SIG_IGN); }

}  // namespace hrscan
