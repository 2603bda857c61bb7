#include "catalog/c_expression.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "base/ascii.h"

namespace hrscan::c {
namespace {

using Kind = Token::Kind;

// Deeper ones are no status codes, and recursion has an end.
constexpr int kDeepest = 100;

struct NamedType {
  std::string_view name;
  TypeName type;
};

constexpr NamedType kTypes[] = {
    {"HRESULT", {Type::kHresult, 32, true}},
    {"SCODE", {Type::kHresult, 32, true}},
    {"NTSTATUS", {Type::kNtstatus, 32, true}},
    {"LONG", {Type::kNumber, 32, true}},
    {"INT", {Type::kNumber, 32, true}},
    {"INT32", {Type::kNumber, 32, true}},
    {"LONG32", {Type::kNumber, 32, true}},
    {"int", {Type::kNumber, 32, true}},
    {"long", {Type::kNumber, 32, true}},
    {"signed", {Type::kNumber, 32, true}},
    {"int32_t", {Type::kNumber, 32, true}},
    {"__LONG32", {Type::kNumber, 32, true}},
    {"SECURITY_STATUS", {Type::kNumber, 32, true}},
    {"RPC_STATUS", {Type::kNumber, 32, true}},
    {"DWORD", {Type::kNumber, 32, false}},
    {"ULONG", {Type::kNumber, 32, false}},
    {"UINT", {Type::kNumber, 32, false}},
    {"UINT32", {Type::kNumber, 32, false}},
    {"ULONG32", {Type::kNumber, 32, false}},
    {"DWORD32", {Type::kNumber, 32, false}},
    {"unsigned", {Type::kNumber, 32, false}},
    {"uint32_t", {Type::kNumber, 32, false}},
    {"NET_API_STATUS", {Type::kNumber, 32, false}},
    {"WORD", {Type::kNumber, 16, false}},
    {"USHORT", {Type::kNumber, 16, false}},
    {"uint16_t", {Type::kNumber, 16, false}},
};

std::int64_t cut(std::int64_t number, const TypeName& type) {
  switch (type.bits) {
    case 16:
      return static_cast<std::uint16_t>(number);
    case 32:
      return type.is_signed ? std::int64_t{static_cast<std::int32_t>(number)}
                            : std::int64_t{static_cast<std::uint32_t>(number)};
    default:
      return number;
  }
}

// Digits and the U and L behind them.
std::optional<std::int64_t> parse_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != '\'') digits += c;
  }
  int base = 10;
  std::size_t first = 0;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    base = 16;
    first = 2;
  } else if (digits.starts_with("0b") || digits.starts_with("0B")) {
    base = 2;
    first = 2;
  } else if (digits.starts_with('0')) {
    base = 8;
  }
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, fault] =
      std::from_chars(digits.data() + first, end, value, base);
  const std::string suffix = ascii::lower(std::string_view(stop, end));
  const bool known = suffix.empty() || suffix == "u" || suffix == "l" ||
                     suffix == "ul" || suffix == "lu" || suffix == "ll" ||
                     suffix == "ull" || suffix == "llu" || suffix == "i64" ||
                     suffix == "ui64";
  if (fault != std::errc() || !known || value > 0x7FFF'FFFF'FFFF'FFFFu) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

// Binary operators by how closely they bind.
int strength_of(const Token& token) {
  struct Operator {
    std::string_view sign;
    int strength;
  };
  static constexpr Operator kOperators[] = {
      {"||", 1}, {"&&", 2}, {"|", 3}, {"^", 4},  {"&", 5},  {"==", 6},
      {"!=", 6}, {"<", 7},  {">", 7}, {"<=", 7}, {">=", 7}, {"<<", 8},
      {">>", 8}, {"+", 9},  {"-", 9}, {"*", 10}, {"/", 10}, {"%", 10},
  };
  if (token.kind != Kind::kPunctuator) return 0;
  for (const Operator& known : kOperators) {
    if (token.text == known.sign) return known.strength;
  }
  return 0;
}

// As machines do it: what does not fit is cut off.
std::int64_t wrapped(std::uint64_t bits) {
  return static_cast<std::int64_t>(bits);
}

class Parser {
 public:
  Parser(std::span<const Token> tokens, const Lookup& lookup, NoValue& why)
      : tokens_(tokens), lookup_(lookup), why_(why) {}

  std::optional<Value> run() {
    const std::optional<Value> value = choice();
    if (value && at_ < tokens_.size()) return no(peek(), "is not expected");
    return value;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const {
    static const Token kNone;
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : kNone;
  }
  bool take(std::string_view sign) {
    if (!peek().is(sign)) return false;
    ++at_;
    return true;
  }

  std::nullopt_t no(const Token& token, std::string_view what,
                    bool unknown_name = false) {
    if (why_.message.empty()) {
      Place place = token.place;
      if (token.text.empty() && !tokens_.empty()) place = tokens_.back().place;
      why_ = {token.text.empty() ? std::string("the expression ends too early")
                                 : fmt::format("'{}' {}", token.text, what),
              place, unknown_name};
    }
    return std::nullopt;
  }

  std::optional<Value> choice() {
    const auto condition = binary(1);
    if (!condition || !take("?")) return condition;
    if (++depth_ > kDeepest) return no(peek(), "is nested too deeply");
    const auto first = choice();
    if (!first) return first;
    if (!take(":")) return no(peek(), "stands where ':' should be");
    const auto second = choice();
    --depth_;
    if (!second) return second;
    return condition->number != 0 ? first : second;
  }

  std::optional<Value> binary(int least) {
    auto left = unary();
    while (left) {
      const Token& sign = peek();
      const int strength = strength_of(sign);
      if (strength < least || strength == 0) break;
      ++at_;
      const auto right = binary(strength + 1);
      if (!right) return right;
      left = combine(sign, *left, *right);
    }
    return left;
  }

  std::optional<Value> combine(const Token& sign, const Value& left,
                               const Value& right) {
    const std::int64_t a = left.number;
    const std::int64_t b = right.number;
    const auto ua = static_cast<std::uint64_t>(a);
    const auto ub = static_cast<std::uint64_t>(b);
    const std::string_view s = sign.text;
    const Type type = left.type != Type::kNumber ? left.type : right.type;
    const auto truth = [](bool is) { return Value{is ? 1 : 0, Type::kNumber}; };
    if (s == "||") return truth(a != 0 || b != 0);
    if (s == "&&") return truth(a != 0 && b != 0);
    if (s == "==") return truth(a == b);
    if (s == "!=") return truth(a != b);
    if (s == "<") return truth(a < b);
    if (s == ">") return truth(a > b);
    if (s == "<=") return truth(a <= b);
    if (s == ">=") return truth(a >= b);
    if (s == "|") return Value{a | b, type};
    if (s == "^") return Value{a ^ b, type};
    if (s == "&") return Value{a & b, type};
    if (s == "+") return Value{wrapped(ua + ub), type};
    if (s == "-") return Value{wrapped(ua - ub), type};
    if (s == "*") return Value{wrapped(ua * ub), type};
    if (s == "<<" || s == ">>") {
      if (b < 0 || b > 63) return no(sign, "shifts by too many bits");
      return Value{s == "<<" ? wrapped(ua << b) : a >> b, left.type};
    }
    // The one quotient that does not fit is that of the least number and -1.
    if (b == 0 || (b == -1 && a == std::numeric_limits<std::int64_t>::min())) {
      return no(sign, "has no result");
    }
    return Value{s == "/" ? a / b : a % b, type};
  }

  std::optional<Value> unary() {
    if (depth_ >= kDeepest) return no(peek(), "is nested too deeply");
    ++depth_;
    const auto value = unary_within();
    --depth_;
    return value;
  }

  std::optional<Value> unary_within() {
    const Token& sign = peek();
    if (sign.is("+") || sign.is("-") || sign.is("~") || sign.is("!")) {
      ++at_;
      auto value = unary();
      if (!value) return value;
      const auto bits = static_cast<std::uint64_t>(value->number);
      if (sign.is("-")) value->number = wrapped(0 - bits);
      if (sign.is("~")) value->number = wrapped(~bits);
      if (sign.is("!")) return Value{value->number == 0 ? 1 : 0, Type::kNumber};
      return value;
    }
    if (sign.is("(")) return cast_or_group();
    return primary();
  }

  static Value convert(const Value& value, const std::optional<TypeName>& to) {
    // A cast to a type that nobody knows here: DWORD under another name.
    if (!to) return value;
    return {cut(value.number, *to), to->type};
  }

  // Names between the parentheses, and something to cast behind them.
  std::optional<Value> cast_or_group() {
    std::size_t names = 0;
    while (peek(1 + names).is_identifier()) ++names;
    const bool closed = peek(1 + names).is(")");
    const Token& next = peek(2 + names);
    const bool operand = next.kind == Kind::kNumber || next.is_identifier() ||
                         next.is("(") || next.is("~");
    const bool sign = next.is("-") || next.is("+") || next.is("!");
    if (names > 0 && closed) {
      const auto type = type_of(tokens_.subspan(at_ + 1, names));
      if (type || operand) {
        if (type && !operand && !sign) return no(next, "is no number");
        at_ += names + 2;
        const auto value = unary();
        return value ? std::optional(convert(*value, type)) : value;
      }
    }
    ++at_;
    const auto value = choice();
    if (value && !take(")")) return no(peek(), "stands where ')' should be");
    return value;
  }

  // "unsigned long": the first word that says something.
  static std::optional<TypeName> type_of(std::span<const Token> words) {
    for (const Token& word : words) {
      if (const auto type = find_type(word.text)) return type;
    }
    return std::nullopt;
  }

  std::optional<Value> primary() {
    const Token& token = peek();
    if (token.kind == Kind::kNumber) {
      const auto number = parse_number(token.text);
      if (!number) return no(token, "is not a whole number");
      ++at_;
      return Value{*number, Type::kNumber};
    }
    if (!token.is_identifier()) return no(token, "is not expected");
    ++at_;
    if (const auto type = find_type(token.text); type && peek().is("(")) {
      const auto value = unary();  // HRESULT(0x80004005)
      return value ? std::optional(convert(*value, type)) : value;
    }
    if (token.is("static_cast") || token.is("reinterpret_cast")) {
      return template_cast();
    }
    if (const auto value = lookup_(token.text)) return value;
    return no(token, "is not defined", !peek().is("("));
  }

  std::optional<Value> template_cast() {
    if (!take("<")) return no(peek(), "is not expected");
    const std::size_t first = at_;
    while (peek().is_identifier() || peek().is("::")) ++at_;
    const auto type = type_of(tokens_.subspan(first, at_ - first));
    if (!take(">")) return no(peek(), "is not expected");
    if (!peek().is("(")) return no(peek(), "is not expected");
    const auto value = unary();
    return value ? std::optional(convert(*value, type)) : value;
  }

  std::span<const Token> tokens_;
  const Lookup& lookup_;
  NoValue& why_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<TypeName> find_type(std::string_view name) {
  for (const NamedType& known : kTypes) {
    if (known.name == name) return known.type;
  }
  return std::nullopt;
}

std::optional<Value> evaluate(std::span<const Token> tokens,
                              const Lookup& lookup, NoValue& why) {
  return Parser(tokens, lookup, why).run();
}

}  // namespace hrscan::c
