#include "summary/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/name_table.h"

namespace hrscan {
namespace {

constexpr std::string_view kNames[] = {"new", "gone", "more", "fewer", "same"};

void add_rates(const Summary& summary, CodeRate& rate) {
  const auto count = static_cast<double>(rate.count);
  if (summary.lines > 0) {
    rate.per_million_lines = count * 1e6 / static_cast<double>(summary.lines);
  }
  if (summary.span_seconds > 0) {
    rate.per_hour = count * 3600 / summary.span_seconds;
  }
}

Side side(const Summary& summary) {
  return {summary.files.size(), summary.lines, summary.findings,
          summary.span_seconds};
}

Change change_of(std::uint64_t before, std::uint64_t after) {
  if (before == 0) return Change::kNew;
  if (after == 0) return Change::kGone;
  if (before == after) return Change::kSame;
  return after > before ? Change::kMore : Change::kFewer;
}

std::uint64_t size_of(const CodeChange& change) {
  return std::max(change.before.count, change.after.count) -
         std::min(change.before.count, change.after.count);
}

}  // namespace

std::string_view to_string(Change change) { return name_of(kNames, change); }

std::array<std::uint64_t, kChanges> Comparison::by_change() const {
  std::array<std::uint64_t, kChanges> counts{};
  for (const CodeChange& code : codes) {
    ++counts[static_cast<std::size_t>(code.change)];
  }
  return counts;
}

Comparison compare(const Summary& before, const Summary& after) {
  std::map<std::pair<StatusCode, CodeKind>, CodeChange> codes;
  const auto take = [&](const Summary& summary, CodeRate CodeChange::*side) {
    for (const CodeCount& count : summary.codes) {
      CodeChange& change = codes[{count.code, count.kind}];
      change.code = count.code;
      change.kind = count.kind;
      if (!count.written_name.empty()) change.written_name = count.written_name;
      (change.*side).count = count.count;
      (change.*side).incidents = count.incidents;
    }
  };
  take(before, &CodeChange::before);
  take(after, &CodeChange::after);
  Comparison comparison;
  comparison.before = side(before);
  comparison.after = side(after);
  for (auto& [key, change] : codes) {
    change.change = change_of(change.before.count, change.after.count);
    add_rates(before, change.before);
    add_rates(after, change.after);
    comparison.codes.push_back(std::move(change));
  }
  std::stable_sort(comparison.codes.begin(), comparison.codes.end(),
                   [](const CodeChange& a, const CodeChange& b) {
                     return std::tuple(a.change, size_of(b)) <
                            std::tuple(b.change, size_of(a));
                   });
  return comparison;
}

std::string change_sentence(const Comparison& comparison) {
  constexpr std::string_view kOne[] = {"is new", "is gone", "is more frequent",
                                       "is less frequent",
                                       "is as frequent as before"};
  constexpr std::string_view kMany[] = {
      "are new", "are gone", "are more frequent", "are less frequent",
      "are as frequent as before"};
  std::string out;
  const auto counts = comparison.by_change();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::string_view noun = !out.empty()     ? ""
                                  : counts[i] == 1 ? "code "
                                                   : "codes ";
    out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", counts[i], noun,
                       counts[i] == 1 ? kOne[i] : kMany[i]);
  }
  return out.empty() ? "No status codes in either." : out + '.';
}

}  // namespace hrscan
