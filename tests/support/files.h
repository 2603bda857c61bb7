// Files of the project as the tests need them.
#ifndef HRSCAN_TESTS_SUPPORT_FILES_H_
#define HRSCAN_TESTS_SUPPORT_FILES_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hrscan::test {

// A path below the project's folder.
std::filesystem::path project_file(std::string_view path);

// Files of a folder with this extension (".log"), sorted.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension);

// The bytes of a file; the test fails if it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Text cut at '\n', the line ends left out.
std::vector<std::string_view> split_lines(std::string_view text);

// A line cut at every `separator`.
std::vector<std::string_view> split(std::string_view line, char separator);

// UTF-16LE with a byte order mark as UTF-8, which keeps the mark; any other
// text as it is.
std::string to_utf8(std::string_view text);

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_FILES_H_
