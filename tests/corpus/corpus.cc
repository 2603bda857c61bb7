#include "corpus/corpus.h"

#include <chrono>

namespace hrscan::corpus {

Corpus::Corpus(const Style& style, std::uint64_t seed, CorpusOptions options)
    : style_(style),
      options_(options),
      grammar_({style.productions, kVocabulary}),
      state_{Random(seed), Clock(std::chrono::seconds(seed % 86'400))},
      line_(grammar_.rule("line")),
      finding_(grammar_.rule("finding")),
      stack_(style.lines_per_stack == 0 ? line_ : grammar_.rule("stack")),
      head_(grammar_.rule("head")),
      phrase_(grammar_.rule("phrase")) {
  state_.distinct_codes = options.distinct_codes;
  state_.draw();
}

void Corpus::append_line(std::string& out) {
  const std::size_t before = out.size();
  state_.clock.advance(std::chrono::milliseconds(state_.random.below(40)));
  append_content(out);
  out += options_.line_end;
  ++lines_;
  bytes_ += out.size() - before;
}

void Corpus::append_content(std::string& out) {
  if (options_.codes_per_line.has_value()) return append_codes(out);
  if (style_.lines_per_stack != 0 && lines_ % style_.lines_per_stack == 7) {
    return grammar_.append(stack_, state_, out);
  }
  if (!is_finding_due()) return grammar_.append(line_, state_, out);
  state_.draw();
  grammar_.append(finding_, state_, out);
}

void Corpus::append_codes(std::string& out) {
  codes_due_ += *options_.codes_per_line;
  if (codes_due_ < 1) return grammar_.append(line_, state_, out);
  grammar_.append(head_, state_, out);
  for (; codes_due_ >= 1; --codes_due_) {
    state_.draw();
    grammar_.append(phrase_, state_, out);
  }
}

bool Corpus::is_finding_due() {
  if (bytes_ < next_finding_) return false;
  const auto mean = static_cast<std::uint32_t>(style_.bytes_per_finding);
  next_finding_ += mean / 2 + state_.random.below(mean);
  return true;
}

std::string Corpus::text(std::size_t size) {
  std::string out;
  while (out.size() < size) append_line(out);
  out.resize(size);
  return out;
}

}  // namespace hrscan::corpus
