#include "cli/rules_import.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "catalog/import.h"
#include "catalog/write_rules.h"
#include "cli/chosen.h"
#include "cli/output.h"
#include "platform/whole_file.h"

namespace hrscan::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMostFacility = 0xFFF;

Error file_error(Error::Kind kind, const std::string& file, std::string message,
                 int number) {
  Error error;
  error.kind = kind;
  error.message = std::move(message);
  error.file = file;
  if (number != 0) error.cause = std::generic_category().message(number);
  return error;
}

Result<ImportFile> read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream in;
  errno = 0;
  if (fs::is_directory(path, ignored)) {
    errno = EISDIR;
  } else {
    in.open(path, std::ios::binary);
  }
  if (!in.is_open()) {
    return file_error(Error::Kind::kNotFound, path, "cannot read this file",
                      errno);
  }
  ImportFile file{path, {std::istreambuf_iterator<char>(in), {}}};
  if (in.bad()) {
    return file_error(Error::Kind::kRead, path, "cannot read this file", errno);
  }
  if (file.text.starts_with("\xFF\xFE") || file.text.starts_with("\xFE\xFF")) {
    return file_error(Error::Kind::kUnsupported, path,
                      "this file is UTF-16: make it UTF-8 first", 0);
  }
  if (file.text.starts_with("\xEF\xBB\xBF")) file.text.erase(0, 3);
  return file;
}

bool is_message_file(const std::string& path) {
  return ascii::equal_ignoring_case(fs::path(path).extension().string(), ".mc");
}

// Names of the catalog that a file may use without defining them.
class KnownNames {
 public:
  explicit KnownNames(const Catalog& catalog) : catalog_(catalog) {
    for (std::uint32_t number = 0; number <= kMostFacility; ++number) {
      const std::string_view name = catalog.facility(number).name;
      if (!name.empty()) facilities_.emplace(name, number);
    }
  }

  std::optional<std::uint32_t> find(std::string_view name) const {
    const auto facility = facilities_.find(name);
    if (facility != facilities_.end()) return facility->second;
    for (const Rule& rule : catalog_.find_symbol(name)) {
      if (rule.symbol == name && !rule.defined_as) return rule.code.value();
    }
    return std::nullopt;
  }

 private:
  const Catalog& catalog_;
  std::map<std::string_view, std::uint32_t> facilities_;
};

// One code per symbol: the first. Another value is a fault.
std::vector<ImportedCode> without_repeats(std::vector<ImportedCode> codes,
                                          Console& console) {
  std::map<std::string, const ImportedCode*> first;
  std::vector<ImportedCode> kept;
  kept.reserve(codes.size());
  for (ImportedCode& code : codes) {
    const auto [place, is_new] = first.try_emplace(code.symbol, nullptr);
    if (is_new) {
      kept.push_back(std::move(code));
      place->second = &kept.back();
    } else if (place->second->code != code.code) {
      console.error(fmt::format("{}: {} is 0x{:08X} there and 0x{:08X} in {}",
                                code.header, code.symbol, code.code,
                                place->second->code, place->second->header));
    }
  }
  return kept;
}

std::vector<ImportedCode> import_all(const std::vector<std::string>& paths,
                                     const ImportOptions& options,
                                     Console& console) {
  std::vector<ImportedCode> codes;
  std::vector<ImportFile> headers;
  std::vector<Error> problems;
  const auto take = [&](std::vector<ImportedCode> more) {
    codes.insert(codes.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
  };
  for (const std::string& path : paths) {
    Result<ImportFile> file = read_file(path);
    if (!file.ok()) {
      console.error(file.error());
    } else if (is_message_file(path)) {
      take(import_messages(*file, options, problems));
    } else {
      headers.push_back(std::move(*file));
    }
  }
  take(import_headers(headers, options, problems));
  for (const Error& problem : problems) {
    console.line(problem.to_string());
    console.fail();
  }
  return without_repeats(std::move(codes), console);
}

}  // namespace

ExitStatus import_rules(const Flags& flags,
                        const std::vector<std::string>& paths,
                        const Catalog& catalog, Console& console) {
  if (paths.empty()) {
    console.error("rules import: name C headers or .mc files");
    return ExitStatus::kTrouble;
  }
  if (flags.output.size() > 1) {
    console.error("rules import: --output takes one file");
    return ExitStatus::kTrouble;
  }
  ImportOptions options;
  if (!flags.as.empty()) options.kind = chosen<CodeKind>(flags.as);
  const KnownNames names(catalog);
  options.known = [&](std::string_view name) { return names.find(name); };
  const std::vector<ImportedCode> codes = import_all(paths, options, console);
  if (codes.empty()) {
    if (!console.failed()) {
      console.error(
          "rules import: no status codes found; --as KIND takes "
          "plain numbers too");
    }
    return ExitStatus::kTrouble;
  }
  const std::string component = flags.component.empty()
                                    ? fs::path(paths.front()).stem().string()
                                    : flags.component.back();
  const std::string text = write_rules(codes, component);
  if (flags.output.empty()) {
    Output out(output_options(When::kNever));
    out.stream() << text;
    out.finish(console);
  } else if (const auto done = write_whole_file(flags.output.back(), text);
             !done.ok()) {
    console.error(done.error());
  }
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

}  // namespace hrscan::cli
