#include "catalog/c_macros.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace hrscan::c {
namespace {

using Kind = Token::Kind;

// A status code needs a dozen steps; what needs more is no status code, and
// macros that double each other would take for ever.
constexpr std::size_t kMostSteps = 20'000;
constexpr int kDeepest = 50;

bool is_comment(const Token& token) {
  return token.kind == Kind::kComment || token.kind == Kind::kOpen;
}

// Whether nothing stands between the two.
bool touch(const Token& a, const Token& b) {
  return a.text.data() + a.text.size() == b.text.data();
}

std::uint32_t lines_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

// The comment that is above what comes next: comments in a row are one.
class CommentAbove {
 public:
  void add(const Token& comment) {
    if (comment.place.line > end_ + 1) text_.clear();
    if (!text_.empty()) text_ += '\n';
    text_ += comment_text(comment.text);
    end_ = comment.place.line + lines_of(comment.text);
  }
  void clear() { text_.clear(); }
  // One empty line may lie between a comment and a definition that it names.
  std::string above(std::uint32_t line) const {
    const bool names_it = text_.find("MessageId:") != std::string::npos;
    return line > end_ + (names_it ? 2 : 1) ? std::string() : text_;
  }

 private:
  std::string text_;
  std::uint32_t end_ = 0;
};

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

std::string comment_text(std::string_view comment) {
  if (comment.starts_with("//")) {
    comment.remove_prefix(
        std::min(comment.find_first_not_of("/!<"), comment.size()));
    return std::string(trim(comment));
  }
  comment.remove_prefix(2);
  if (comment.ends_with("*/")) comment.remove_suffix(2);
  std::string text;
  while (!comment.empty()) {
    const std::size_t end = std::min(comment.find('\n'), comment.size());
    std::string_view line = trim(comment.substr(0, end));
    line.remove_prefix(std::min(line.find_first_not_of("*!<"), line.size()));
    text += trim(line);
    if (end < comment.size()) text += '\n';
    comment.remove_prefix(std::min(end + 1, comment.size()));
  }
  return std::string(trim(text));
}

void Preprocessor::fault(Place place, std::string message) {
  Error error;
  error.kind = Error::Kind::kFormat;
  error.message = std::move(message);
  error.file = file_;
  error.line = place.line;
  error.column = place.column;
  faults_.push_back(std::move(error));
}

std::vector<Token> Preprocessor::read(const std::string& file,
                                      std::string_view text) {
  file_ = file;
  const std::vector<Token> tokens = tokenize(text);
  std::vector<Token> code;
  CommentAbove comment;
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t first = i;
    while (tokens[i].kind != Kind::kNewline) ++i;
    const std::span<const Token> line(tokens.data() + first, i - first);
    ++i;
    std::size_t start = 0;
    while (start < line.size() && is_comment(line[start])) {
      comment.add(line[start]);
      ++start;
    }
    if (!line.empty() && line.back().kind == Kind::kOpen) {
      fault(line.back().place, "this comment is not closed");
    }
    if (start == line.size()) {
      if (live()) code.insert(code.end(), line.begin(), line.end());
      continue;
    }
    if (line[start].is("#")) {
      directive(line.subspan(start), comment.above(line[start].place.line));
    } else if (live()) {
      code.insert(code.end(), line.begin(), line.end());
    }
    comment.clear();
  }
  if (!conditions_.empty()) {
    fault(conditions_.back().place, "this condition has no #endif");
    conditions_.clear();
  }
  return code;
}

