// Summary: counts of findings, exact.
#ifndef HRSCAN_SUMMARY_H_
#define HRSCAN_SUMMARY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/rule.h"
#include "hrscan/sink.h"

namespace hrscan {

using RetryCounts = std::array<std::uint64_t, kRetryCount>;  // by Retry

// Where and when something was seen.
struct Sighting {
  std::uint32_t file = 0;  // index into Summary::files
  std::uint64_t line = 0;
  std::string time;  // ISO 8601 as the log has it, or empty
};

struct CodeCount {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  // The name on which the first line decided that had one to say: written
  // beside the code, where it may be one that only the log knows, or that of a
  // component which the line mentions; or empty.
  std::string written_name;
  std::uint64_t count = 0;
  std::uint64_t incidents = 0;
  std::uint64_t files = 0;  // how many it was seen in
  Sighting first;
  Sighting last;
};

struct FileCount {
  std::string path;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
  RetryCounts by_retry{};
};

struct Summary {
  std::vector<CodeCount> codes;  // most frequent first
  std::vector<FileCount> files;  // in the order of reading
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t findings = 0;
  RetryCounts by_retry{};
  std::array<std::uint64_t, 4> by_form{};      // by Form
  std::array<std::uint64_t, 4> by_severity{};  // success, informational,
                                               // warning, failure
};

// The severity that Summary::by_severity counts a code under.
std::size_t severity_index(StatusCode code, CodeKind kind);

// Counts what it is given. An incident is a run of findings of one code in one
// file, each within 1 second of the one before it, or within 20 lines where one
// of the two lines has no time. Memory grows with the number of different codes
// and of files only.
class SummarySink final : public Sink {
 public:
  explicit SummarySink(const Catalog& catalog);
  ~SummarySink() override;

  void begin_input(const InputInfo& info) override;
  bool block(const Block& block) override;
  void end_input(const InputTotals& totals) override;

  // What was counted so far.
  Summary result() const;

 private:
  struct Counter;
  std::unique_ptr<Counter> counter_;
};

// The sentence that sums a summary up: "412 findings of 9 codes: 3 are
// permanent, ...".
std::string verdict_sentence(const Summary& summary, const Catalog& catalog);

// Schema hrscan.summary/1 as JSON text.
std::string to_json(const Summary& summary, const Catalog& catalog);

}  // namespace hrscan

#endif  // HRSCAN_SUMMARY_H_
