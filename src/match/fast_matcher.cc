// The fast matcher: the prefilter says where tokens may start, plain loops
// decode them (code/token.h), and the questions about their surroundings are
// screened before RE2 is asked (neighbourhood.h). What it finds is what
// re2_matcher.cc finds: each step may let through too much, never too little.
#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "base/bytes.h"
#include "match/grammar.h"
#include "match/matcher.h"
#include "match/prefilter.h"

namespace hrscan {
namespace {

// A small decimal is at most this far behind the pair that gives away the words
// before it: "32 result code" and two short words, each with its signs.
constexpr std::size_t kSmallReach = 96;

// Whether the pair at `pos` belongs to a word that Grammar::win32 knows: gle,
// win32, or err behind the last letter of last, system, windows, dos, wsa,
// winsock or socket. Tests without branches: most pairs are of other words, and
// which one comes next cannot be foretold.
bool announces_win32(std::string_view text, std::size_t pos) {
  static constexpr ByteSet kLastLetters("tmsakTMSAK");
  static constexpr ByteSet kSeparators("_- ");
  const auto at = [&](std::size_t i) {
    return i < text.size() ? text[i] : '\0';
  };
  // Positions before the text wrap around to behind it.
  const char c1 = at(pos - 1);
  const char c2 = at(pos - 2);
  const char c3 = at(pos - 3);
  const char next = at(pos + 2);
  // As numbers, so that '&' and '|' leave no branch.
  const auto is = [](bool condition) { return condition ? 1 : 0; };
  switch (text[pos] | 0x20) {
    case 'r':
      return (is((c1 | 0x20) == 'e') &
              (is(kLastLetters.has(c2)) |
               (is(kSeparators.has(c2)) & is(kLastLetters.has(c3))))) != 0;
    case 'g':
      return (is((next | 0x20) == 'e') & is(!kLetterBytes.has(c1))) != 0;
    case 'n':
      return (is(next == '2') & is((c1 | 0x20) == 'i') &
              is((c2 | 0x20) == 'w')) != 0;
    default:
      return false;
  }
}

// One walk over a stretch.
class Walk {
 public:
  Walk(const Stretch& stretch, const Catalog& catalog, MatchState& state,
       std::vector<Finding>& findings)
      : text_(stretch.text),
        from_(stretch.from),
        to_(stretch.to),
        grammar_(Grammar::get()),
        catalog_(catalog),
        state_(state),
        findings_(findings) {}

  void run() {
    // Words that announce a small decimal may stand before the stretch.
    for (std::size_t i = from_ - std::min(from_, kSmallReach); i < from_; ++i) {
      announce(i);
      if (text_[i] == '\n') small_until_ = 0;
    }
    looked_until_ = from_;
    // Tokens that start in the stretch may end behind it.
    const std::size_t end = std::min(to_ + kMaxTokenLength, text_.size() + 1);
    for (base_ = from_; base_ < end; base_ += kMaxHitSize) {
      batch(std::min(kMaxHitSize, end - base_));
    }
  }

 private:
  void batch(std::size_t size) {
    const std::size_t busy = find_hits(text_, base_, size, hits_, busy_);
    for (std::size_t i = 0; i < busy; ++i) {
      visit(base_ + busy_[i] * kHitBytes, hits_[busy_[i]]);
    }
    look_closely(base_ + size);
    pass_lines(size);
  }

  void visit(std::size_t at, const Hits& hits) {
    for (std::uint64_t bits = hits.run_ends | hits.pairs; bits != 0;
         bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      const std::size_t pos = at + bit;
      if (looked_until_ < small_until_) look_closely(pos);
      if ((hits.run_ends >> bit & 1) != 0) run_ended(pos);
      if ((hits.pairs >> bit & 1) == 0) continue;
      if (text_[pos] == '0') {
        if (!is_address(pos)) judge(pos);
      } else {
        announce(pos);
      }
    }
  }

  // Looks at all digits up to `end` where a small decimal may be.
  void look_closely(std::size_t end) {
    const std::size_t until = std::min({end, small_until_, text_.size()});
    for (std::size_t pos = looked_until_; pos < until; ++pos) {
      if (text_[pos] == '\n') {
        // Words announce nothing beyond their line.
        small_until_ = 0;
        break;
      }
      if (ascii::is_hex(text_[pos]) &&
          (pos == 0 || !kWordBytes.has(text_[pos - 1]))) {
        candidate(pos);
      }
    }
    looked_until_ = std::max(looked_until_, end);
  }

  // Notes if the pair at `pos` announces a small decimal.
  void announce(std::size_t pos) {
    if (announces_win32(text_, pos)) {
      looked_until_ = std::max(looked_until_, pos);
      small_until_ = pos + kSmallReach;
    }
  }

  // More digits behind 0x than a status code has, and not padded to them.
  bool is_address(std::size_t pos) const {
    if (pos + 11 > text_.size() || !ascii::is_hex(text_[pos + 10]))
      return false;
    const char first = text_[pos + 2];
    return first != '0' && first != 'f' && first != 'F' &&
           eight_hex_digits(text_.data() + pos + 2) >= 0;
  }

