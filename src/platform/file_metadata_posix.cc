#include "platform/file_metadata_posix.h"

#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include <algorithm>
#include <cerrno>

namespace hrscan {
namespace {

#ifdef __linux__
std::vector<std::string> attribute_names(int fd) {
  std::string list;
  ssize_t size = flistxattr(fd, nullptr, 0);
  while (size > 0) {
    list.resize(static_cast<std::size_t>(size));
    const ssize_t got = flistxattr(fd, list.data(), list.size());
    if (got >= 0) {
      list.resize(static_cast<std::size_t>(got));
      break;
    }
    size = errno == ERANGE ? flistxattr(fd, nullptr, 0) : 0;
    list.clear();
  }
  std::vector<std::string> names;
  for (std::size_t pos = 0; pos < list.size();) {
    names.emplace_back(list.c_str() + pos);
    pos += names.back().size() + 1;
  }
  return names;
}

// False if there is none of this name, or if it cannot be read.
bool read_attribute(int fd, const std::string& name, std::string& value) {
  for (;;) {
    const ssize_t size = fgetxattr(fd, name.c_str(), nullptr, 0);
    if (size < 0) return false;
    value.resize(static_cast<std::size_t>(size));
    const ssize_t got = fgetxattr(fd, name.c_str(), value.data(), value.size());
    if (got >= 0) {
      value.resize(static_cast<std::size_t>(got));
      return true;
    }
    if (errno != ERANGE) return false;
  }
}

// Access control lists and labels are extended attributes too. A new file may
// have got some from its directory that the old one has not.
void copy_attributes(int from, int to, std::vector<std::string>& lost) {
  const std::vector<std::string> names = attribute_names(from);
  for (const std::string& name : attribute_names(to)) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      fremovexattr(to, name.c_str());
    }
  }
  for (const std::string& name : names) {
    std::string value;
    std::string now;
    const bool kept =
        read_attribute(from, name, value) &&
        ((read_attribute(to, name, now) && now == value) ||
         fsetxattr(to, name.c_str(), value.data(), value.size(), 0) == 0);
    if (!kept) lost.push_back("attribute " + name);
  }
}
#else
void copy_attributes(int, int, std::vector<std::string>&) {}
#endif

}  // namespace

std::vector<std::string> copy_metadata(int from, int to) {
  std::vector<std::string> lost;
  struct stat old_status = {};
  struct stat new_status = {};
  if (fstat(from, &old_status) != 0 || fstat(to, &new_status) != 0) {
    return {"owner and mode"};
  }
  mode_t mode = old_status.st_mode & 07777;
  if (old_status.st_gid != new_status.st_gid &&
      fchown(to, static_cast<uid_t>(-1), old_status.st_gid) != 0) {
    lost.push_back("group");
    const mode_t others = mode & 07;
    mode = (mode & ~static_cast<mode_t>(02070)) | (mode & (others << 3));
  }
  if (old_status.st_uid != new_status.st_uid &&
      fchown(to, old_status.st_uid, static_cast<gid_t>(-1)) != 0) {
    lost.push_back("owner");
    mode &= ~static_cast<mode_t>(04000);
  }
  copy_attributes(from, to, lost);
  if (fchmod(to, mode) != 0) lost.push_back("mode");
  return lost;
}

}  // namespace hrscan
