#include "corpus/grammar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <stdexcept>

namespace hrscan::corpus {
namespace {

constexpr std::string_view kLower = "0123456789abcdef";
constexpr std::string_view kUpper = "0123456789ABCDEF";

[[noreturn]] void fail(std::string_view what, std::string_view text) {
  throw std::logic_error("corpus: " + std::string(what) + ": '" +
                         std::string(text) + "'");
}

void append_hex(std::uint64_t value, std::size_t digits,
                std::string_view alphabet, std::string& out) {
  for (std::size_t i = digits; i-- > 0;) {
    out += alphabet[value >> 4 * i & 0xF];
  }
}

void append_random_hex(Random& random, std::size_t digits,
                       std::string_view alphabet, std::string& out) {
  for (; digits > 16; digits -= 16) {
    append_hex(random.next(), 16, alphabet, out);
  }
  append_hex(random.next(), digits, alphabet, out);
}

void append_guid(Random& random, std::string_view alphabet, std::string& out) {
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  append_hex(high >> 32, 8, alphabet, out);
  out += '-';
  append_hex(high >> 16, 4, alphabet, out);
  out += '-';
  append_hex((high & 0xFFF) | 0x4000, 4, alphabet, out);
  out += '-';
  append_hex(low >> 48 | 0x8000, 4, alphabet, out);
  out += '-';
  append_hex(low, 12, alphabet, out);
}

template <typename Number>
void append_decimal(Number value, std::string& out) {
  std::array<char, 24> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_digits(Random& random, std::size_t count, std::string& out) {
  std::uint64_t from = count == 1 ? 0 : 1;
  for (std::size_t i = 1; i < count; ++i) from *= 10;
  const std::uint64_t to = count == 1 ? 10 : from * 10;
  append_decimal(from + random.next() % (to - from), out);
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) fail("no number", text);
  return value;
}

}  // namespace

Grammar::Grammar(std::initializer_list<Productions> lists) {
  for (const Productions& list : lists) {
    for (const Production& p : list) rules_.emplace(p.rule, rules_.size());
  }
  draws_.resize(rules_.size());
  for (const Productions& list : lists) {
    for (const Production& p : list) {
      auto& draws = draws_[rules_.find(p.rule)->second];
      draws.insert(draws.end(), p.weight, ways_.size());
      ways_.push_back(parse(p.text));
    }
  }
}

std::size_t Grammar::rule(std::string_view name) const {
  const auto found = rules_.find(name);
  if (found == rules_.end()) fail("no such rule", name);
  return found->second;
}

Grammar::Pieces Grammar::parse(std::string_view text) const {
  Pieces pieces;
  while (!text.empty()) {
    const std::size_t brace = std::min(text.find_first_of("{}"), text.size());
    if (brace > 0) pieces.push_back({Kind::kText, 0, 0, text.substr(0, brace)});
    text.remove_prefix(brace);
    if (text.empty()) break;
    if (text.starts_with("{{") || text.starts_with("}}")) {
      pieces.push_back({Kind::kText, 0, 0, text.substr(0, 1)});
      text.remove_prefix(2);
      continue;
    }
    const std::size_t end = text.find('}');
    if (text[0] == '}' || end == text.npos) fail("a brace alone", text);
    pieces.push_back(parse_field(text.substr(1, end - 1)));
    text.remove_prefix(end + 1);
  }
  return pieces;
}

Grammar::Piece Grammar::parse_field(std::string_view field) const {
  struct Name {
    std::string_view name;
    Kind kind;
  };
  static constexpr Name kFields[] = {
      {"guid", Kind::kGuid},         {"GUID", Kind::kGuidUpper},
      {"code:x", Kind::kCodeHex},    {"code:X", Kind::kCodeHexUpper},
      {"code:d", Kind::kCodeSigned}, {"code:u", Kind::kCodeUnsigned},
      {"symbol", Kind::kSymbol},     {"draw", Kind::kDraw},
      {"count", Kind::kCount}};
  static constexpr Name kDigits[] = {{"hex:", Kind::kHex},
                                     {"HEX:", Kind::kHexUpper},
                                     {"dec:", Kind::kDecimal}};
  for (const Name& name : kFields) {
    if (field == name.name) return {name.kind, 0, 0, {}};
  }
  for (const Name& name : kDigits) {
    if (!field.starts_with(name.name)) continue;
    const std::string_view range = field.substr(name.name.size());
    const std::size_t dash = range.find('-');
    const std::size_t first = number(range.substr(0, dash));
    const std::size_t last =
        dash == range.npos ? first : number(range.substr(dash + 1));
    return {name.kind, first, last, {}};
  }
  const auto part = std::ranges::find(Clock::kParts, field);
  if (part != std::end(Clock::kParts)) {
    return {Kind::kTime,
            static_cast<std::size_t>(part - std::begin(Clock::kParts)),
            0,
            {}};
  }
  return {Kind::kRule, rule(field), 0, {}};
}

void Grammar::append(std::size_t rule, GrammarState& state,
                     std::string& out) const {
  const std::vector<std::size_t>& draws = draws_[rule];
  const auto count = static_cast<std::uint32_t>(draws.size());
  const std::size_t drawn = count == 1 ? 0 : state.random.below(count);
  for (const Piece& piece : ways_[draws[drawn]]) append(piece, state, out);
}

void Grammar::append(const Piece& piece, GrammarState& state,
                     std::string& out) const {
  const auto digits = [&] {
    const auto more = static_cast<std::uint32_t>(piece.last - piece.first);
    return more == 0 ? piece.first : piece.first + state.random.below(more + 1);
  };
  switch (piece.kind) {
    case Kind::kText:
      out += piece.text;
      break;
    case Kind::kRule:
      append(piece.first, state, out);
      break;
    case Kind::kHex:
      append_random_hex(state.random, digits(), kLower, out);
      break;
    case Kind::kHexUpper:
      append_random_hex(state.random, digits(), kUpper, out);
      break;
    case Kind::kDecimal:
      append_digits(state.random, digits(), out);
      break;
    case Kind::kGuid:
      append_guid(state.random, kLower, out);
      break;
    case Kind::kGuidUpper:
      append_guid(state.random, kUpper, out);
      break;
    case Kind::kCodeHex:
      append_hex(state.code.value, 8, kLower, out);
      break;
    case Kind::kCodeHexUpper:
      append_hex(state.code.value, 8, kUpper, out);
      break;
    case Kind::kCodeSigned:
      append_decimal(static_cast<std::int32_t>(state.code.value), out);
      break;
    case Kind::kCodeUnsigned:
      append_decimal(state.code.value, out);
      break;
    case Kind::kSymbol:
      out += state.code.symbol;
      break;
    case Kind::kDraw:
      state.draw();
      break;
    case Kind::kCount:
      append_hex(++state.count, 8, kLower, out);
      break;
    case Kind::kTime:
      state.clock.append(piece.first, out);
      break;
  }
}

}  // namespace hrscan::corpus
