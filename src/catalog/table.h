// The layout of a catalog table: one block of 64-bit words, written by
// table::Builder (at build time for the built-in rules, at run time for
// --rules) and read in place by table::Reader. Writer and reader share this
// header, so that the layout stands once.
//
//   Header | Record[] | code index | symbol index | Origin[] | FacilityRow[] |
//   FamilyRow[] | PatternRow[] | failure halves | strings
//
// A record is 28 bytes and its strings stand once: with 24,500 rules this is
// 0.7 MB of records, 0.3 MB of indexes and the text. A record with all of its
// string views ready would have been 150 bytes and would have needed
// relocations at start-up.
//
// Numbers are in the byte order of the machine that reads them; the built-in
// table is emitted as 64-bit literals, so the compiler takes care of that for
// everything but the strings, which builtin.cc therefore only accepts on
// little-endian machines.
#ifndef HRSCAN_CATALOG_TABLE_H_
#define HRSCAN_CATALOG_TABLE_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "hrscan/rule.h"
#include "hrscan/status_code.h"

namespace hrscan::table {

inline constexpr std::uint32_t kMagic = 0x32545248;  // "HRT2"

// Offset of a length-prefixed string in the string section; 0 is "".
using StringRef = std::uint32_t;

struct Section {
  std::uint32_t offset = 0;  // in bytes from the start of the table
  std::uint32_t count = 0;   // in elements
};

struct Header {
  std::uint32_t magic = kMagic;
  StringRef version = 0;
  Section records;
  Section code_index;    // open addressing, power of two: number + 1 of the
                         // first record of a code, of whatever kind
  Section symbol_index;  // the same by symbol, every record
  Section origins;
  Section facilities;  // sorted by number
  Section families;
  Section patterns;
  Section failure_halves;  // catalog/failure_halves.h
  Section strings;
  std::uint32_t distinct_codes = 0;
  std::uint32_t pad = 0;
};

struct Record {
  std::uint32_t code;
  StringRef symbol;
  StringRef text;            // description, advice, source stand in a row; or 0
  std::uint32_t defined_as;  // equals code unless documented otherwise
  std::uint32_t line;
  std::uint16_t origin;
  std::uint8_t kind;
  std::uint8_t retry;
  std::uint8_t basis;
  std::uint8_t cause;
  std::uint8_t certain;
  // In the first record of a code: the kind that its number is read as where no
  // word says otherwise, plus 1; 0 if none of its kinds is meant then.
  std::uint8_t bare_kind;
};
static_assert(sizeof(Record) == 28);

// What all rules of one header in one file share.
struct Origin {
  StringRef header;
  StringRef component;
  StringRef file;
  StringRef mentions;  // words for the component in logs, joined by '\n'
  std::uint32_t rank;
};

struct FacilityRow {
  std::uint32_t number;
  StringRef name;
  StringRef title;
};

struct FamilyRow {
  std::uint32_t first;
  std::uint32_t last;
  StringRef name;
  StringRef title;
  StringRef description;
  std::uint32_t kind;
};

struct PatternRow {
  StringRef name;
  StringRef symbol;        // RE2, or empty
  StringRef alternatives;  // PatternEntry::alternatives, a line for each
  std::uint32_t kinds;     // a bit per CodeKind
  std::int32_t facility;   // -1: any
  std::uint8_t severity;   // 0: any, 1: success, 2: failure
  std::uint8_t retry;
  std::uint8_t cause;
  std::uint8_t pad;
};

inline constexpr std::uint32_t kFirstFailureHalf = 0x8000;
inline constexpr std::size_t kFailureHalfWords =
    (0x10000 - kFirstFailureHalf) / 64;

// Mixes a code into an index of 2^n slots; multiplication by Knuth's 64-bit
// golden ratio, whose high bits are the good ones.
constexpr std::uint32_t hash_code(std::uint32_t code) {
  return static_cast<std::uint32_t>(code * 0x9E3779B97F4A7C15u >> 32);
}

// FNV-1a over the upper-cased symbol.
std::uint32_t hash_symbol(std::string_view symbol);

class Reader {
 public:
  // `words` must stay alive and unchanged.
  explicit Reader(const std::uint64_t* words);

  std::span<const Record> records() const { return records_; }
  std::span<const FacilityRow> facilities() const { return facilities_; }
  std::span<const FamilyRow> families() const { return families_; }
  std::span<const PatternRow> patterns() const { return patterns_; }
  // kFailureHalfWords words.
  std::span<const std::uint64_t> failure_halves() const {
    return failure_halves_;
  }
  std::string_view string(StringRef ref) const;
  std::string_view version() const { return string(header_->version); }
  std::size_t size_in_bytes() const {
    return header_->strings.offset + header_->strings.count;
  }
  std::size_t distinct_codes() const { return header_->distinct_codes; }

  // The first record of a code, or null.
  const Record* first(std::uint32_t code) const {
    const auto mask = static_cast<std::uint32_t>(code_index_.size()) - 1;
    for (std::uint32_t slot = hash_code(code) & mask;;
         slot = (slot + 1) & mask) {
      const std::uint32_t entry = code_index_[slot];
      if (entry == 0) return nullptr;
      if (records_[entry - 1].code == code) return &records_[entry - 1];
    }
  }
  // All records of one code, by kind, and of one kind best first; empty if
  // there are none.
  std::span<const Record> find(std::uint32_t code) const;
  std::span<const Record> find(std::uint32_t code, CodeKind kind) const {
    return of_kind(find(code), kind);
  }
  static std::span<const Record> of_kind(std::span<const Record> records,
                                         CodeKind kind);
  bool contains(std::uint32_t code, CodeKind kind) const {
    return !find(code, kind).empty();
  }
  // Calls `function` with every record of this symbol, whatever its case.
  template <typename Function>
  void for_each_of_symbol(std::string_view symbol, Function function) const {
    const auto mask = static_cast<std::uint32_t>(symbol_index_.size()) - 1;
    for (std::uint32_t slot = hash_symbol(symbol) & mask;
         symbol_index_[slot] != 0; slot = (slot + 1) & mask) {
      const Record& record = records_[symbol_index_[slot] - 1];
      if (ascii::equal_ignoring_case(string(record.symbol), symbol)) {
        function(record);
      }
    }
  }
  const FamilyRow* family(std::uint32_t code) const;
  const FacilityRow* facility(std::uint32_t number) const;
  bool knows_facility(std::uint32_t number) const {
    return number < known_facilities_.size() && known_facilities_[number];
  }
  std::uint32_t rank(const Record& record) const {
    return origins_[record.origin].rank;
  }
  std::string_view mentions(const Record& record) const {
    return string(origins_[record.origin].mentions);
  }

  Rule rule(const Record& record) const;

 private:
  template <typename T>
  std::span<const T> section(Section where) const;

  const char* base_;
  const Header* header_;
  std::span<const Record> records_;
  std::span<const std::uint32_t> code_index_;
  std::span<const std::uint32_t> symbol_index_;
  std::span<const Origin> origins_;
  std::span<const FacilityRow> facilities_;
  std::span<const FamilyRow> families_;
  std::span<const PatternRow> patterns_;
  std::span<const std::uint64_t> failure_halves_;
  const char* strings_;
  std::bitset<0x1000> known_facilities_;
};

}  // namespace hrscan::table

#endif  // HRSCAN_CATALOG_TABLE_H_
