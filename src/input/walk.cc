#include <algorithm>
#include <system_error>
#include <utility>

#include "base/glob.h"
#include "hrscan/source.h"
#include "platform/replace_file.h"

namespace hrscan {
namespace {

namespace fs = std::filesystem;

Error walk_error(const fs::path& path, const std::error_code& fault) {
  Error error;
  error.kind = fault == std::errc::permission_denied ? Error::Kind::kPermission
               : fault == std::errc::no_such_file_or_directory
                   ? Error::Kind::kNotFound
                   : Error::Kind::kRead;
  std::error_code unseen;
  error.message = fs::is_directory(path, unseen) ? "cannot read this directory"
                                                 : "cannot open";
  error.file = path.string();
  error.cause = fault.message();
  return error;
}

class Walker {
 public:
  Walker(const WalkOptions& options,
         const std::function<void(const Error&)>& report,
         std::vector<InputPath>& found)
      : options_(options), report_(report), found_(found) {}

  void walk(const fs::path& root, const fs::path& directory) {
    std::error_code fault;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator i(directory, fault), end; !fault && i != end;
         i.increment(fault)) {
      entries.push_back(*i);
    }
    if (fault) report_(walk_error(directory, fault));
    // They differ in their last part only; to compare paths part by part would
    // take half of the time that the walk takes.
    std::sort(entries.begin(), entries.end(),
              [](const fs::directory_entry& a, const fs::directory_entry& b) {
                return a.path().native() < b.path().native();
              });
    for (const fs::directory_entry& entry : entries) visit(root, entry);
  }

 private:
  void visit(const fs::path& root, const fs::directory_entry& entry) {
    std::error_code fault;
    const bool is_directory = entry.is_directory(fault);
    if (is_directory) {
      if (options_.recurse && !entry.is_symlink(fault)) {
        walk(root, entry.path());
      }
      return;
    }
    // Pipes and devices in a directory would be waited for; dangling links
    // are no files.
    if (!entry.is_regular_file(fault) || is_temporary_name(entry.path())) {
      return;
    }
    // Worked out only where it is asked for: it costs as much as to open a
    // file.
    const std::string below =
        options_.include.empty() && options_.exclude.empty()
            ? std::string()
            : entry.path().lexically_relative(root).generic_string();
    const bool included = fits(options_.include, below);
    if (fits(options_.exclude, below)) return;
    if (included || options_.include.empty() || options_.archives) {
      found_.push_back({entry.path(), /*named=*/false, included});
    }
  }

  static bool fits(const std::vector<std::string>& globs,
                   const std::string& below) {
    return std::any_of(
        globs.begin(), globs.end(),
        [&](const std::string& glob) { return glob_matches(glob, below); });
  }

  const WalkOptions& options_;
  const std::function<void(const Error&)>& report_;
  std::vector<InputPath>& found_;
};

}  // namespace

std::vector<InputPath> walk(const std::vector<std::string>& paths,
                            const WalkOptions& options,
                            const std::function<void(const Error&)>& report) {
  std::vector<InputPath> found;
  Walker walker(options, report, found);
  for (const std::string& name : paths) {
    std::error_code fault;
    if (name != "-" && fs::is_directory(name, fault)) {
      walker.walk(name, name);
    } else {
      found.push_back({name, /*named=*/true});
    }
  }
  return found;
}

}  // namespace hrscan
