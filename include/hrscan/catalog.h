// Catalog: everything known about status codes.
//
//   const hrscan::Catalog& catalog = hrscan::Catalog::builtin();
//   hrscan::Meaning m = catalog.meaning(hrscan::StatusCode(0x80070005),
//                                       hrscan::CodeKind::kHresult);
//   // m.symbol == "E_ACCESSDENIED", m.retry == hrscan::Retry::kUnlikely
//
// The built-in catalog is compiled into the library: using it costs no file, no
// parsing and no allocation. Files of rules (docs/rules.md) are layered above
// it with load_catalog().
//
// A catalog is immutable and may be shared by threads. Every string_view that
// it hands out lives as long as the catalog.
#ifndef HRSCAN_CATALOG_H_
#define HRSCAN_CATALOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/result.h"
#include "hrscan/rule.h"
#include "hrscan/status_code.h"

namespace hrscan {

namespace table {
class Reader;  // src/catalog/table.h
}

struct Facility {
  std::uint32_t number = 0;
  std::string_view name;   // "FACILITY_WINDOWSUPDATE", empty if not known
  std::string_view title;  // "Windows Update", empty if not known
};

// What one code most likely means: the first of its names, with what that
// name lacks taken from the others.
struct Meaning {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::string_view symbol;       // empty: no name is known
  std::string_view component;    // empty: not known
  std::string_view description;  // empty: none is written
  std::string_view advice;
  Facility facility;  // number 0 and no name where the kind has none
  Retry retry = Retry::kUnknown;
  Basis basis = Basis::kNone;
  Cause cause = Cause::kNone;
  bool certain = true;
  bool known = false;  // a rule or a family of codes covers the code
};

// What `meaning` says in one sentence, also where no description is written:
// the component or the facility is named then.
std::string describe(const Meaning& meaning);

// How a number reads that no word beside it explains.
struct Classification {
  CodeKind kind = CodeKind::kHresult;
  bool known = false;           // some rule or family covers it
  bool failure = false;         // a failure or a warning, by its kind
  bool known_facility = false;  // an HRESULT of a facility that has a name
};

class Catalog {
 public:
  // The rules compiled into the library.
  static const Catalog& builtin();

  // A catalog over a table made by table::Builder (src/catalog).
  explicit Catalog(std::vector<std::uint64_t> table);

  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  // What `code` means when it is of `kind`. Constant time.
  Meaning meaning(StatusCode code, CodeKind kind) const;

  // The same where the log itself decides on a symbol: the rule of that name if
  // the code has one, else the name as learned from the log.
  // `symbol` must outlive the result.
  Meaning meaning(StatusCode code, CodeKind kind,
                  std::string_view symbol) const;

  // The name, among several that a code has, whose component one of two texts
  // mentions: what stands before and behind the code in its line. The most
  // likely first where they mention several; "" where they mention none.
  std::string_view mentioned_name(StatusCode code, CodeKind kind,
                                  std::string_view before,
                                  std::string_view behind) const;

  // Whether mentioned_name() has anything to look for: false of most codes.
  bool may_be_mentioned(StatusCode code, CodeKind kind) const;

  // Every name of a code, the most likely first: rules for the code itself,
  // and for an HRESULT those of the Win32 error or NTSTATUS that it carries.
  std::vector<Rule> names(StatusCode code, CodeKind kind) const;

  // True if `symbol` is one of the code's names.
  bool has_name(StatusCode code, CodeKind kind, std::string_view symbol) const;

  // Every rule with this symbol, upper and lower case alike.
  std::vector<Rule> find_symbol(std::string_view symbol) const;

  // Up to `most` symbols of the catalog that look like `symbol`, best first.
  // Linear in the catalog: some milliseconds.
  std::vector<std::string_view> suggest(std::string_view symbol,
                                        std::size_t most) const;

  // The numbering that a bare 32-bit number belongs to, and whether it is
  // known. Constant time, no allocation.
  Classification classify(StatusCode code) const;

  // Whether a rule exists for exactly this number in this numbering.
  bool knows(StatusCode code, CodeKind kind) const;

  // The facility of an HRESULT by its number.
  Facility facility(std::uint32_t number) const;

  // Retry likelihood by the patterns alone, for a symbol that has no rule.
  struct Decision {
    Retry retry = Retry::kUnknown;
    Cause cause = Cause::kNone;
    std::string_view pattern;  // the name of the deciding pattern, or empty
  };
  Decision decide(std::string_view symbol, StatusCode code,
                  CodeKind kind) const;

  // Rules in the order kind, code, rank; for listing.
  std::size_t size() const;
  Rule rule(std::size_t index) const;

  // Number of different codes, each kind for itself.
  std::size_t distinct_codes() const;

  // "2026-11-22" for the built-in catalog: the day its rules were last changed.
  std::string_view version() const;

  const table::Reader& reader() const { return *reader_; }

 private:
  Catalog();
  struct Patterns;

  std::vector<std::uint64_t> owned_;
  std::unique_ptr<table::Reader> reader_;
  std::unique_ptr<Patterns> patterns_;
};

struct CatalogOptions {
  bool builtin = true;
  // Paths of rules files, or "builtin:NAME" for an overlay that is compiled
  // in; a later one wins over an earlier one.
  std::vector<std::string> rules;
};

// Builds the catalog that `options` ask for. On failure the Error is that of
// the first fault; all of them are appended to `problems` if it is given.
Result<std::unique_ptr<Catalog>> load_catalog(
    const CatalogOptions& options, std::vector<Error>* problems = nullptr);

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_H_
