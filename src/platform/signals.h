// How the process ends when it is asked to.
#ifndef HRSCAN_PLATFORM_SIGNALS_H_
#define HRSCAN_PLATFORM_SIGNALS_H_

namespace hrscan {

// When Ctrl-C is pressed, the process is asked to end or its terminal goes
// away: calls `clean_up`, then ends as it would have without it. `clean_up` may
// do only what a signal handler may. A signal that the parent had ignored stays
// ignored.
void clean_up_when_ended(void (*clean_up)() noexcept);

// From now on Ctrl-C, and being asked to end in other ways, is only noted; the
// second time it ends the process.
void note_stop_requests();
bool stop_requested();

// A write beyond the limit for the size of files shall fail like any other, and
// not end the process.
void fail_on_large_files();

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_SIGNALS_H_
