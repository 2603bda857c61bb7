#include "catalog/table_builder.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "catalog/failure_halves.h"
#include "catalog/retry_pattern.h"

namespace hrscan::table {
namespace {

// A rule on its way into the table.
struct Candidate {
  const RuleEntry* entry = nullptr;
  std::uint32_t code = 0;  // differs from entry->code if documented otherwise
  std::uint32_t rank = 0;
  std::string header;
};

auto identity(const Candidate& c) {
  return std::tie(c.entry->kind, c.code, c.entry->symbol);
}

// Strings, each once, with its length in front.
class StringPool {
 public:
  StringPool() { add({}); }

  StringRef add(std::string_view text) {
    const auto [place, is_new] =
        known_.try_emplace(std::string(text), StringRef{0});
    if (is_new) place->second = append(text);
    return place->second;
  }
  // Three strings in a row, not shared with others.
  StringRef add_row(const RuleEntry& entry) {
    if (entry.description.empty() && entry.advice.empty() &&
        entry.source.empty()) {
      return 0;
    }
    const StringRef first = append(entry.description);
    append(entry.advice);
    append(entry.source);
    return first;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  StringRef append(std::string_view text) {
    text = text.substr(0, 0xFFFF);
    const auto at = static_cast<StringRef>(bytes_.size());
    const auto length = static_cast<std::uint16_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&length), sizeof(length));
    bytes_.append(text);
    return at;
  }

  std::string bytes_;
  std::unordered_map<std::string, StringRef> known_;
};

// Says more of its code than a bare name does.
bool says_more(const RuleEntry& entry) {
  return entry.retry.has_value() || !entry.description.empty();
}

std::vector<Candidate> collect(std::span<const RuleSet> layers) {
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto base =
        static_cast<std::uint32_t>(layers.size() - 1 - i) * kLayerRanks;
    for (const RuleEntry& entry : layers[i].rules) {
      all.push_back({&entry, entry.code, base + entry.rank, entry.header});
      for (const std::uint32_t value : entry.documented_as) {
        // Behind every real definition of that number in its layer.
        all.push_back({&entry, value, base + kLayerRanks - 1, entry.header});
      }
    }
  }
  return all;
}

// Adds a header to a list that is joined by ", ", unless it holds it already.
void add_header(std::string& list, const std::string& header) {
  const std::string listed = ", " + list + ",";
  if (header.empty() || listed.find(", " + header + ",") != std::string::npos) {
    return;
  }
  list += (list.empty() ? "" : ", ") + header;
}

// One candidate per code, kind and symbol; headers of its layer joined.
std::vector<Candidate> merge_names(std::vector<Candidate> all) {
  std::stable_sort(
      all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
        return std::tuple(identity(a), a.rank / kLayerRanks, a.rank, a.header) <
               std::tuple(identity(b), b.rank / kLayerRanks, b.rank, b.header);
      });
  std::vector<Candidate> merged;
  for (Candidate& next : all) {
    if (merged.empty() || identity(merged.back()) != identity(next)) {
      merged.push_back(std::move(next));
      continue;
    }
    Candidate& kept = merged.back();
    if (kept.rank / kLayerRanks != next.rank / kLayerRanks) continue;
    add_header(kept.header, next.header);
    if (!says_more(*kept.entry) && says_more(*next.entry)) {
      kept.entry = next.entry;
    }
  }
  return merged;
}

void sort_by_rank(std::vector<Candidate>& rules) {
  std::sort(
      rules.begin(), rules.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.code, a.entry->kind, a.rank, a.entry->component,
                        a.entry->symbol) < std::tie(b.code, b.entry->kind,
                                                    b.rank, b.entry->component,
                                                    b.entry->symbol);
      });
}

std::uint32_t index_size(std::size_t entries) {
  std::uint32_t size = 16;
  while (size < entries + entries / 3) size *= 2;
  return size;
}

void insert(std::vector<std::uint32_t>& index, std::uint32_t hash,
            std::size_t record) {
  const auto mask = static_cast<std::uint32_t>(index.size()) - 1;
  std::uint32_t slot = hash & mask;
  while (index[slot] != 0) slot = (slot + 1) & mask;
  index[slot] = static_cast<std::uint32_t>(record) + 1;
}

