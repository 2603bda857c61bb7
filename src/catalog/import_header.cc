#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "catalog/c_expression.h"
#include "catalog/c_macros.h"
#include "catalog/c_tokens.h"
#include "catalog/import.h"

namespace hrscan {
namespace {

using c::Macro;
using c::Token;
using Tokens = std::span<const Token>;

// What headers of status codes take for granted, from headers that need not be
// on this machine.
constexpr std::string_view kPrelude = R"(
#define _WIN32 1
#define WINVER 0x0A00
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000010
#define WINAPI_FAMILY_PARTITION(x) 1
#define SEVERITY_SUCCESS 0
#define SEVERITY_ERROR 1
#define FACILITY_NT_BIT 0x10000000
#define __MSABI_LONG(x) x##L
#define _HRESULT_TYPEDEF_(x) ((HRESULT)x)
#define _NDIS_ERROR_TYPEDEF_(x) ((HRESULT)x)
#define MAKE_HRESULT(s,f,c) \
    ((HRESULT)(((ULONG)(s)<<31)|((ULONG)(f)<<16)|((ULONG)(c))))
#define MAKE_SCODE(s,f,c) MAKE_HRESULT(s,f,c)
#define HRESULT_FROM_WIN32(x) ((HRESULT)(x)<=0 ? (HRESULT)(x) : \
    (HRESULT)(((x)&0xFFFF)|(7<<16)|0x80000000))
#define __HRESULT_FROM_WIN32(x) HRESULT_FROM_WIN32(x)
#define HRESULT_FROM_NT(x) ((HRESULT)((x)|FACILITY_NT_BIT))
)";

// The same, but of no weight where a header asks whether they are defined.
struct KnownNumber {
  std::string_view name;
  std::int64_t number;
};
constexpr KnownNumber kKnownNumbers[] = {
    {"APPLICATION_ERROR_MASK", 0x20000000},
    {"ERROR_SEVERITY_SUCCESS", 0},
    {"ERROR_SEVERITY_INFORMATIONAL", 0x40000000},
    {"ERROR_SEVERITY_WARNING", 0x80000000},
    {"ERROR_SEVERITY_ERROR", 0xC0000000},
    {"INTERNET_ERROR_BASE", 12000},
    {"NERR_BASE", 2100},
    {"WINHTTP_ERROR_BASE", 12000},
    {"WSABASEERR", 10000},
};

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t end = std::min(name.find('_', from), name.size());
    words.push_back(name.substr(from, end - from));
    from = end + 1;
  }
  return words;
}

// Names of headers, of ranges and of parts of codes.
bool is_marker(std::string_view name) {
  return name.starts_with('_') || name.starts_with("FACILITY_") ||
         name.starts_with("SEVERITY_") ||
         name.starts_with("STATUS_SEVERITY_") || name.ends_with("_FIRST") ||
         name.ends_with("_LAST");
}

// The same where no cast says that the number is a code after all.
bool is_plain_marker(std::string_view name) {
  return name.ends_with("_BASE") || name.ends_with("BASEERR") ||
         name.ends_with("_MASK");
}

// CONTOSO_E_BUSY, ERROR_BUSY, WSAEINTR; not MAX_ERRORS, SetError.
bool names_a_code(std::string_view name, std::int64_t number) {
  if (std::any_of(name.begin(), name.end(), ascii::is_lower)) return false;
  if (name.starts_with("WSA") && number >= 10000 && number < 12000) return true;
  const std::vector<std::string_view> words = words_of(name);
  if (words.front() == "STATUS" && words.size() > 1) return true;
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word == "E" || word == "S" || word == "X" || word == "ERR" ||
           word == "NERR" || word.ends_with("ERROR");
  });
}

// "5L", as the Message Compiler writes Win32 errors.
bool is_decimal_long(Tokens tokens) {
  const Token* number = nullptr;
  for (const Token& token : tokens) {
    if (token.is("(") || token.is(")")) continue;
    if (number != nullptr || token.kind != Token::Kind::kNumber) return false;
    number = &token;
  }
  if (number == nullptr) return false;
  const std::string_view text = number->text;
  return ascii::to_lower(text.back()) == 'l' &&
         std::all_of(text.begin(), text.end() - 1, ascii::is_digit) &&
         (text.size() == 2 || text.front() != '0');
}

bool fits_32_bits(std::int64_t number) {
  return number >= -0x8000'0000LL && number <= 0xFFFF'FFFFLL;
}

// "(HRESULT)".
bool casts_to_status(Tokens tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const auto type = c::find_type(tokens[i].text);
    if (type && type->type != c::Type::kNumber && tokens[i - 1].is("(") &&
        tokens[i + 1].is(")")) {
      return true;
    }
  }
  return false;
}

class HeaderImporter {
 public:
  HeaderImporter(const ImportOptions& options, std::vector<Error>& problems)
      : options_(options), problems_(problems), preprocessor_(problems) {
    preprocessor_.read({}, kPrelude);
    lookup_ = [this](std::string_view name) { return value_of(name); };
  }