void Preprocessor::directive(std::span<const Token> line,
                             const std::string& comment) {
  const Place place = line[0].place;
  line = line.subspan(1);
  if (line.empty()) return;
  const Token& name = line[0];
  const std::span<const Token> rest = line.subspan(1);
  const auto is_defined = [&] {
    return !rest.empty() && macros_.count(rest[0].text) != 0;
  };
  if (name.is("ifdef")) {
    begin_condition(is_defined(), place);
  } else if (name.is("ifndef")) {
    begin_condition(!is_defined(), place);
  } else if (name.is("if")) {
    begin_condition(live() && condition(rest), place);
  } else if (name.is("elif")) {
    const bool asks = !conditions_.empty() && conditions_.back().outer &&
                      !conditions_.back().taken;
    next_branch(asks && condition(rest), place);
  } else if (name.is("else")) {
    next_branch(true, place);
  } else if (name.is("endif")) {
    if (conditions_.empty()) {
      fault(place, "#endif without a condition");
    } else {
      conditions_.pop_back();
    }
  } else if (live() && name.is("define")) {
    define(rest, comment);
  } else if (live() && name.is("undef") && !rest.empty()) {
    macros_.erase(rest[0].text);
  }
}

void Preprocessor::begin_condition(bool is_true, Place place) {
  const bool outer = live();
  conditions_.push_back({outer, is_true, outer && is_true, place});
}

void Preprocessor::next_branch(bool is_true, Place place) {
  if (conditions_.empty()) {
    fault(place, "#else without a condition");
    return;
  }
  Condition& condition = conditions_.back();
  condition.live = condition.outer && !condition.taken && is_true;
  condition.taken = condition.taken || is_true;
}

// Names that are no macros are 0 in conditions, and so is what cannot be
// calculated: conditions on compilers, mostly.
bool Preprocessor::condition(std::span<const Token> tokens) {
  const std::vector<Token> expanded = expand(replace_defined(tokens));
  NoValue why;
  const auto value = evaluate(
      expanded, [](std::string_view) { return std::optional(Value{}); }, why);
  return value && value->number != 0;
}

std::vector<Token> Preprocessor::replace_defined(
    std::span<const Token> tokens) const {
  std::vector<Token> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is("defined")) {
      out.push_back(tokens[i]);
      continue;
    }
    const bool parenthesis = i + 1 < tokens.size() && tokens[i + 1].is("(");
    const std::size_t at = i + (parenthesis ? 2 : 1);
    Token truth = tokens[i];
    truth.kind = Kind::kNumber;
    truth.text =
        at < tokens.size() && macros_.count(tokens[at].text) != 0 ? "1" : "0";
    out.push_back(truth);
    i = at + (parenthesis ? 1 : 0);
  }
  return out;
}

void Preprocessor::define(std::span<const Token> line,
                          const std::string& comment) {
  if (line.empty() || !line[0].is_identifier()) return;
  Macro macro;
  macro.name = line[0].text;
  macro.place = line[0].place;
  macro.file = file_;
  macro.comment = comment;
  macro.order = definitions_++;
  std::size_t i = 1;
  if (line.size() > 1 && line[1].is("(") && touch(line[0], line[1])) {
    macro.has_parameters = true;
    for (i = 2; i < line.size() && !line[i].is(")"); ++i) {
      if (line[i].is_identifier()) macro.parameters.push_back(line[i].text);
    }
    if (i == line.size()) {
      fault(macro.place,
            fmt::format("the parameters of {} have no ')'", macro.name));
      return;
    }
    ++i;
  }
  for (; i < line.size(); ++i) {
    if (!is_comment(line[i])) {
      macro.body.push_back(line[i]);
    } else if (macro.comment.empty() && i + 1 == line.size()) {
      macro.comment = comment_text(line[i].text);
    }
  }
  if (const auto known = macros_.find(macro.name); known != macros_.end()) {
    macro.order = known->second.order;
    known->second = std::move(macro);
    return;
  }
  macros_.emplace(macro.name, std::move(macro));
}

std::vector<Token> Preprocessor::expand(std::span<const Token> tokens) {
  Stack pending;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (!is_comment(*token)) pending.push_back({*token, nullptr});
  }
  steps_ = kMostSteps;
  hidden_.clear();
  std::vector<Token> out;
  for (const Pending& next : expand(std::move(pending), 0)) {
    out.push_back(next.token);
  }
  if (steps_ == 0) out.clear();
  return out;
}

