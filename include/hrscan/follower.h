// Follower: a file that grows, and those that take its name after it.
//
//   auto follower = hrscan::Follower::open("app.log", [] { return stop; });
//   while (std::unique_ptr<hrscan::Source> source = (*follower)->next()) {
//     scanner.scan(*source, sink);
//   }
#ifndef HRSCAN_FOLLOWER_H_
#define HRSCAN_FOLLOWER_H_

#include <filesystem>
#include <functional>
#include <memory>

#include "hrscan/result.h"
#include "hrscan/source.h"

namespace hrscan {

// Each file is a source, read from its beginning. At its end the source waits
// for more; it ends when
//   - another file has the name and something in it: after the last byte of
//     this one, under whatever name it is now;
//   - the file was cut short: it is a new source then, from its beginning;
//   - it is to stop.
// So no byte is lost or read twice while a log is rotated by renaming. One that
// is cut short instead can lose what was not read by then, and if it has grown
// beyond its old size a tenth of a second later, nobody can tell that it was.
// Files that got the name one
// after the other are opened while earlier ones are still being read.
class Follower {
 public:
  // `stop` is asked several times a second; once it says true, all ends.
  static Result<std::unique_ptr<Follower>> open(
      const std::filesystem::path& path, std::function<bool()> stop);
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // The next source, to be read to its end before the one after it is asked
  // for; null when it is to stop. Must not outlive the follower.
  std::unique_ptr<Source> next();

 private:
  class Files;
  class FollowedSource;
  explicit Follower(std::unique_ptr<Files> files);
  std::unique_ptr<Files> files_;
};

}  // namespace hrscan

#endif  // HRSCAN_FOLLOWER_H_
