// The verdict in plain words:
//
//   FAIL: 2 codes that a retry will not mend: 0x80070005 E_ACCESSDENIED (7),
//   0x800F0922 CBS_E_INSTALLERS_FAILED (4); and 1 that it may
#include <fmt/format.h>

#include "hrscan/verdict.h"

namespace hrscan {
namespace {

constexpr std::size_t kMostNamed = 3;

std::string plural(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

class Words {
 public:
  Words(const Report& report, const Catalog& catalog)
      : report_(report), catalog_(catalog) {
    for (const JudgedCode& code : report.codes) {
      ++codes_[static_cast<std::size_t>(code.judgement)];
    }
  }

  std::string line() const {
    if (!report_.complete && report_.files.empty()) {
      return "TROUBLE: nothing could be read";
    }
    if (!report_.complete) {
      return fmt::format(
          "TROUBLE: not everything could be read or written; what was read "
          "says {}: {}",
          to_string(report_.outcome), why());
    }
    return fmt::format("{}: {}", to_string(report_.outcome), why());
  }

 private:
  std::uint64_t codes(Judgement judgement) const {
    return codes_[static_cast<std::size_t>(judgement)];
  }

  std::string why() const {
    std::string words;
    if (report_.outcome == Outcome::kFail) {
      words = failing(Judgement::kPermanent, "that a retry will not mend");
      if (const std::uint64_t more = codes(Judgement::kTransient); more != 0) {
        words += fmt::format("; {} that it may mend", plural(more, "code"));
      }
    } else if (report_.outcome == Outcome::kTryAgain) {
      words = "nothing but " +
              failing(Judgement::kTransient, "that a retry may mend");
    } else {
      words = passing();
    }
    return words + expired();
  }

  std::string failing(Judgement judgement, std::string_view which) const {
    std::string words =
        fmt::format("{} {}: ", plural(codes(judgement), "code"), which);
    std::size_t named = 0;
    for (const JudgedCode& code : report_.codes) {
      if (code.judgement != judgement) continue;
      if (named == kMostNamed) break;
      words += (named++ == 0 ? "" : ", ") + name(code);
    }
    if (const std::uint64_t more = codes(judgement) - named; more != 0) {
      words += fmt::format(" and {} more", more);
    }
    return words;
  }

  std::string name(const JudgedCode& code) const {
    std::string words = to_hex(code.code);
    const Meaning meaning =
        catalog_.meaning(code.code, code.kind, code.written_name);
    if (!meaning.symbol.empty()) words += fmt::format(" {}", meaning.symbol);
    words += fmt::format(" ({}", plural(code.count, "time"));
    if (code.expected != 0) {
      words += fmt::format(", {} expected", code.expected);
    }
    return words + ')';
  }

  std::string passing() const {
    const std::string where = plural(report_.files.size(), "file");
    if (report_.codes.empty()) {
      return fmt::format("no status codes in {}{}", where, passed_over());
    }
    std::string words = fmt::format("nothing fails in {}: {} of {}", where,
                                    plural(report_.findings, "finding"),
                                    plural(report_.codes.size(), "code"));
    constexpr Judgement kNotFailing[] = {
        Judgement::kTolerated, Judgement::kExpected, Judgement::kAllowed,
        Judgement::kHarmless};
    std::string_view before = ", ";
    for (const Judgement judgement : kNotFailing) {
      if (codes(judgement) == 0) continue;
      words += fmt::format("{}{} {}", before, codes(judgement),
                           to_string(judgement));
      before = ", ";
    }
    return words + passed_over();
  }

  std::string passed_over() const {
    if (report_.passed_over == 0) return {};
    return fmt::format("; {} passed over",
                       plural(report_.passed_over, "finding"));
  }

  std::string expired() const {
    std::string words;
    for (const JudgedCode& code : report_.codes) {
      if (!fails(code.judgement) || !code.expired) continue;
      const Allowance& allowance = report_.allow[*code.expired];
      words += fmt::format("; the allowance of {} expired on {}",
                           allowance.word, allowance.expires);
    }
    return words;
  }

  const Report& report_;
  const Catalog& catalog_;
  std::array<std::uint64_t, kJudgementCount> codes_{};
};

}  // namespace

std::string verdict_line(const Report& report, const Catalog& catalog) {
  return Words(report, catalog).line();
}

}  // namespace hrscan