  std::vector<ImportedCode> run(const std::vector<ImportFile>& files) {
    for (const ImportFile& file : files) {
      const std::vector<Token> code = preprocessor_.read(file.name, file.text);
      file_ = file.name;
      read_declarations(code);
    }
    std::vector<const Macro*> macros;
    for (const auto& [name, macro] : preprocessor_.macros()) {
      if (!macro.file.empty() && !macro.has_parameters) {
        macros.push_back(&macro);
      }
    }
    std::sort(macros.begin(), macros.end(), [](const Macro* a, const Macro* b) {
      return a->order < b->order;
    });
    for (const Macro* macro : macros) read_macro(*macro);
    return std::move(codes_);
  }

 private:
  std::optional<c::Value> value_of(std::string_view name) const {
    if (const auto found = constants_.find(name); found != constants_.end()) {
      return found->second;
    }
    for (const KnownNumber& known : kKnownNumbers) {
      if (known.name == name) return c::Value{known.number, {}};
    }
    if (!options_.known) return std::nullopt;
    const auto number = options_.known(name);
    if (!number) return std::nullopt;
    return c::Value{std::int64_t{*number}, c::Type::kNumber};
  }

  void fault(Place place, std::string message) {
    Error error;
    error.kind = Error::Kind::kFormat;
    error.message = std::move(message);
    error.file = file_;
    error.line = place.line;
    error.column = place.column;
    problems_.push_back(std::move(error));
  }

  void read_macro(const Macro& macro) {
    if (is_marker(macro.name) || macro.body.empty()) return;
    const std::vector<Token> tokens = preprocessor_.expand(macro.body);
    if (tokens.empty()) return;
    file_ = macro.file;
    c::NoValue why;
    const auto value = c::evaluate(tokens, lookup_, why);
    if (!value) {
      tell_if_missed(macro, tokens, why);
      return;
    }
    add(macro.name, *value, is_decimal_long(tokens), macro.comment);
  }

  // A header is full of macros that are no numbers. What lacks but the value
  // of a name, and otherwise is a status code, would be missed.
  void tell_if_missed(const Macro& macro, Tokens tokens,
                      const c::NoValue& why) {
    if (!why.unknown_name || tokens.size() == 1) return;
    const bool looks_like_one =
        casts_to_status(tokens) ||
        (names_a_code(macro.name, 0) && !is_plain_marker(macro.name));
    if (!looks_like_one) return;
    fault(why.place, fmt::format("{}: {}; name the header that defines it "
                                 "before this one",
                                 macro.name, why.message));
  }

  void add(std::string_view name, const c::Value& value, bool decimal_long,
           std::string text) {
    if (is_marker(name) || !fits_32_bits(value.number)) return;
    const auto code = static_cast<std::uint32_t>(value.number);
    CodeKind kind = kind_of_plain(name, code);
    if (value.type == c::Type::kHresult) {
      kind = CodeKind::kHresult;
    } else if (value.type == c::Type::kNtstatus) {
      kind = CodeKind::kNtstatus;
    } else {
      const bool is_code = decimal_long || names_a_code(name, value.number);
      if (!is_code && !options_.kind) return;
      if (!decimal_long && is_plain_marker(name)) return;
      kind = options_.kind.value_or(kind);
    }
    if (kind == CodeKind::kWin32) kind = kind_of_plain(name, code);
    codes_.push_back({std::string(name), code, kind,
                      std::filesystem::path(file_).filename().string(),
                      std::move(text)});
  }

  // enum and const, outside of directives.

