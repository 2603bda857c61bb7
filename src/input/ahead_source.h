// A source that is read before anybody asks, by a thread of its own: what is
// unpacked meanwhile is there when the matcher is through with what came
// before.
#ifndef HRSCAN_INPUT_AHEAD_SOURCE_H_
#define HRSCAN_INPUT_AHEAD_SOURCE_H_

#include <memory>

#include "hrscan/source.h"

namespace hrscan {

// The same bytes and the same end as `inner`, at most a megabyte ahead. The
// thread is begun once so much was read that it is worth it. `inner` must not
// wait for others, such as a pipe does: the destructor waits for its read.
std::unique_ptr<Source> read_ahead(std::unique_ptr<Source> inner);

}  // namespace hrscan

#endif  // HRSCAN_INPUT_AHEAD_SOURCE_H_
