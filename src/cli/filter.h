// Filter: which findings the user wants to see.
#ifndef HRSCAN_CLI_FILTER_H_
#define HRSCAN_CLI_FILTER_H_

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "hrscan/catalog.h"
#include "hrscan/finding.h"
#include "hrscan/result.h"
#include "hrscan/sink.h"

namespace hrscan::cli {

// The codes that `word` names, a number or a symbol: with those in which they
// are carried. "5" is the Win32 error 5 and the HRESULT 0x80070005.
struct NamedCode {
  StatusCode code;
  std::optional<CodeKind> kind;  // empty: whatever the numbering
};
Result<std::vector<NamedCode>> named_codes(const Catalog& catalog,
                                           std::string_view word);

// An Error that says that `word` is no code and what it may be meant for.
Error no_such_code(const Catalog& catalog, std::string_view word);

// Which findings are kept. Immutable; may be used by several threads.
class Filter {
 public:
  // `catalog` must outlive the filter.
  static Result<Filter> make(const Flags& flags, const Catalog& catalog);

  // Whether anything can be left out at all: by keeps(), by keeps_retry().
  bool by_finding() const { return !forms_.all() || !any_code(); }
  bool by_retry() const { return !retries_.all(); }

  // By form, kind, facility and code: what a finding itself says.
  bool keeps(const Finding& finding) const;
  // By retry, which may rest on the symbol that the log writes beside it.
  bool keeps_retry(const Block& block, const Finding& finding) const;

 private:
  explicit Filter(const Catalog& catalog) : catalog_(&catalog) {}

  Result<void> want_codes(const std::vector<std::string>& words);
  Result<void> want_facilities(const std::vector<std::string>& words);
  bool any_code() const {
    return codes_.empty() && kinds_.all() && facilities_.all();
  }

  const Catalog* catalog_;
  std::vector<NamedCode> codes_;
  std::bitset<4> forms_;
  std::bitset<4> kinds_;
  std::bitset<6> retries_;
  std::bitset<0x1000> facilities_;
};

}  // namespace hrscan::cli

#endif  // HRSCAN_CLI_FILTER_H_
