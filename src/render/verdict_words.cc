#include "render/verdict_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace hrscan {
namespace {

// FNV-1a: the same on every machine and in every version.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) {
      value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3;
    }
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF2'9CE4'8422'2325;
};

}  // namespace

CodeWords words_of(const JudgedCode& code, const Catalog& catalog) {
  const Meaning meaning =
      catalog.meaning(code.code, code.kind, code.written_name);
  CodeWords words;
  words.number = to_hex(code.code);
  words.symbol = meaning.symbol.empty() ? "-" : std::string(meaning.symbol);
  words.title = words.number;
  if (!meaning.symbol.empty()) words.title += ' ' + words.symbol;
  words.retry = to_string(meaning.retry);
  words.description = describe(meaning);
  words.advice = meaning.advice;
  return words;
}

std::string count_words(const JudgedCode& code) {
  std::string words = fmt::format("{} in {}", counted(code.count, "time"),
                                  counted(code.files, "file"));
  if (code.expected != 0) {
    words += fmt::format(", {} expected", code.expected);
  }
  return words;
}

std::string allowance_words(const JudgedCode& code, const Report& report) {
  if (code.judgement == Judgement::kAllowed) {
    const Allowance& allowance = report.allow[*code.allowance];
    std::string words = "allowed";
    if (!allowance.expires.empty()) words += " until " + allowance.expires;
    if (!allowance.reason.empty()) words += ": " + allowance.reason;
    return words;
  }
  if (fails(code.judgement) && code.expired) {
    const Allowance& allowance = report.allow[*code.expired];
    return fmt::format("allowed until {} only: {}", allowance.expires,
                       allowance.reason);
  }
  return {};
}

std::string_view shown_path(std::string_view path) {
  return path == "-" ? "standard input" : path;
}

std::string repository_path(std::string_view path) {
  std::string out(path);
  std::replace(out.begin(), out.end(), '\\', '/');
  while (out.starts_with("./")) out.erase(0, 2);
  return out;
}

std::string fingerprint(std::string_view path, const JudgedCode& code) {
  Hash hash;
  hash.add(repository_path(path));
  hash.add(fmt::format("\n{}\n{}", to_hex(code.code), to_string(code.kind)));
  return fmt::format("{:016x}", hash.value());
}

std::string cut(std::string_view text, std::size_t most) {
  constexpr std::string_view kMissing = "...";
  if (text.size() <= most) return std::string(text);
  std::size_t end = most - kMissing.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(text.substr(0, end)) + std::string(kMissing);
}

std::string counted(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string more_words(std::size_t count, std::string_view one) {
  return fmt::format("{} more {}{}", count, one, count == 1 ? "" : "s");
}

}  // namespace hrscan