// In the order in which they are read, unlike `pending`.
Preprocessor::Stack Preprocessor::expand(Stack pending, int depth) {
  Stack out;
  while (!pending.empty() && steps_ > 0) {
    --steps_;
    const Pending next = pending.back();
    pending.pop_back();
    const auto macro = next.token.is_identifier()
                           ? macros_.find(next.token.text)
                           : macros_.end();
    if (macro == macros_.end() ||
        !replace(macro->second, next, pending, depth)) {
      out.push_back(next);
    }
  }
  return out;
}

bool Preprocessor::replace(const Macro& macro, const Pending& name,
                           Stack& pending, int depth) {
  for (const Hidden* h = name.hidden; h != nullptr; h = h->next) {
    if (h->name == macro.name) return false;
  }
  std::vector<Stack> arguments;
  if (macro.has_parameters) {
    if (pending.empty() || !pending.back().token.is("(")) return false;
    if (depth >= kDeepest || !take_arguments(pending, arguments)) return false;
    arguments.resize(std::max(arguments.size(), macro.parameters.size()));
  }
  const Hidden* const hidden =
      &hidden_.emplace_back(Hidden{macro.name, name.hidden});
  std::vector<Pending> body = substitute(macro, arguments, hidden, depth);
  // A fault in it is one of the place where the macro is used.
  for (Pending& item : body) item.token.place = name.token.place;
  pending.insert(pending.end(), body.rbegin(), body.rend());
  return true;
}

// Takes "( a, (b, c) )". Each argument in the order in which it is read.
bool Preprocessor::take_arguments(Stack& pending,
                                  std::vector<Stack>& arguments) {
  int open = 0;
  std::size_t end = pending.size();
  do {
    if (end == 0) return false;
    --end;
    if (pending[end].token.is("(")) ++open;
    if (pending[end].token.is(")")) --open;
  } while (open > 0);
  arguments.emplace_back();
  for (std::size_t i = pending.size() - 1; --i > end;) {
    const Token& token = pending[i].token;
    if (token.is("(")) ++open;
    if (token.is(")")) --open;
    if (token.is(",") && open == 0) {
      arguments.emplace_back();
    } else {
      arguments.back().push_back(pending[i]);
    }
  }
  pending.resize(end);
  return true;
}

std::vector<Preprocessor::Pending> Preprocessor::substitute(
    const Macro& macro, const std::vector<Stack>& arguments,
    const Hidden* hidden, int depth) {
  std::vector<Pending> out;
  const std::vector<Token>& body = macro.body;
  bool pastes = false;
  for (std::size_t i = 0; i < body.size() && steps_ > 0; ++i) {
    if (body[i].is("##")) {
      pastes = true;
      continue;
    }
    const auto parameter = std::find(macro.parameters.begin(),
                                     macro.parameters.end(), body[i].text);
    std::vector<Pending> piece;
    if (!macro.has_parameters || parameter == macro.parameters.end()) {
      piece.push_back({body[i], hidden});
    } else {
      piece = arguments[static_cast<std::size_t>(parameter -
                                                 macro.parameters.begin())];
      const bool is_pasted =
          pastes || (i + 1 < body.size() && body[i + 1].is("##"));
      if (!is_pasted) {
        std::reverse(piece.begin(), piece.end());
        piece = expand(std::move(piece), depth + 1);
      }
    }
    steps_ -= std::min(steps_, piece.size());
    for (std::size_t k = 0; k < piece.size(); ++k) {
      if (pastes && k == 0 && !out.empty()) {
        paste(out, piece[k]);
      } else {
        out.push_back(piece[k]);
      }
    }
    pastes = false;
  }
  return out;
}

void Preprocessor::paste(std::vector<Pending>& into, const Pending& next) {
  Token& token = into.back().token;
  pasted_.push_back(fmt::format("{}{}", token.text, next.token.text));
  token.text = pasted_.back();
}

}  // namespace hrscan::c