// The kind that a bare number is read as, of the records of one code.
//   - Where HRESULT and NTSTATUS both know a number whose top bits are 11, it
//   is
//     an NTSTATUS, which has them in every error; only winerror.h overrules.
//   - NTSTATUS success codes are small numbers: without a word that says
//     NTSTATUS they are not read as such.
//   - A Win32 error is never meant by a bare number.
std::uint8_t bare_kind(std::span<const Record> records,
                       std::span<const Origin> origins) {
  const StatusCode code(records.front().code);
  const auto hresult = Reader::of_kind(records, CodeKind::kHresult);
  const bool nt = !Reader::of_kind(records, CodeKind::kNtstatus).empty();
  const bool nt_shaped = code.nt_severity() == 3 && !code.carries_nt();
  const auto by_winerror_h = [&](const Record& record) {
    return origins[record.origin].rank % kLayerRanks == 0;
  };
  CodeKind kind = CodeKind::kOther;
  if (nt && nt_shaped && (hresult.empty() || !by_winerror_h(hresult[0]))) {
    kind = CodeKind::kNtstatus;
  } else if (!hresult.empty()) {
    kind = CodeKind::kHresult;
  } else if (nt && code.nt_severity() != 0) {
    kind = CodeKind::kNtstatus;
  } else if (Reader::of_kind(records, CodeKind::kOther).empty()) {
    return 0;
  }
  return static_cast<std::uint8_t>(static_cast<int>(kind) + 1);
}

// A line for each, its literals behind it.
std::string joined(const std::vector<PatternAlternative>& alternatives) {
  std::string text;
  const auto add = [&](const std::string& part, char end) {
    text += part;
    text += end;
    return part.find_first_of("\t\n") == std::string::npos;
  };
  for (const auto& [expression, literals] : alternatives) {
    // What cannot be kept so is not known.
    if (!add(expression, '\t')) return {};
    for (const std::string& literal : literals) {
      if (!add(literal, '\t')) return {};
    }
    text.back() = '\n';
  }
  return text;
}

std::vector<std::string> split(std::string_view text, char end_sign) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(end_sign), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<PatternAlternative> alternatives_in(std::string_view text) {
  std::vector<PatternAlternative> alternatives;
  for (const std::string& line : split(text, '\n')) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    alternatives.push_back(
        {line.substr(0, end),
         split(std::string_view(line).substr(std::min(end + 1, line.size())),
               '\t')});
  }
  return alternatives;
}

