// How the program ends; scripts rely on the numbers.
#ifndef HRSCAN_CLI_EXIT_STATUS_H_
#define HRSCAN_CLI_EXIT_STATUS_H_

namespace hrscan::cli {

enum class ExitStatus {
  kDone = 0,
  kNothing = 1,   // nothing was found
  kFails = 1,     // check: something fails that a retry will not mend
  kTrouble = 2,   // bad usage, unreadable input, failed write
  kTryAgain = 75  // EX_TEMPFAIL: running the job again may pass
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_EXIT_STATUS_H_
