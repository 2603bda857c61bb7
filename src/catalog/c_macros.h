// The C preprocessor, as far as headers of status codes need it: definitions,
// conditionals and expansion. Files that a header includes are not read: their
// macros are known if they were read before.
#ifndef HRSCAN_CATALOG_C_MACROS_H_
#define HRSCAN_CATALOG_C_MACROS_H_

#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/c_expression.h"
#include "catalog/c_tokens.h"
#include "hrscan/result.h"

namespace hrscan::c {

struct Macro {
  std::string_view name;
  bool has_parameters = false;
  std::vector<std::string_view> parameters;
  std::vector<Token> body;
  Place place;
  std::string file;
  std::string comment;    // what stands above it, or else behind it
  std::size_t order = 0;  // of its definition among all
};

class Preprocessor {
 public:
  explicit Preprocessor(std::vector<Error>& faults) : faults_(faults) {}

  // Defines the macros of `text`, which must stay alive. Answers the tokens
  // that are no directives and that no condition leaves out.
  std::vector<Token> read(const std::string& file, std::string_view text);

  const std::map<std::string_view, Macro>& macros() const { return macros_; }

  // `tokens` with all macros replaced, without comments. Empty where that has
  // no end.
  std::vector<Token> expand(std::span<const Token> tokens);

 private:
  // The names that were replaced on the way to a token: none of them is
  // replaced again, or it would never end.
  struct Hidden {
    std::string_view name;
    const Hidden* next;
  };
  struct Pending {
    Token token;
    const Hidden* hidden = nullptr;
  };
  using Stack = std::vector<Pending>;  // the next token is the last
  struct Condition {
    bool outer = true;  // what stands around it is live
    bool taken = false;
    bool live = true;
    Place place;
  };

  bool live() const { return conditions_.empty() || conditions_.back().live; }
  void fault(Place place, std::string message);
  void directive(std::span<const Token> line, const std::string& comment);
  void define(std::span<const Token> line, const std::string& comment);
  void begin_condition(bool is_true, Place place);
  void next_branch(bool is_true, Place place);
  bool condition(std::span<const Token> tokens);
  std::vector<Token> replace_defined(std::span<const Token> tokens) const;

  Stack expand(Stack pending, int depth);
  bool replace(const Macro& macro, const Pending& name, Stack& pending,
               int depth);
  static bool take_arguments(Stack& pending, std::vector<Stack>& arguments);
  std::vector<Pending> substitute(const Macro& macro,
                                  const std::vector<Stack>& arguments,
                                  const Hidden* hidden, int depth);
  void paste(std::vector<Pending>& into, const Pending& next);

  std::vector<Error>& faults_;
  std::string file_;
  std::map<std::string_view, Macro> macros_;
  std::size_t definitions_ = 0;
  std::vector<Condition> conditions_;
  std::deque<Hidden> hidden_;
  std::deque<std::string> pasted_;
  std::size_t steps_ = 0;  // left before an expansion is given up
};

// The text of a comment without its signs: a line per line.
std::string comment_text(std::string_view comment);

}  // namespace hrscan::c

#endif  // HRSCAN_CATALOG_C_MACROS_H_