  void run_ended(std::size_t end) {
    // One letter may follow the digits, an h.
    if (end < text_.size() && kWordBytes.has(text_[end]) &&
        ascii::to_lower(text_[end]) != 'h') {
      return;
    }
    std::size_t begin = end - 8;
    while (begin > 0 && ascii::is_hex(text_[begin - 1])) --begin;
    if (end - begin == 8 && is_hopeless(begin)) return;
    candidate(begin);
  }

  // Eight digits without a prefix that cannot be a finding: glued to a word, a
  // success code that nothing introduces, or neither known nor shaped like a
  // failure. (In decimal, eight digits are no status code whatever they are.)
  bool is_hopeless(std::size_t begin) const {
    const char before = begin > 0 ? text_[begin - 1] : ' ';
    if (kWordBytes.has(before)) return before != 'h' && before != 'H';
    const StatusCode code(
        static_cast<std::uint32_t>(eight_hex_digits(text_.data() + begin)));
    if (!code.failed()) {
      return !Neighbourhood(grammar_, /*screened=*/true, text_, begin,
                            begin + 8)
                  .may_be_introduced();
    }
    const Classification c = catalog_.classify(code);
    return !c.known && !(code.failure_shaped() && c.known_facility);
  }

  // A token may start at `pos`, or with a sign or "&H" before it.
  void candidate(std::size_t pos) {
    const char before = pos > 0 ? text_[pos - 1] : '\0';
    if (before == '-' && ascii::is_digit(text_[pos]) && judge(pos - 1)) return;
    if ((before == 'h' || before == 'H') && pos > 1 && text_[pos - 2] == '&') {
      judge(pos - 2);
      return;
    }
    judge(pos);
  }

  bool judge(std::size_t begin) {
    if (begin < std::max(from_, judged_) || begin >= to_) return false;
    judged_ = begin + 1;
    if (static_cast<std::int64_t>(begin) < state_.resume) return false;
    const std::optional<Token> token = token_at(text_, begin);
    if (!token) return false;
    const Neighbourhood around(grammar_, /*screened=*/true, text_, begin,
                               begin + token->length);
    if (!judge_token(*token, around, text_, begin, catalog_, state_,
                     findings_)) {
      return false;
    }
    place(findings_.back(), begin);
    return true;
  }

  // Line and column of a finding. state_ counts the lines before base_; a token
  // that ends in the batch may start just before it, in the line under way.
  void place(Finding& finding, std::size_t begin) const {
    std::uint64_t line = state_.line;
    std::int64_t line_start = state_.line_start;
    if (begin >= base_) {
      const std::size_t block = (begin - base_) / kHitBytes;
      const std::uint64_t below =
          (std::uint64_t{1} << (begin - base_) % kHitBytes) - 1;
      const std::uint64_t newlines = hits_[block].newlines & below;
      line += hits_[block].newlines_before +
              static_cast<std::uint64_t>(std::popcount(newlines));
      line_start = last_line_start(block, newlines);
    }
    finding.line = line;
    finding.column = static_cast<std::uint64_t>(
        static_cast<std::int64_t>(begin) - line_start + 1);
  }

  // Where the last line starts that starts in the batch up to `newlines` of
  // `block`, or else the line under way before it.
  std::int64_t last_line_start(std::size_t block,
                               std::uint64_t newlines) const {
    while (newlines == 0 && block > 0) newlines = hits_[--block].newlines;
    if (newlines == 0) return state_.line_start;
    return static_cast<std::int64_t>(base_ + block * kHitBytes) + 64 -
           std::countl_zero(newlines);
  }

  // Counts the lines of the batch, as far as it is in the stretch, into state_.
  void pass_lines(std::size_t size) {
    if (base_ >= to_) return;
    const std::size_t inside = std::min(size, to_ - base_);
    const std::size_t block = (inside - 1) / kHitBytes;
    const std::uint64_t mask =
        ~std::uint64_t{0} >> (kHitBytes - 1 - (inside - 1) % kHitBytes);
    const std::uint64_t newlines = hits_[block].newlines & mask;
    state_.line_start = last_line_start(block, newlines);
    state_.line += hits_[block].newlines_before +
                   static_cast<std::uint64_t>(std::popcount(newlines));
  }

  const std::string_view text_;
  const std::size_t from_;
  const std::size_t to_;
  const Grammar& grammar_;
  const Catalog& catalog_;
  MatchState& state_;
  std::vector<Finding>& findings_;

  std::size_t base_ = 0;  // of the batch under way
  // No token that starts before this is judged again.
  std::size_t judged_ = 0;
  // Small decimals may stand before this, and were looked for up to here.
  std::size_t small_until_ = 0;
  std::size_t looked_until_ = 0;
  Hits hits_[kMaxHitBlocks];
  std::uint16_t busy_[kMaxHitBlocks];  // blocks with hits
};

class FastMatcher final : public Matcher {
 public:
  explicit FastMatcher(const Catalog& catalog) : catalog_(catalog) {}

  void match(const Stretch& stretch, MatchState& state,
             std::vector<Finding>& findings) const override {
    Walk(stretch, catalog_, state, findings).run();
  }

 private:
  const Catalog& catalog_;
};

}  // namespace

std::unique_ptr<Matcher> make_fast_matcher(const Catalog& catalog) {
  return std::make_unique<FastMatcher>(catalog);
}

}  // namespace hrscan
