// The fast matcher: the prefilter says where tokens may start, a screen takes
// the hopeless places out, plain loops decode the tokens (code/token.h), and
// the questions about their surroundings are screened before RE2 is asked
// (neighbourhood.h). What it finds is what
// re2_matcher.cc finds: each step may let through too much, never too little.
#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <iterator>
#include <memory>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/eight_bytes.h"
#include "code/note_mark.h"
#include "match/class_memo.h"
#include "match/grammar.h"
#include "match/matcher.h"
#include "match/prefilter.h"
#include "match/screen.h"
#include "match/verdict_memo.h"

namespace hrscan {
namespace {

// A small decimal is at most this far behind the pair that gives away the words
// before it: "32 result code" and two short words, each with its signs.
constexpr std::size_t kSmallReach = 96;

// Where a pair that may_announce() knows begins.
constexpr ByteSet kFirstOfPair("rRgGnN");

// Whether text[0, end) may end with one of the words for retry, with which the
// usual notes end.
bool may_end_retry(std::string_view text, std::size_t end) {
  constexpr std::string_view kEnds[] = {"ly", "le", "on", "ss", "wn"};
  const std::string_view before = text.substr(0, end);
  return std::any_of(
      std::begin(kEnds), std::end(kEnds),
      [&](std::string_view letters) { return before.ends_with(letters); });
}

// Whether a small decimal may begin at `pos`: by Grammar::win32 one to eight of
// these signs stand before it, and before them a letter, "()" or "win32".
bool begins_small(std::string_view text, std::size_t pos) {
  static constexpr ByteSet kSigns(" \t\r\n\f\"'=:[(#>,");
  constexpr std::size_t kMostSigns = 8;
  if (text[pos] < '1' || text[pos] > '9') return false;
  std::size_t end = pos;
  while (end > 0 && pos - end <= kMostSigns && kSigns.has(text[end - 1])) --end;
  if (end == 0 || end == pos || pos - end > kMostSigns) return false;
  const char last = text[end - 1];
  return kLetterBytes.has(last) || last == ')' || last == '2';
}

// What one thread keeps from stretch to stretch; what is remembered in it holds
// for one matcher only.
struct Scratch {
  std::uint64_t matcher = 0;
  Hits hits;
  ScreenMemo screen;
  ClassMemo classes;
  VerdictMemo verdicts;
};

// One walk over a stretch.
class Walk {
 public:
  Walk(const Stretch& stretch, const Catalog& catalog, const KnownHalves& known,
       Scratch& scratch, MatchState& state, std::vector<Finding>& findings)
      : text_(stretch.text),
        from_(stretch.from),
        to_(stretch.to),
        grammar_(Grammar::get()),
        catalog_(catalog),
        known_(known),
        hits_(scratch.hits),
        screen_(scratch.screen),
        classes_(scratch.classes),
        verdicts_(scratch.verdicts),
        state_(state),
        findings_(findings) {}

  void run() {
    look_back();
    // Tokens that start in the stretch may end behind it.
    const std::size_t end = std::min(to_ + kMaxTokenLength, text_.size() + 1);
    for (base_ = from_; base_ < end; base_ += kMaxHitSize) {
      batch(std::min(kMaxHitSize, end - base_));
    }
  }

 private:
  // Words that announce a small decimal may stand before the stretch, and a
  // note may begin there.
  void look_back() {
    looked_until_ = from_;
    for (std::size_t i = from_ - std::min(from_, kSmallReach); i < from_; ++i) {
      if (text_[i] == '\n') {
        small_until_ = 0;
      } else if (kFirstOfPair.has(text_[i]) && may_announce(text_, i)) {
        small_until_ = i + kSmallReach;
      }
    }
    const std::size_t reach = std::min(from_, kLongestNote);
    const std::size_t brace =
        find_last(text_.substr(from_ - reach, reach), '{');
    if (brace != std::string_view::npos) look_for_mark(from_ - reach + brace);
  }

  void batch(std::size_t size) {
    find_hits(text_, base_, size, hits_);
    state_.near_zero |= hits_.has_zero;
    screen_hits(text_, base_, size, grammar_.words, known_, screen_, hits_);
    for (std::size_t i = 0; i * kHitBytes * 64 < size; ++i) {
      for (std::uint64_t busy = hits_.busy[i]; busy != 0; busy &= busy - 1) {
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(busy)));
      }
    }
    look_closely(base_ + size);
    pass_lines(size);
  }

