// The escapes of pipelines' formats, each as its host documents it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/escape.h"
#include "base/utf8.h"

namespace hrscan::escape {
namespace {

// `text` with each character that `replace` has a text for replaced.
template <typename Replace>
std::string replaced(std::string_view text, Replace replace) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const std::string_view instead = replace(c);
    if (instead.empty()) {
      out += c;
    } else {
      out += instead;
    }
  }
  return out;
}

// U+FFFE and U+FFFF are no characters, and XML has no way to write them.
bool is_no_character(char32_t c) { return (c & 0xFFFE) == 0xFFFE; }

std::string_view xml_entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\t':
      return "&#9;";  // else an attribute's tab becomes a blank
    default:
      return {};
  }
}

std::string_view github_data_escape(char c) {
  switch (c) {
    case '%':
      return "%25";
    case '\r':
      return "%0D";
    case '\n':
      return "%0A";
    default:
      return {};
  }
}

std::string_view azure_data_escape(char c) {
  return c == '%' ? "%AZP25" : github_data_escape(c);
}

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char each : text) {
    run = each == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_prose(char before, char c, char behind) {
  if (static_cast<unsigned char>(c) >= 0x80 || ascii::is_alpha(c) ||
      ascii::is_digit(c)) {
    return true;
  }
  switch (c) {
    case ' ':
    case ',':
    case ';':
    case '(':
    case ')':
      return true;
    case '_':
    case '-':
      return ascii::is_word(before) && ascii::is_word(behind) &&
             before != '_' && behind != '_';
    case '.':
    case ':':
      return ascii::is_alpha(before) && behind == ' ';
    default:
      return false;
  }
}

constexpr bool is_unreserved(char c) {
  return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string report(std::string_view text) {
  const std::string inert = ci(text);
  std::string out;
  out.reserve(inert.size());
  for (std::size_t i = 0; i < inert.size();) {
    if (static_cast<unsigned char>(inert[i]) < 0x80) {
      out += inert[i++];
      continue;
    }
    const utf8::Character c = utf8::decode(inert, i);
    if (c.length == 0) {
      out += fmt::format("\\x{:02X}", utf8::byte_at(inert, i));
    } else if (is_no_character(c.value)) {
      out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c.value));
    } else {
      out += inert.substr(i, c.length);
    }
    i += std::max<std::size_t>(c.length, 1);
  }
  return out;
}

std::string xml(std::string_view text) {
  return replaced(report(text), xml_entity);
}

// Entities are text to Markdown, never markup, wherever they stand. Signs that
// plain prose needs stay where they can mean nothing: '_', '-' and '.' between
// letters or at a sentence's end, ':' before a blank.
std::string markdown(std::string_view text) {
  const std::string inert = report(text);
  std::string out;
  for (std::size_t i = 0; i < inert.size(); ++i) {
    const char c = inert[i];
    const char before = i > 0 ? inert[i - 1] : ' ';
    const char behind = i + 1 < inert.size() ? inert[i + 1] : ' ';
    if (is_prose(before, c, behind)) {
      out += c;
    } else {
      out += fmt::format("&#{};", static_cast<unsigned>(c));
    }
  }
  return out;
}

std::string code_span(std::string_view text) {
  const std::string inert = replaced(report(text), [](char c) {
    return std::string_view(c == '|' ? "\\x7C" : c == '\t' ? " " : "");
  });
  if (inert.find_first_not_of(' ') == std::string::npos) return {};
  const std::string fence(longest_run(inert, '`') + 1, '`');
  // Without blanks of ours a backtick at an end would join the fence; where
  // both ends have one of their own, one each would be taken away.
  const auto wants = [](char end) { return end == '`' || end == ' '; };
  const std::string_view blank =
      wants(inert.front()) || wants(inert.back()) ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, blank, inert, blank, fence);
}

std::string github_data(std::string_view text) {
  return replaced(report(text), github_data_escape);
}

std::string github_property(std::string_view text) {
  return replaced(report(text), [](char c) -> std::string_view {
    if (c == ':') return "%3A";
    if (c == ',') return "%2C";
    return github_data_escape(c);
  });
}

std::string azure_data(std::string_view text) {
  return replaced(report(text), azure_data_escape);
}

std::string azure_property(std::string_view text) {
  return replaced(report(text), [](char c) -> std::string_view {
    if (c == ';') return "%3B";
    if (c == ']') return "%5D";
    return azure_data_escape(c);
  });
}

std::string teamcity(std::string_view text) {
  return replaced(report(text), [](char c) -> std::string_view {
    switch (c) {
      case '|':
        return "||";
      case '\'':
        return "|'";
      case '[':
        return "|[";
      case ']':
        return "|]";
      case '\n':
        return "|n";
      case '\r':
        return "|r";
      default:
        return {};
    }
  });
}

std::string json_report(std::string_view text) {
  return replaced(json(text), [](char c) {
    return std::string_view(c == '<' ? "\\u003C" : "");
  });
}

std::string uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (c == '/' || c == '\\') {
      out += '/';
    } else if (is_unreserved(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace hrscan::escape
