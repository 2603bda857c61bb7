#include "catalog/table.h"

#include <cstring>

#include "base/ascii.h"

namespace hrscan::table {

std::uint32_t hash_symbol(std::string_view symbol) {
  std::uint32_t hash = 2166136261u;
  for (const char c : symbol) {
    hash ^= static_cast<unsigned char>(ascii::to_upper(c));
    hash *= 16777619u;
  }
  return hash;
}

template <typename T>
std::span<const T> Reader::section(Section where) const {
  return {reinterpret_cast<const T*>(base_ + where.offset), where.count};
}

Reader::Reader(const std::uint64_t* words)
    : base_(reinterpret_cast<const char*>(words)),
      header_(reinterpret_cast<const Header*>(words)),
      records_(section<Record>(header_->records)),
      code_index_(section<std::uint32_t>(header_->code_index)),
      symbol_index_(section<std::uint32_t>(header_->symbol_index)),
      origins_(section<Origin>(header_->origins)),
      facilities_(section<FacilityRow>(header_->facilities)),
      families_(section<FamilyRow>(header_->families)),
      patterns_(section<PatternRow>(header_->patterns)),
      failure_halves_(section<std::uint64_t>(header_->failure_halves)),
      strings_(base_ + header_->strings.offset) {
  for (const FacilityRow& row : facilities_) {
    if (row.number < known_facilities_.size()) {
      known_facilities_.set(row.number);
    }
  }
}

std::string_view Reader::string(StringRef ref) const {
  std::uint16_t length;
  std::memcpy(&length, strings_ + ref, sizeof(length));
  return {strings_ + ref + sizeof(length), length};
}

std::span<const Record> Reader::find(std::uint32_t code) const {
  const Record* const begin = first(code);
  if (begin == nullptr) return {};
  const Record* const stop = records_.data() + records_.size();
  const Record* end = begin + 1;
  while (end != stop && end->code == code) ++end;
  return {begin, end};
}

std::span<const Record> Reader::of_kind(std::span<const Record> records,
                                        CodeKind kind) {
  const auto wanted = static_cast<std::uint8_t>(kind);
  std::size_t first = 0;
  while (first < records.size() && records[first].kind != wanted) ++first;
  std::size_t last = first;
  while (last < records.size() && records[last].kind == wanted) ++last;
  return records.subspan(first, last - first);
}

const FamilyRow* Reader::family(std::uint32_t code) const {
  for (const FamilyRow& row : families_) {
    if (row.first <= code && code <= row.last) return &row;
  }
  return nullptr;
}

const FacilityRow* Reader::facility(std::uint32_t number) const {
  std::size_t low = 0;
  std::size_t high = facilities_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (facilities_[middle].number < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < facilities_.size() && facilities_[low].number == number
             ? &facilities_[low]
             : nullptr;
}

Rule Reader::rule(const Record& record) const {
  const Origin& origin = origins_[record.origin];
  Rule rule;
  rule.code = StatusCode(record.code);
  rule.kind = static_cast<CodeKind>(record.kind);
  rule.symbol = string(record.symbol);
  rule.header = string(origin.header);
  rule.component = string(origin.component);
  rule.file = string(origin.file);
  rule.line = record.line;
  rule.retry = static_cast<Retry>(record.retry);
  rule.basis = static_cast<Basis>(record.basis);
  rule.cause = static_cast<Cause>(record.cause);
  rule.certain = record.certain != 0;
  rule.rank = static_cast<std::uint16_t>(origin.rank);
  if (record.defined_as != record.code) {
    rule.defined_as = StatusCode(record.defined_as);
  }
  if (record.text != 0) {
    StringRef next = record.text;
    for (std::string_view* field :
         {&rule.description, &rule.advice, &rule.source}) {
      *field = string(next);
      next += static_cast<StringRef>(sizeof(std::uint16_t) + field->size());
    }
  }
  return rule;
}

}  // namespace hrscan::table
