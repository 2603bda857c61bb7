// Writes a corpus to a file:
//   hrscan_corpus STYLE SEED SIZE FILE [--utf16] [--codes-per-line N]
//                 [--distinct-codes N]
// SIZE in bytes, or with K, M or G. With --utf16 the file is UTF-16LE with a
// byte order mark, each byte of the text as a unit of its own.
#include <array>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"

namespace hrscan::corpus {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

struct Job {
  const Style* style = nullptr;
  std::uint64_t seed = 0;
  std::uint64_t size = 0;
  std::string_view file;
  bool utf16 = false;
  CorpusOptions options;
};

template <typename Number>
bool parse(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end;
}

bool parse_size(std::string_view text, std::uint64_t& size) {
  const std::string_view suffixes = "KMG";
  const std::size_t suffix =
      text.empty() ? suffixes.npos : suffixes.find(text.back());
  if (suffix != suffixes.npos) text.remove_suffix(1);
  if (!parse(text, size)) return false;
  if (suffix != suffixes.npos) size <<= 10 * (suffix + 1);
  return true;
}

std::optional<Job> parse_job(const std::vector<std::string_view>& arguments) {
  if (arguments.size() < 4) return std::nullopt;
  Job job;
  job.style = find_style(arguments[0]);
  job.file = arguments[3];
  if (job.style == nullptr || !parse(arguments[1], job.seed) ||
      !parse_size(arguments[2], job.size)) {
    return std::nullopt;
  }
  for (std::size_t i = 4; i < arguments.size(); ++i) {
    const std::string_view option = arguments[i];
    if (option == "--utf16") {
      job.utf16 = true;
      continue;
    }
    if (++i == arguments.size()) return std::nullopt;
    if (option == "--codes-per-line") {
      if (!parse(arguments[i], job.options.codes_per_line.emplace())) {
        return std::nullopt;
      }
    } else if (option != "--distinct-codes" ||
               !parse(arguments[i], job.options.distinct_codes)) {
      return std::nullopt;
    }
  }
  return job;
}

void widen(std::string_view text, std::string& out) {
  out.resize(text.size() * 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    out[2 * i] = text[i];
    out[2 * i + 1] = '\0';
  }
}

bool write(const Job& job) {
  std::ofstream file(std::string(job.file), std::ios::binary);
  Corpus corpus(*job.style, job.seed, job.options);
  std::uint64_t left = job.size;
  const auto put = [&](std::string_view bytes) {
    bytes = bytes.substr(0, left);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    left -= bytes.size();
  };
  if (job.utf16) put("\xFF\xFE");
  std::string text;
  std::string wide;
  while (left > 0 && file) {
    text.clear();
    while (text.size() < kBlock) corpus.append_line(text);
    if (job.utf16) widen(text, wide);
    put(job.utf16 ? wide : text);
  }
  file.close();
  return !file.fail();
}

int run(const std::vector<std::string_view>& arguments) {
  const std::optional<Job> job = parse_job(arguments);
  if (!job.has_value()) {
    std::cerr << "usage: hrscan_corpus STYLE SEED SIZE FILE [--utf16] "
                 "[--codes-per-line N] [--distinct-codes N]\nstyles:\n";
    for (const Style* style : styles()) {
      std::cerr << "  " << style->name << ": " << style->about << '\n';
    }
    return 2;
  }
  if (write(*job)) return 0;
  std::cerr << "hrscan_corpus: " << job->file << ": cannot be written\n";
  return 1;
}

}  // namespace
}  // namespace hrscan::corpus

int main(int argc, char** argv) {
  return hrscan::corpus::run({argv + 1, argv + argc});
}
