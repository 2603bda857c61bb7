// Takes status codes out of C headers and Message Compiler files, so that a
// rules file can be made of them (catalog/write_rules.h). docs/rules.md says
// what counts as a status code there.
#ifndef HRSCAN_CATALOG_IMPORT_H_
#define HRSCAN_CATALOG_IMPORT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rule_set.h"
#include "hrscan/result.h"
#include "hrscan/status_code.h"

namespace hrscan {

struct ImportedCode {
  std::string symbol;
  std::uint32_t code = 0;
  CodeKind kind = CodeKind::kHresult;
  std::string header;  // the name of the file that has it, without folders
  std::string text;    // what the file says of it, in any number of lines
};

struct ImportOptions {
  // The kind of all numbers that no type names. Without it their value decides,
  // and those that nothing marks as status codes are left out.
  std::optional<CodeKind> kind;
  // Values of names that the files use and do not define: facilities and
  // symbols of the catalog.
  std::function<std::optional<std::uint32_t>(std::string_view)> known;
};

struct ImportFile {
  std::string name;
  std::string text;
};

// The status codes of headers, in the order of their definitions. Macros of a
// file hold for those behind it. `problems` gets what looks like a status code
// and cannot be calculated.
std::vector<ImportedCode> import_headers(const std::vector<ImportFile>& files,
                                         const ImportOptions& options,
                                         std::vector<Error>& problems);

// The status codes of a Message Compiler file.
std::vector<ImportedCode> import_messages(const ImportFile& file,
                                          const ImportOptions& options,
                                          std::vector<Error>& problems);

// The kind of a number that no type names: up to 0xFFFF a Win32 error; from
// 0xE0000000 on another; an NTSTATUS if its second bit is set, unless the
// symbol says that it is an HRESULT (NS_E_X); else an HRESULT.
CodeKind kind_of_plain(std::string_view symbol, std::uint32_t number);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_IMPORT_H_