class Writer {
 public:
  explicit Writer(std::span<const RuleSet> layers) : layers_(layers) {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
      for (const PatternEntry& entry : layer->patterns) {
        patterns_.push_back(entry);
        // Those of a layer that was a table are known.
        std::vector<PatternAlternative>& parts = patterns_.back().alternatives;
        if (parts.empty() && !entry.symbol.empty()) {
          parts = alternatives_of(entry.symbol);
        }
      }
      families_.insert(families_.end(), layer->families.begin(),
                       layer->families.end());
      for (const FacilityEntry& entry : layer->facilities) {
        facilities_.try_emplace(entry.number, &entry);
      }
    }
  }

  std::vector<std::uint64_t> write(std::string_view version) {
    std::vector<Candidate> rules = merge_names(collect(layers_));
    sort_by_rank(rules);
    make_records(rules);
    make_indexes();
    make_rows();
    header_.version = pool_.add(version);
    return assemble();
  }

 private:
  std::uint16_t origin_of(const Candidate& rule) {
    const RuleEntry& entry = *rule.entry;
    const std::tuple key(rule.header, entry.component, entry.file,
                         entry.mentions, rule.rank);
    const auto [place, is_new] = origin_numbers_.try_emplace(
        key, static_cast<std::uint16_t>(origins_.size()));
    if (is_new) {
      origins_.push_back({pool_.add(rule.header), pool_.add(entry.component),
                          pool_.add(entry.file), pool_.add(entry.mentions),
                          rule.rank});
    }
    return place->second;
  }

  void make_records(const std::vector<Candidate>& rules) {
    const RetryPatterns patterns(patterns_);
    records_.reserve(rules.size());
    for (const Candidate& rule : rules) {
      const RuleEntry& entry = *rule.entry;
      Record record{};
      record.code = rule.code;
      record.symbol = pool_.add(entry.symbol);
      record.text = pool_.add_row(entry);
      record.defined_as = entry.code;
      record.line = entry.place.line;
      record.origin = origin_of(rule);
      record.kind = static_cast<std::uint8_t>(entry.kind);
      record.certain = entry.certain ? 1 : 0;
      Retry retry = entry.retry.value_or(Retry::kUnknown);
      Basis basis = entry.retry ? entry.basis : Basis::kNone;
      Cause cause = entry.cause;
      if (!entry.retry) {
        const std::size_t decided =
            patterns.decide(entry.symbol, StatusCode(entry.code), entry.kind);
        if (decided != RetryPatterns::kNone) {
          retry = patterns_[decided].retry;
          basis = Basis::kPattern;
          if (cause == Cause::kNone) cause = patterns_[decided].cause;
        }
      }
      record.retry = static_cast<std::uint8_t>(retry);
      record.basis = static_cast<std::uint8_t>(basis);
      record.cause = static_cast<std::uint8_t>(cause);
      records_.push_back(record);
    }
  }

  void make_indexes() {
    code_index_.resize(index_size(records_.size()));
    symbol_index_.resize(index_size(records_.size()));
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const Record& record = records_[i];
      const bool new_code = i == 0 || records_[i - 1].code != record.code;
      if (new_code) {
        insert(code_index_, hash_code(record.code), i);
        std::size_t end = i + 1;
        while (end < records_.size() && records_[end].code == record.code) {
          ++end;
        }
        records_[i].bare_kind = bare_kind(
            std::span<const Record>(records_).subspan(i, end - i), origins_);
      }
      if (new_code || records_[i - 1].kind != record.kind) {
        ++header_.distinct_codes;
      }
      std::uint16_t length;
      const char* const symbol = pool_.bytes().data() + record.symbol;
      std::memcpy(&length, symbol, sizeof(length));
      insert(symbol_index_, hash_symbol({symbol + sizeof(length), length}), i);
    }
  }

  void make_rows() {
    for (const auto& [number, entry] : facilities_) {
      facility_rows_.push_back(
          {number, pool_.add(entry->name), pool_.add(entry->title)});
    }
    for (const FamilyEntry& entry : families_) {
      family_rows_.push_back({entry.first, entry.last, pool_.add(entry.name),
                              pool_.add(entry.title),
                              pool_.add(entry.description),
                              static_cast<std::uint32_t>(entry.kind)});
    }
    for (const PatternEntry& entry : patterns_) {
      pattern_rows_.push_back({pool_.add(entry.name), pool_.add(entry.symbol),
                               pool_.add(joined(entry.alternatives)),
                               entry.kinds, entry.facility,
                               static_cast<std::uint8_t>(entry.severity),
                               static_cast<std::uint8_t>(entry.retry),
                               static_cast<std::uint8_t>(entry.cause), 0});
    }
  }

  template <typename T>
  Section append(const std::vector<T>& rows) {
    return append(rows.data(), rows.size() * sizeof(T), rows.size());
  }
  Section append(const void* data, std::size_t bytes, std::size_t count) {
    const Section section{static_cast<std::uint32_t>(bytes_.size()),
                          static_cast<std::uint32_t>(count)};
    bytes_.append(static_cast<const char*>(data), bytes);
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    return section;
  }

  std::vector<std::uint64_t> assemble() {
    bytes_.assign((sizeof(Header) + 7) / 8 * 8, '\0');
    header_.records = append(records_);
    header_.code_index = append(code_index_);
    header_.symbol_index = append(symbol_index_);
    header_.origins = append(origins_);
    header_.facilities = append(facility_rows_);
    header_.families = append(family_rows_);
    header_.patterns = append(pattern_rows_);
    const FailureHalves halves =
        failure_halves(records_, family_rows_, facility_rows_);
    header_.failure_halves =
        append(halves.data(), sizeof(halves), halves.size());
    const std::size_t characters = pool_.bytes().size();
    header_.strings = append(pool_.bytes().data(), characters, characters);
    std::memcpy(bytes_.data(), &header_, sizeof(header_));
    std::vector<std::uint64_t> words(bytes_.size() / 8);
    std::memcpy(words.data(), bytes_.data(), bytes_.size());
    return words;
  }

  std::span<const RuleSet> layers_;
  std::vector<PatternEntry> patterns_;
  std::vector<FamilyEntry> families_;
  std::map<std::uint32_t, const FacilityEntry*> facilities_;

  Header header_;
  StringPool pool_;
  std::vector<Record> records_;
  std::vector<std::uint32_t> code_index_;
  std::vector<std::uint32_t> symbol_index_;
  std::vector<Origin> origins_;
  std::map<std::tuple<std::string, std::string, std::string, std::string,
                      std::uint32_t>,
           std::uint16_t>
      origin_numbers_;
  std::vector<FacilityRow> facility_rows_;
  std::vector<FamilyRow> family_rows_;
  std::vector<PatternRow> pattern_rows_;
  std::string bytes_;
};

}  // namespace