  void visit(std::size_t block) {
    const std::size_t at = base_ + block * kHitBytes;
    const std::uint64_t run_ends = hits_.run_ends[block];
    const std::uint64_t pairs = hits_.pairs[block + 1];
    for (std::uint64_t bits = run_ends | pairs; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      const std::size_t pos = at + bit;
      if (looked_until_ < small_until_) look_closely(pos);
      if ((run_ends >> bit & 1) != 0) run_ended(pos);
      if ((pairs >> bit & 1) == 0) continue;
      if (text_[pos] == '0') {
        judge(pos);
      } else if (text_[pos] == '{') {
        look_for_mark(pos);
      } else if (text_[pos + 1] == '}') {
        state_.near_note |= may_end_retry(text_, pos + 1);
      } else {
        announce(pos);
      }
    }
  }

  // Looks at all digits of the batch up to `end` where a small decimal may be.
  void look_closely(std::size_t end) {
    const std::size_t until = std::min({end, small_until_, text_.size()});
    for (std::size_t pos = looked_until_; pos < until;) {
      const std::size_t block = (pos - base_) / kHitBytes;
      const std::size_t begin = base_ + block * kHitBytes;
      std::uint64_t part = ~std::uint64_t{0} << (pos - begin);
      if (until - begin < kHitBytes) {
        part &= (std::uint64_t{1} << (until - begin)) - 1;
      }
      // Words announce nothing beyond their line.
      const std::uint64_t newlines = hits_.newlines[block] & part;
      if (newlines != 0) {
        part &= (newlines & (0 - newlines)) - 1;
        small_until_ = 0;
      }
      look_at_digits(begin, block, part);
      if (newlines != 0) break;
      pos = begin + kHitBytes;
    }
    looked_until_ = std::max(looked_until_, end);
  }

  // Where the digits of a token may begin in a part of a block.
  void look_at_digits(std::size_t begin, std::size_t block,
                      std::uint64_t part) {
    const std::uint64_t hex = hits_.hex[block + 1];
    const std::uint64_t firsts = hex & ~(hex << 1 | hits_.hex[block] >> 63);
    for (std::uint64_t bits = firsts & part; bits != 0; bits &= bits - 1) {
      const std::size_t pos =
          begin + static_cast<std::size_t>(std::countr_zero(bits));
      // The other tokens end a run or have a pair.
      if (begins_small(text_, pos)) judge(pos);
    }
  }

  // The pair at `pos` may belong to a word behind which small decimals count.
  void announce(std::size_t pos) {
    looked_until_ = std::max(looked_until_, pos);
    small_until_ = pos + kSmallReach;
  }

  // A marked note may begin with the brace at `pos`.
  void look_for_mark(std::size_t pos) {
    if (text_.substr(pos + 1).starts_with(kNoteMark)) {
      noted_until_ = pos + kLongestNote + 1;
      state_.near_note = true;
    }
  }

  void run_ended(std::size_t end) {
    std::size_t begin = end - 8;
    while (begin > 0 && ascii::is_hex(text_[begin - 1])) --begin;
    candidate(begin);
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
    Finding finding;
    const bool found =
        text_[begin] == '0' ? remembered(begin, finding) : read(begin, finding);
    if (!found || (begin < noted_until_ && within_marked_note(text_, begin)) ||
        !take_finding(finding, text_, begin, state_, findings_)) {
      return false;
    }
    place(findings_.back(), begin);
    return true;
  }

  // Judges the token at `begin`, if there is one.
  bool read(std::size_t begin, Finding& finding,
            VerdictMemo::Entry* entry = nullptr) {
    const std::optional<Token> token = token_at(text_, begin);
    if (!token) return false;
    const Neighbourhood around(grammar_, /*screened=*/true, text_, begin,
                               begin + token->length);
    if (is_hopeless(*token, around)) return false;
    const bool found = judge_token(
        *token, classes_.classify(catalog_, StatusCode(token->value)), around,
        text_, begin, catalog_, finding);
    if (entry != nullptr && VerdictMemo::holds(token->length) &&
        !around.looked_far()) {
      entry->length = static_cast<std::uint8_t>(token->length);
      entry->accepted = found;
      entry->code = finding.code;
      entry->kind = finding.kind;
      entry->form = finding.form;
      entry->why = finding.why;
    }
    return found;
  }

