#include "catalog/write_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/ascii.h"
#include "catalog/lint.h"

namespace hrscan {
namespace {

// A comment longer than this says no more of a code.
constexpr std::size_t kLongestComment = 300;

// TOML must be UTF-8, headers are often something else.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) continue;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4) return false;
    std::uint32_t c = lead & (0x3Fu >> more);
    for (int k = 0; k < more; ++k, ++i) {
      if (i >= text.size()) return false;
      const auto next = static_cast<unsigned char>(text[i]);
      if ((next & 0xC0) != 0x80) return false;
      c = c << 6 | (next & 0x3F);
    }
    constexpr std::array<std::uint32_t, 4> kLeast = {0, 0x80, 0x800, 0x10000};
    if (c < kLeast[static_cast<std::size_t>(more)] || c > 0x10FFFF) {
      return false;
    }
    if (c >= 0xD800 && c <= 0xDFFF) return false;
  }
  return true;
}

// White space of every kind as single blanks, none at the ends.
std::string on_one_line(std::string_view text) {
  const bool utf8 = is_utf8(text);
  std::string out;
  bool blank = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += byte >= 0x80 && !utf8 ? '?' : c;
  }
  return out;
}

// What the Message Compiler puts before a text is left out.
std::string said_text(const ImportedCode& code) {
  constexpr std::string_view kText = "MessageText:";
  constexpr std::string_view kId = "MessageId:";
  std::string_view text = code.text;
  if (const std::size_t at = text.find(kText); at != std::string_view::npos) {
    text.remove_prefix(at + kText.size());
  } else if (text.find(kId) != std::string_view::npos) {
    return {};
  }
  std::string line = on_one_line(text);
  if (line == code.symbol) line.clear();
  return line;
}

// `text` with a full stop if it has no end, or "" if it is no description.
std::string description_of(const ImportedCode& code, std::string text) {
  if (text.empty()) return {};
  const char last = text.back();
  if (ascii::is_word(last) || last == ')' || last == '"') text += '.';
  for (std::size_t at = text.find(". "); at != std::string::npos;
       at = text.find(". ", at + 1)) {
    if (ascii::is_upper(text[at + 2])) return {};  // two sentences
  }
  const std::size_t insert = text.find('%');
  if (insert != std::string::npos && insert + 1 < text.size() &&
      ascii::is_digit(text[insert + 1])) {
    return {};
  }
  return is_description(code.symbol, text) ? text : std::string();
}

CodeKind most_frequent_kind(const std::vector<ImportedCode>& codes) {
  std::map<CodeKind, std::size_t> counts;
  for (const ImportedCode& code : codes) ++counts[code.kind];
  const auto most = std::max_element(
      counts.begin(), counts.end(),
      [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? CodeKind::kHresult : most->first;
}

std::string number_of(const ImportedCode& code) {
  return code.kind == CodeKind::kWin32 ? fmt::format("{}", code.code)
                                       : fmt::format("0x{:08X}", code.code);
}

std::string comment_of(std::string text) {
  if (text.empty()) return {};
  if (text.size() > kLongestComment) {
    std::size_t end = text.rfind(' ', kLongestComment);
    if (end == std::string::npos) return {};
    text.resize(end);
    text += " ...";
  }
  return fmt::format("# {}\n", text);
}

class RulesWriter {
 public:
  explicit RulesWriter(const std::vector<ImportedCode>& codes)
      : codes_(codes), kind_(most_frequent_kind(codes)) {}

  std::string write(std::string_view component) {
    for (const ImportedCode& code : codes_) add(code);
    std::string out = "format = \"hrscan.rules/1\"\n";
    out += fmt::format("component = {}\n", toml_string(component));
    if (!codes_.empty()) {
      out += fmt::format("header = {}\n", toml_string(codes_.front().header));
    }
    out += fmt::format("kind = \"{}\"\n", to_string(kind_));
    out += rules_;
    for (const std::string& header : headers_) {
      out += fmt::format("\n[names.{}]\n{}", toml_string(header),
                         names_.at(header));
    }
    return out;
  }

 private:
  void add(const ImportedCode& code) {
    std::string text = said_text(code);
    const std::string description = description_of(code, text);
    // Whether the text is another code's already: it names neither then.
    const bool is_new = !description.empty() &&
                        descriptions_.insert(ascii::lower(description)).second;
    if (is_new || code.kind != kind_) {
      add_rule(code, is_new ? description : std::string(),
               is_new ? std::string() : std::move(text));
      return;
    }
    const auto [names, first] = names_.try_emplace(code.header);
    if (first) headers_.push_back(code.header);
    names->second += comment_of(std::move(text));
    names->second += fmt::format("{} = {}\n", code.symbol, number_of(code));
  }

  void add_rule(const ImportedCode& code, const std::string& description,
                std::string comment) {
    rules_ += fmt::format("\n{}[rule.{}]\ncode = {}\n",
                          comment_of(std::move(comment)), code.symbol,
                          number_of(code));
    if (code.header != codes_.front().header) {
      rules_ += fmt::format("header = {}\n", toml_string(code.header));
    }
    if (code.kind != kind_) {
      rules_ += fmt::format("kind = \"{}\"\n", to_string(code.kind));
    }
    if (!description.empty()) {
      rules_ += fmt::format("description = {}\n", toml_string(description));
    }
  }

  const std::vector<ImportedCode>& codes_;
  const CodeKind kind_;
  std::set<std::string> descriptions_;  // in small letters
  std::string rules_;
  std::vector<std::string> headers_;
  std::map<std::string, std::string> names_;  // tables by header
};

}  // namespace

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", unsigned{byte});
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string write_rules(const std::vector<ImportedCode>& codes,
                        std::string_view component) {
  return RulesWriter(codes).write(component);
}

}  // namespace hrscan
