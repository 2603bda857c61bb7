// The words that all formats of verdicts share. They are as the log and the
// catalog have them: each format escapes for its host.
#ifndef HRSCAN_RENDER_VERDICT_WORDS_H_
#define HRSCAN_RENDER_VERDICT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "hrscan/catalog.h"
#include "hrscan/verdict.h"

namespace hrscan {

// A code of a report with all that is said of it.
struct CodeWords {
  std::string title;   // "0x80070005 E_ACCESSDENIED"
  std::string number;  // "0x80070005"
  std::string symbol;  // or "-"
  std::string retry;   // "unlikely"
  std::string description;
  std::string advice;  // or empty
};
CodeWords words_of(const JudgedCode& code, const Catalog& catalog);

// "7 times in 2 files, 5 expected".
std::string count_words(const JudgedCode& code);

// Why a code does not fail although it might, or fails although it was allowed:
// "allowed: it is mended in the next release", "allowed until 2026-03-01".
// Empty if there is nothing to say.
std::string allowance_words(const JudgedCode& code, const Report& report);

// What is shown to be "standard input" where the path is "-".
std::string_view shown_path(std::string_view path);

// A path as code hosts want it: relative without "./", with '/' only.
std::string repository_path(std::string_view path);

// A number of 16 hexadecimal digits that stays the same for the same code in
// the same file, wherever in the file it stands.
std::string fingerprint(std::string_view path, const JudgedCode& code);

// At most `most` bytes of `text`, cut between characters; "..." says that
// something is missing.
std::string cut(std::string_view text, std::size_t most);

// "1 code", "3 codes".
std::string counted(std::uint64_t count, std::string_view one);

// "3 more codes".
std::string more_words(std::size_t count, std::string_view one);

}  // namespace hrscan

#endif  // HRSCAN_RENDER_VERDICT_WORDS_H_
