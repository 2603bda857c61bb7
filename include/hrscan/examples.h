// Examples: some places of each code, with the lines around them.
#ifndef HRSCAN_EXAMPLES_H_
#define HRSCAN_EXAMPLES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hrscan/sink.h"
#include "hrscan/status_code.h"

namespace hrscan {

struct Example {
  std::string file;
  std::uint64_t line = 0;  // 1-based
  std::string time;        // ISO 8601 as the log has it, or empty
  std::string token;       // as written
  // Bytes of the log, without line ends. Of a long line the part around the
  // token is kept, of a long line before or after it the start; "..." stands
  // for what was left out.
  std::string text;
  std::vector<std::string> before;
  std::vector<std::string> after;
};

struct CodeExamples {
  StatusCode code;
  CodeKind kind = CodeKind::kHresult;
  std::vector<Example> examples;  // in the order of reading
};

// Keeps the first places of each code. A finding less than 20 lines behind an
// example before it is passed over: it is most often the same failure. What is
// kept does not depend on how the input came in. Memory is bounded: for some
// 2000 codes, those met first, and a few kilobytes for each of their examples.
class ExampleSink final : public Sink {
 public:
  static constexpr std::size_t kMostExamples = 3;  // of a code
  static constexpr std::size_t kMostCodes = 2000;
  static constexpr std::size_t kLinesAround = 3;  // before, and after

  ExampleSink();
  ~ExampleSink() override;

  void begin_input(const InputInfo& info) override;
  bool block(const Block& block) override;
  void end_input(const InputTotals& totals) override;

  // What was kept so far, in the order in which codes were met.
  const std::vector<CodeExamples>& result() const;

 private:
  struct Keeper;
  std::unique_ptr<Keeper> keeper_;
};

}  // namespace hrscan

#endif  // HRSCAN_EXAMPLES_H_