  // What accept() would refuse whatever the catalog says of the very number:
  // numbers of no meaning would miss the cache at every look-up.
  bool is_hopeless(const Token& token, const Neighbourhood& around) const {
    const bool failed = StatusCode(token.value).failed();
    const bool may_be_known = failed && known_.has(token.value >> 16) != 0;
    switch (token.shape) {
      case Shape::kPrefixed:
        return !may_be_known && !around.may_be_introduced();
      case Shape::kAmpersand:
      case Shape::kBare:
      case Shape::kSuffixed:
        return failed ? !may_be_known : !around.may_be_introduced();
      case Shape::kSigned:
      case Shape::kUnsigned:
        return !may_be_known;
      case Shape::kSmall:
        return false;
    }
    return false;
  }

  // The same by memory. What is remembered has neither an extend code nor a
  // note behind it: both are looked for far away.
  bool remembered(std::size_t begin, Finding& finding) {
    bool known = false;
    VerdictMemo::Entry* const entry = verdicts_.find(text_, begin, known);
    if (!known) return read(begin, finding, entry);
    finding.code = entry->code;
    finding.kind = entry->kind;
    finding.form = entry->form;
    finding.why = entry->why;
    finding.length = entry->length;
    return entry->accepted;
  }

  // Line and column of a finding. state_ counts the lines before base_; a token
  // that ends in the batch may start just before it, in the line under way.
  void place(Finding& finding, std::size_t begin) const {
    std::uint64_t line = state_.line;
    std::int64_t line_start = state_.line_start;
    if (begin >= base_) {
      const std::size_t block = (begin - base_) / kHitBytes;
      const std::uint64_t newlines =
          hits_.newlines[block] &
          ((std::uint64_t{1} << (begin - base_) % kHitBytes) - 1);
      // In a line that goes through the batch there is none to look for.
      if (const std::uint64_t lines = newlines_before(block, newlines)) {
        line += lines;
        line_start = last_line_start(block, newlines);
      }
    }
    finding.line = line;
    finding.column = static_cast<std::uint64_t>(
        static_cast<std::int64_t>(begin) - line_start + 1);
  }

  // In the batch up to `newlines` of `block`.
  std::uint64_t newlines_before(std::size_t block,
                                std::uint64_t newlines) const {
    std::uint64_t count = hits_.newlines_before[block / kHitGroup];
    for (std::size_t i = block / kHitGroup * kHitGroup; i < block; ++i) {
      count += hits_.newline_counts[i];
    }
    // One or none, mostly; a call would be made to count them all at once.
    for (; newlines != 0; newlines &= newlines - 1) ++count;
    return count;
  }

  // Where the last line starts that starts in the batch up to `newlines` of
  // `block`, or else the line under way before it.
  std::int64_t last_line_start(std::size_t block,
                               std::uint64_t newlines) const {
    while (newlines == 0 && block > 0) newlines = hits_.newlines[--block];
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
    const std::uint64_t newlines = hits_.newlines[block] & mask;
    if (const std::uint64_t lines = newlines_before(block, newlines)) {
      state_.line += lines;
      state_.line_start = last_line_start(block, newlines);
    }
  }

  const std::string_view text_;
  const std::size_t from_;
  const std::size_t to_;
  const Grammar& grammar_;
  const Catalog& catalog_;
  const KnownHalves& known_;
  Hits& hits_;
  ScreenMemo& screen_;
  ClassMemo& classes_;
  VerdictMemo& verdicts_;
  MatchState& state_;
  std::vector<Finding>& findings_;

  std::size_t base_ = 0;  // of the batch under way
  // No token that starts before this is judged again.
  std::size_t judged_ = 0;
  // Small decimals may stand before this, and were looked for up to here.
  std::size_t small_until_ = 0;
  std::size_t looked_until_ = 0;
  // A note may end before this.
  std::size_t noted_until_ = 0;
};

std::atomic<std::uint64_t> matchers_made = 0;

class FastMatcher final : public Matcher {
 public:
  explicit FastMatcher(const Catalog& catalog)
      : catalog_(catalog), known_(catalog), number_(++matchers_made) {}

  void match(const Stretch& stretch, MatchState& state,
             std::vector<Finding>& findings) const override {
    thread_local std::unique_ptr<Scratch> scratch;
    if (scratch == nullptr || scratch->matcher != number_) {
      scratch = std::make_unique<Scratch>();
      scratch->matcher = number_;
    }
    Walk(stretch, catalog_, known_, *scratch, state, findings).run();
  }

 private:
  const Catalog& catalog_;
  const KnownHalves known_;
  // No other matcher of this process has it.
  const std::uint64_t number_;
};

}  // namespace

std::unique_ptr<Matcher> make_fast_matcher(const Catalog& catalog) {
  return std::make_unique<FastMatcher>(catalog);
}

}  // namespace hrscan
