#include "render/rows.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "support/log_text.h"
#include "support/scan_text.h"

namespace hrscan {
namespace {

using Strings = std::vector<std::string>;

const Summary& example() {
  static const Summary summary = test::summarize(
      {{"b.log",
        "2026-03-11 04:59:31 hr = 0x80070005\n"
        "2026-03-11 05:10:31 hr = 0x80070005\n"
        "2026-03-11 05:10:33 hr = 0x80070005\n"
        "2026-03-12 05:10:33 hr = 0x8024402C\n"},
       {"a.log", "hr = 0x800706BA\nhr = 0x800706BA\nwin32 error 5\n"}});
  return summary;
}

Strings codes(const RenderOptions& options) {
  Strings out;
  for (const CodeRow& row : code_rows(example(), Catalog::builtin(), options)) {
    out.push_back(to_hex(row.count->code));
  }
  return out;
}

TEST_CASE("codes are sorted and left out as asked for", "[rows]") {
  const auto by = [](SortKey key) {
    RenderOptions options;
    options.sort = key;
    return codes(options);
  };
  CHECK(by(SortKey::kDefault) ==
        Strings{"0x80070005", "0x800706BA", "0x00000005", "0x8024402C"});
  CHECK(by(SortKey::kIncidents) ==
        Strings{"0x80070005", "0x800706BA", "0x00000005", "0x8024402C"});
  CHECK(by(SortKey::kCode) ==
        Strings{"0x00000005", "0x80070005", "0x800706BA", "0x8024402C"});
  CHECK(by(SortKey::kName) ==  // ERROR_, E_, RPC_, WU_
        Strings{"0x00000005", "0x80070005", "0x800706BA", "0x8024402C"});
  CHECK(by(SortKey::kLast) ==
        Strings{"0x80070005", "0x8024402C", "0x800706BA", "0x00000005"});
  RenderOptions options;
  options.min_count = 2;
  CHECK(codes(options) == Strings{"0x80070005", "0x800706BA"});
  options.top = 1;
  CHECK(codes(options) == Strings{"0x80070005"});
}

Strings keys(const std::vector<Group>& groups) {
  Strings out;
  for (const Group& group : groups) {
    out.push_back(group.key + " " + std::to_string(group.count));
  }
  return out;
}

std::vector<Group> grouped(std::vector<GroupKey> by, RenderOptions options = {},
                           const Summary& summary = example()) {
  options.by = std::move(by);
  return group_rows(summary, Catalog::builtin(), options).groups;
}

TEST_CASE("findings are grouped by what they share", "[rows]") {
  CHECK(keys(grouped({GroupKey::kFile})) == Strings{"b.log 4", "a.log 3"});
  CHECK(keys(grouped({GroupKey::kFacility})) ==
        Strings{"FACILITY_WIN32 5", "(win32) 1", "FACILITY_WINDOWSUPDATE 1"});
  CHECK(keys(grouped({GroupKey::kRetry})) ==
        Strings{"unlikely 4", "possible 3"});
  // In the order of time, and last what has none.
  CHECK(keys(grouped({GroupKey::kHour})) ==
        Strings{"2026-03-11T04:00:00 1", "2026-03-11T05:00:00 2",
                "2026-03-12T05:00:00 1", "(no full date) 3"});
  CHECK(keys(grouped({GroupKey::kDay})) == Strings{"2026-03-11T00:00:00 3",
                                                   "2026-03-12T00:00:00 1",
                                                   "(no full date) 3"});
  const std::vector<Group> nested = grouped({GroupKey::kFile, GroupKey::kCode});
  CHECK(keys(nested[1].groups) == Strings{"0x800706BA 2", "0x00000005 1"});
  CHECK(nested[1].groups[0].name == "RPC_S_SERVER_UNAVAILABLE");
  CHECK(nested[1].codes == 2);
  CHECK(nested[1].incidents == 2);
}

TEST_CASE("files and times can be grouped by together", "[rows]") {
  const auto by_file = grouped({GroupKey::kFile, GroupKey::kHour});
  CHECK(keys(by_file) == Strings{"b.log 4", "a.log 3"});
  CHECK(keys(by_file[0].groups) == Strings{"2026-03-11T04:00:00 1",
                                           "2026-03-11T05:00:00 2",
                                           "2026-03-12T05:00:00 1"});
  CHECK(keys(by_file[1].groups) == Strings{"(no full date) 3"});
  const Summary two = test::summarize({{"a.log",
                                        "2026-03-11 04:59:31 hr = 0x80070005\n"
                                        "2026-03-11 05:10:31 win32 error 5\n"},
                                       {"b.log",
                                        "2026-03-11 05:11:31 hr = 0x80070005\n"
                                        "hr = 0x80070005\n"
                                        "Mar 11 05:11:31 win32 error 5\n"}});
  const auto by_hour =
      grouped({GroupKey::kHour, GroupKey::kFile, GroupKey::kCode}, {}, two);
  CHECK(keys(by_hour) == Strings{"2026-03-11T04:00:00 1",
                                 "2026-03-11T05:00:00 3", "(no full date) 1"});
  CHECK(keys(by_hour[1].groups) == Strings{"b.log 2", "a.log 1"});
  CHECK(keys(by_hour[1].groups[0].groups) == Strings{"0x80070005 2"});
  CHECK(by_hour[1].codes == 2);
  CHECK(by_hour[1].incidents == 0);
  CHECK(keys(by_hour[2].groups) == Strings{"b.log 1"});
}

TEST_CASE("groups are sorted and left out on every level", "[rows]") {
  RenderOptions options;
  options.top = 1;
  const Group all = [&] {
    options.by = {GroupKey::kFile, GroupKey::kHour};
    return group_rows(example(), Catalog::builtin(), options);
  }();
  CHECK(all.count == example().findings);
  CHECK(keys(all.groups) == Strings{"b.log 4"});
  CHECK(all.left_out == 1);
  CHECK(keys(all.groups[0].groups) == Strings{"2026-03-11T04:00:00 1"});
  CHECK(all.groups[0].left_out == 2);

  options.top = 0;
  options.min_count = 2;
  CHECK(keys(grouped({GroupKey::kHour}, options)) ==
        Strings{"2026-03-11T05:00:00 2", "(no full date) 3"});
  options.min_count = 0;
  options.sort = SortKey::kCount;
  CHECK(keys(grouped({GroupKey::kDay}, options)) ==
        Strings{"2026-03-11T00:00:00 3", "(no full date) 3",
                "2026-03-12T00:00:00 1"});
  // Codes by their symbols, as rows of codes are.
  options.sort = SortKey::kName;
  CHECK(
      keys(grouped({GroupKey::kCode}, options)) ==
      Strings{"0x00000005 1", "0x80070005 3", "0x800706BA 2", "0x8024402C 1"});
  const Summary names = test::summarize(
      {{"a.log", "hr = 0x88AB1234\nhr = 0x80070005\nhr = 0x80004005\n"}});
  CHECK(keys(grouped({GroupKey::kCode}, options, names)) ==
        Strings{"0x80070005 1", "0x80004005 1", "0x88AB1234 1"});
}

std::uint64_t sum(const std::vector<Group>& groups) {
  std::uint64_t total = 0;
  for (const Group& group : groups) {
    if (!group.groups.empty()) CHECK(sum(group.groups) == group.count);
    total += group.count;
  }
  return total;
}

TEST_CASE("groups add up to the findings, for any text", "[rows]") {
  test::LogText random(9);
  const Summary summary = test::summarize(
      {{"a", random.lines(300, 8)}, {"b", random.lines(300, 8)}});
  REQUIRE(summary.findings > 100);
  for (const GroupKey outer :
       {GroupKey::kCode, GroupKey::kFacility, GroupKey::kComponent,
        GroupKey::kRetry, GroupKey::kFile, GroupKey::kDay, GroupKey::kMinute}) {
    for (const GroupKey inner :
         {GroupKey::kFile, GroupKey::kCode, GroupKey::kHour}) {
      if (inner == outer) continue;
      CHECK(sum(grouped({outer, inner}, {}, summary)) == summary.findings);
      CHECK(sum(grouped({outer}, {}, summary)) == summary.findings);
    }
  }
}

TEST_CASE("keys have names", "[rows]") {
  for (int i = 0; i < 8; ++i) {
    const auto key = static_cast<GroupKey>(i);
    CHECK(parse_group_key(to_string(key)) == key);
  }
  for (int i = 1; i < 9; ++i) {
    const auto key = static_cast<SortKey>(i);
    CHECK(parse_sort_key(to_string(key)) == key);
  }
  CHECK_FALSE(parse_group_key("week"));
  CHECK_FALSE(parse_group_key(""));
  CHECK_FALSE(parse_sort_key(""));
}

}  // namespace
}  // namespace hrscan