std::vector<std::uint64_t> build(std::span<const RuleSet> layers,
                                 std::string_view version) {
  return Writer(layers).write(version);
}

RuleSet decode(const Reader& reader) {
  RuleSet set;
  set.rules.reserve(reader.records().size());
  std::unordered_map<std::string, std::vector<std::uint32_t>> documented;
  for (const Record& record : reader.records()) {
    const Rule rule = reader.rule(record);
    if (rule.defined_as) {
      documented[std::string(rule.symbol)].push_back(record.code);
      continue;
    }
    RuleEntry entry;
    entry.code = record.code;
    entry.kind = rule.kind;
    entry.symbol = rule.symbol;
    entry.header = rule.header;
    entry.component = rule.component;
    entry.description = rule.description;
    entry.advice = rule.advice;
    entry.source = rule.source;
    entry.file = rule.file;
    entry.place.line = rule.line;
    if (rule.basis != Basis::kNone) entry.retry = rule.retry;
    entry.basis = rule.basis;
    entry.cause = rule.cause;
    entry.certain = rule.certain;
    entry.rank = rule.rank;
    entry.mentions = reader.mentions(record);
    set.rules.push_back(std::move(entry));
  }
  for (RuleEntry& entry : set.rules) {
    if (entry.kind != CodeKind::kHresult) continue;
    if (const auto found = documented.find(entry.symbol);
        found != documented.end()) {
      entry.documented_as = found->second;
    }
  }
  for (const FacilityRow& row : reader.facilities()) {
    set.facilities.push_back({row.number,
                              std::string(reader.string(row.name)),
                              std::string(reader.string(row.title)),
                              {}});
  }
  for (const FamilyRow& row : reader.families()) {
    set.families.push_back({std::string(reader.string(row.name)), row.first,
                            row.last, static_cast<CodeKind>(row.kind),
                            std::string(reader.string(row.title)),
                            std::string(reader.string(row.description))});
  }
  set.patterns = decode_patterns(reader);
  return set;
}

std::vector<PatternEntry> decode_patterns(const Reader& reader) {
  std::vector<PatternEntry> patterns;
  for (const PatternRow& row : reader.patterns()) {
    PatternEntry entry;
    entry.name = reader.string(row.name);
    entry.symbol = reader.string(row.symbol);
    entry.alternatives = alternatives_in(reader.string(row.alternatives));
    entry.kinds = row.kinds;
    entry.facility = row.facility;
    entry.severity = static_cast<SeverityFilter>(row.severity);
    entry.retry = static_cast<Retry>(row.retry);
    entry.cause = static_cast<Cause>(row.cause);
    patterns.push_back(std::move(entry));
  }
  return patterns;
}

}  // namespace hrscan::table
