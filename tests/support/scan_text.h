// Scans texts the short way.
#ifndef HRSCAN_TESTS_SUPPORT_SCAN_TEXT_H_
#define HRSCAN_TESTS_SUPPORT_SCAN_TEXT_H_

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/catalog.h"
#include "hrscan/scanner.h"
#include "hrscan/source.h"
#include "hrscan/summary.h"

namespace hrscan::test {

// A log by name.
struct NamedText {
  std::string name;
  std::string text;
};

inline Summary summarize(const std::vector<NamedText>& logs,
                         const Catalog& catalog = Catalog::builtin()) {
  const Scanner scanner(catalog, {});
  SummarySink sink(catalog);
  for (const NamedText& log : logs) {
    REQUIRE(scanner.scan(*open_text(log.name, log.text), sink).ok());
  }
  return sink.result();
}

}  // namespace hrscan::test

#endif  // HRSCAN_TESTS_SUPPORT_SCAN_TEXT_H_
