// Message Compiler files: statements "Keyword=value" that name codes, each with
// its text in one or more languages.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "catalog/c_expression.h"
#include "catalog/import.h"

namespace hrscan {
namespace {

constexpr std::string_view kKeywords[] = {
    "MessageIdTypedef", "MessageIdTypedefMacro",
    "SeverityNames",    "FacilityNames",
    "LanguageNames",    "OutputBase",
    "MessageId",        "Severity",
    "Facility",         "SymbolicName",
    "Language"};

constexpr std::uint32_t kMostId = 0xFFFF;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::optional<std::uint32_t> parse_number(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  }
  if (text.ends_with('L') || text.ends_with('l')) text.remove_suffix(1);
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value, base);
  if (fault != std::errc() || stop != end) return std::nullopt;
  return value;
}

// What mc's escapes stand for. Inserts (%1) stay.
std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c == '0') break;  // no line end behind this text
    if (c == 'n' || c == 'r' || c == 't' || c == 'b' || c == ' ') {
      out += ' ';
    } else if (ascii::is_digit(c)) {
      out += '%';
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

// A message as far as it is read.
struct Message {
  Place place;
  std::string symbol;
  Place symbol_place;
  std::optional<std::uint32_t> id;  // as written
  bool relative = false;            // "+1", or nothing
  std::string text;
  bool has_english = false;
};

class MessageImporter {
 public:
  MessageImporter(const ImportFile& file, const ImportOptions& options,
                  std::vector<Error>& problems)
      : file_(file), options_(options), problems_(problems) {}

  std::vector<ImportedCode> run() {
    const std::size_t before = problems_.size();
    while (skip_blanks()) {
      if (!statement()) break;
    }
    finish_message();
    if (codes_.empty() && problems_.size() == before) {
      fault({1, 1}, "no message has a SymbolicName");
    }
    return std::move(codes_);
  }

 private:
  using Names = std::map<std::string, std::uint32_t, std::less<>>;

  void fault(Place place, std::string message) {
    Error error;
    error.kind = Error::Kind::kFormat;
    error.message = std::move(message);
    error.file = file_.name;
    error.line = place.line;
    error.column = place.column;
    problems_.push_back(std::move(error));
  }

  // The text as characters with places.

  Place place() const {
    return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
  }
  char peek() const { return at_ < file_.text.size() ? file_.text[at_] : '\0'; }
  void advance() {
    if (file_.text[at_++] != '\n') return;
    ++line_;
    line_start_ = at_;
  }
  void skip_in_line() {
    while (is_blank(peek())) advance();
  }
  std::string_view rest_of_line() const {
    const std::string_view rest = std::string_view(file_.text).substr(at_);
    std::string_view line = rest.substr(0, rest.find('\n'));
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    return line;
  }
  void skip_line() {
    while (at_ < file_.text.size() && peek() != '\n') advance();
    if (at_ < file_.text.size()) advance();
  }

  // White space, and comments, which begin a line with ';'. False at the end.
  bool skip_blanks() {
    while (at_ < file_.text.size()) {
      if (peek() == ';' && at_ == line_start_) {
        skip_line();
      } else if (is_blank(peek()) || peek() == '\n') {
        advance();
      } else {
        return true;
      }
    }
    return false;
  }

  // Characters up to a blank, a line end or one of `ends`.
  std::string_view word(std::string_view ends) {
    const std::size_t first = at_;
    while (at_ < file_.text.size() && !is_blank(peek()) && peek() != '\n' &&
           ends.find(peek()) == std::string_view::npos) {
      advance();
    }
    return std::string_view(file_.text).substr(first, at_ - first);
  }

  // Whether the word that starts here is followed by '='.
  bool at_keyword() const {
    const std::string_view line = rest_of_line();
    std::size_t i = 0;
    while (i < line.size() && ascii::is_word(line[i])) ++i;
    const bool has_name = i > 0;
    while (i < line.size() && is_blank(line[i])) ++i;
    return has_name && i < line.size() && line[i] == '=';
  }

  // Statements.

  bool statement() {
    const Place where = place();
    const std::string_view name = word("=");
    skip_in_line();
    const auto known = std::find_if(
        std::begin(kKeywords), std::end(kKeywords), [&](std::string_view key) {
          return ascii::equal_ignoring_case(key, name);
        });
    if (peek() != '=' || known == std::end(kKeywords)) {
      fault(where,
            peek() == '='
                ? fmt::format("'{}' is no keyword of a message file{}", name,
                              did_you_mean(name, kKeywords))
                : fmt::format("'{}' stands where a keyword and '=' should be",
                              name));
      return false;
    }
    advance();
    skip_in_line();
    return statement(*known, where);
  }

  bool statement(std::string_view key, Place where) {
    if (key == "SeverityNames") return name_list(severities_, 3);
    if (key == "FacilityNames") return name_list(facilities_, 0xFFF);
    if (key == "LanguageNames") return name_list(languages_, 0xFFFF'FFFF);
    if (key == "Language") return text_block();
    const Place value_place = place();
    const std::string_view value = at_keyword() ? "" : word("");
    if (key == "MessageId") {
      finish_message();
      message_.emplace();
      message_->place = where;
      return message_id(value, value_place);
    }
    if (key == "MessageIdTypedef" || key == "MessageIdTypedefMacro") {
      set_type(value);
    } else if (key == "Severity") {
      return choose("severity", value, value_place, severities_, severity_);
    } else if (key == "Facility") {
      return choose("facility", value, value_place, facilities_, facility_);
    } else if (key == "SymbolicName" && message_) {
      message_->symbol = value;
      message_->symbol_place = value_place;
    } else if (key == "SymbolicName") {
      fault(where, "SymbolicName without a MessageId before it");
    }
    return true;
  }

  void set_type(std::string_view name) {
    kind_.reset();
    if (name.find("HRESULT") != std::string_view::npos) {
      kind_ = CodeKind::kHresult;
    } else if (const auto type = c::find_type(name)) {
      if (type->type == c::Type::kHresult) kind_ = CodeKind::kHresult;
      if (type->type == c::Type::kNtstatus) kind_ = CodeKind::kNtstatus;
    }
  }

  bool message_id(std::string_view value, Place where) {
    message_->relative = value.empty() || value.starts_with('+');
    if (value.empty()) {
      message_->id = 1;
      return true;
    }
    message_->id = parse_number(value.substr(message_->relative ? 1 : 0));
    if (message_->id && *message_->id <= kMostId) return true;
    fault(where, fmt::format("'{}' is not a MessageId: a number up to 0xFFFF, "
                             "or + and a number",
                             value));
    return false;
  }

  bool choose(std::string_view what, std::string_view value, Place where,
              const Names& names, std::uint32_t& chosen) {
    for (const auto& [name, number] : names) {
      if (!ascii::equal_ignoring_case(name, value)) continue;
      chosen = number;
      return true;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, number] : names) known.push_back(name);
    fault(where, fmt::format("there is no {} '{}'{}", what, value,
                             did_you_mean(value, known)));
    return false;
  }

  // "(Success=0x0:SYMBOL Error=0x3)", over any number of lines.
  bool name_list(Names& names, std::uint32_t most) {
    if (!skip_blanks() || peek() != '(') {
      fault(place(), "'(' is missing");
      return false;
    }
    advance();
    while (skip_blanks() && peek() != ')') {
      const Place where = place();
      const std::string_view name = word("=:)");
      skip_in_line();
      if (name.empty() || peek() != '=') {
        fault(where, "write name=number in this list");
        return false;
      }
      advance();
      skip_in_line();
      const Place number_place = place();
      const std::string_view text = word(":)");
      const auto number = parse_number(text);
      if (!number || *number > most) {
        fault(number_place,
              fmt::format("'{}' is not a number up to 0x{:X}", text, most));
        return false;
      }
      names[std::string(name)] = *number;
      skip_in_line();
      if (peek() != ':') continue;
      advance();
      skip_in_line();
      word(")");
    }
    if (peek() == ')') {
      advance();
      return true;
    }
    fault(place(), "this list has no ')'");
    return false;
  }

  // Lines up to one that is a dot. English speaks for the others.
  bool text_block() {
    const Place where = place();
    const std::string_view language = word("");
    skip_line();
    std::string text;
    while (at_ < file_.text.size() && rest_of_line() != ".") {
      text += fmt::format("{}{}", text.empty() ? "" : "\n",
                          without_escapes(rest_of_line()));
      skip_line();
    }
    if (at_ >= file_.text.size()) {
      fault(where, "this text is not ended by a line with a dot");
      return false;
    }
    skip_line();
    if (!message_) {
      fault(where, "a text without a MessageId before it");
      return false;
    }
    const bool english = ascii::equal_ignoring_case(language, "English");
    if (message_->text.empty() || (english && !message_->has_english)) {
      message_->text = std::move(text);
      message_->has_english = english;
    }
    return true;
  }

  // Facility and severity may stand behind the number.
  void finish_message() {
    if (!message_ || !message_->id) return;
    const Message message = std::move(*message_);
    message_.reset();
    std::uint32_t& last = last_ids_[facility_];
    const std::uint32_t id = *message.id + (message.relative ? last : 0);
    if (id > kMostId) {
      fault(message.place, "this MessageId is more than 0xFFFF");
      return;
    }
    last = id;
    if (message.symbol.empty()) return;
    if (!std::all_of(message.symbol.begin(), message.symbol.end(),
                     ascii::is_word)) {
      fault(message.symbol_place,
            fmt::format("'{}' is no symbol", message.symbol));
      return;
    }
    if (!symbols_.insert(message.symbol).second) {
      fault(message.symbol_place,
            fmt::format("{} is defined twice", message.symbol));
      return;
    }
    const std::uint32_t code = severity_ << 30 | facility_ << 16 | id;
    CodeKind kind = kind_.value_or(
        options_.kind.value_or(kind_of_plain(message.symbol, code)));
    if (kind == CodeKind::kWin32) kind = kind_of_plain(message.symbol, code);
    codes_.push_back({message.symbol, code, kind,
                      std::filesystem::path(file_.name).filename().string(),
                      message.text});
  }

  const ImportFile& file_;
  const ImportOptions& options_;
  std::vector<Error>& problems_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;

  // What mc has before the first statement.
  Names severities_ = {
      {"Success", 0}, {"Informational", 1}, {"Warning", 2}, {"Error", 3}};
  Names facilities_ = {{"System", 0xFF}, {"Application", 0xFFF}};
  Names languages_ = {{"English", 1}};
  std::uint32_t severity_ = 0;
  std::uint32_t facility_ = 0xFFF;
  std::optional<CodeKind> kind_;                     // of MessageIdTypedef
  std::map<std::uint32_t, std::uint32_t> last_ids_;  // by facility
  std::optional<Message> message_;
  std::set<std::string> symbols_;
  std::vector<ImportedCode> codes_;
};

}  // namespace

std::vector<ImportedCode> import_messages(const ImportFile& file,
                                          const ImportOptions& options,
                                          std::vector<Error>& problems) {
  return MessageImporter(file, options, problems).run();
}

}  // namespace hrscan