  void read_declarations(const std::vector<Token>& all) {
    std::vector<Token> tokens;
    above_.clear();
    behind_.clear();
    for (const Token& token : all) {
      if (token.kind == Token::Kind::kComment) {
        const bool alone =
            tokens.empty() || tokens.back().place.line != token.place.line;
        const auto height = static_cast<std::uint32_t>(
            std::count(token.text.begin(), token.text.end(), '\n'));
        const std::uint32_t line = token.place.line + height;
        (alone ? above_[line + 1] : behind_[line]) =
            c::comment_text(token.text);
      } else if (token.kind != Token::Kind::kOpen) {
        tokens.push_back(token);
      }
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].is("enum")) {
        read_enum(tokens, i);
      } else if (tokens[i].is("const") || tokens[i].is("constexpr")) {
        read_constant(tokens, i);
      }
    }
  }

  std::string comment_at(std::uint32_t line) const {
    for (const auto* comments : {&above_, &behind_}) {
      const auto found = comments->find(line);
      if (found != comments->end()) return found->second;
    }
    return {};
  }

  // `at` is moved to the last token of the enum.
  void read_enum(const std::vector<Token>& tokens, std::size_t& at) {
    c::Type type = c::Type::kNumber;
    std::size_t i = at + 1;
    while (i < tokens.size() && !tokens[i].is("{")) {
      if (tokens[i].is(";") || tokens[i].is(")") || tokens[i].is("(")) return;
      if (const auto named = c::find_type(tokens[i].text)) type = named->type;
      ++i;
    }
    std::int64_t next = 0;
    for (++i; i < tokens.size() && !tokens[i].is("}"); ++i) {
      if (!tokens[i].is_identifier()) continue;
      const Token& name = tokens[i];
      if (i + 1 < tokens.size() && tokens[i + 1].is("=")) {
        const std::size_t from = i + 2;
        i = end_of_value(tokens, from);
        const auto value = calculate(name, tokens, from, i);
        if (!value) return;
        next = value->number;
        if (value->type != c::Type::kNumber) type = value->type;
      }
      add_constant(name, {next, type});
      ++next;
      if (i < tokens.size() && tokens[i].is("}")) break;
    }
    at = std::min(i, tokens.size() - 1);
  }

  // "const HRESULT CONTOSO_E_BUSY = 0x88AB0001;"
  void read_constant(const std::vector<Token>& tokens, std::size_t& at) {
    std::optional<c::TypeName> type;
    std::size_t i = at + 1;
    for (; i + 1 < tokens.size() &&
           (tokens[i].is_identifier() || tokens[i].is("::"));
         ++i) {
      if (const auto named = c::find_type(tokens[i].text)) type = named;
      const Token& sign = tokens[i + 1];
      if (sign.is("=") || sign.is("{")) break;
    }
    if (!type || i + 1 >= tokens.size() || !tokens[i].is_identifier()) return;
    const bool braces = tokens[i + 1].is("{");
    if (!braces && !tokens[i + 1].is("=")) return;
    const std::size_t end = end_of_value(tokens, i + 2);
    const auto value = calculate(tokens[i], tokens, i + 2, end);
    at = std::min(end, tokens.size() - 1);
    if (!value) return;
    add_constant(tokens[i],
                 {value->number,
                  value->type == c::Type::kNumber ? type->type : value->type});
  }

  static std::size_t end_of_value(const std::vector<Token>& tokens,
                                  std::size_t from) {
    int open = 0;
    for (; from < tokens.size(); ++from) {
      const Token& token = tokens[from];
      if (token.is("(")) ++open;
      if (token.is(")")) --open;
      if (open <= 0 && (token.is(",") || token.is("}") || token.is(";"))) break;
    }
    return from;
  }

  std::optional<c::Value> calculate(const Token& name,
                                    const std::vector<Token>& tokens,
                                    std::size_t from, std::size_t end) {
    const std::vector<Token> expanded =
        preprocessor_.expand(Tokens(tokens).subspan(from, end - from));
    c::NoValue why;
    const auto value = c::evaluate(expanded, lookup_, why);
    if (!value && why.unknown_name && names_a_code(name.text, 0)) {
      fault(why.place, fmt::format("{}: {}; name the header that defines it "
                                   "before this one",
                                   name.text, why.message));
    }
    return value;
  }

  void add_constant(const Token& name, const c::Value& value) {
    const auto [place, is_new] =
        constants_.try_emplace(std::string(name.text), value);
    if (!is_new) {
      if (place->second.number != value.number &&
          names_a_code(name.text, value.number)) {
        fault(name.place,
              fmt::format("{} has another value than before", name.text));
      }
      return;
    }
    // Enumerations of all kinds have small numbers.
    if (value.type == c::Type::kNumber && value.number <= 0xFFFF &&
        !options_.kind) {
      return;
    }
    add(name.text, value, false, comment_at(name.place.line));
  }

  const ImportOptions& options_;
  std::vector<Error>& problems_;
  c::Preprocessor preprocessor_;
  c::Lookup lookup_;
  std::string file_;
  std::map<std::string, c::Value, std::less<>> constants_;
  // Comments of the file, by the line that they are about.
  std::map<std::uint32_t, std::string> above_;
  std::map<std::uint32_t, std::string> behind_;
  std::vector<ImportedCode> codes_;
};

}  // namespace

CodeKind kind_of_plain(std::string_view symbol, std::uint32_t number) {
  if (number <= 0xFFFF) return CodeKind::kWin32;
  if (number >= 0xE000'0000) return CodeKind::kOther;
  const std::vector<std::string_view> words = words_of(symbol);
  const bool hresult = std::any_of(
      words.begin(), words.end(),
      [](std::string_view word) { return word == "E" || word == "S"; });
  // An HRESULT has the bit behind the top one in no code of Windows itself.
  return (number >> 30 & 1) != 0 && !hresult ? CodeKind::kNtstatus
                                             : CodeKind::kHresult;
}

std::vector<ImportedCode> import_headers(const std::vector<ImportFile>& files,
                                         const ImportOptions& options,
                                         std::vector<Error>& problems) {
  return HeaderImporter(options, problems).run(files);
}

}  // namespace hrscan
