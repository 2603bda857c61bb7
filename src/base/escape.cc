#include "base/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"

namespace hrscan::escape {
namespace {

constexpr std::string_view kSectionStart = "section_start:";
constexpr std::string_view kSectionEnd = "section_end:";
constexpr std::size_t kSectionWord = 7;  // "section"

constexpr bool is_control(unsigned byte) {
  return (byte < 0x20 && byte != '\t') || byte == 0x7F;
}

// C1 controls, and what turns the direction of writing: embeddings, overrides
// and isolates.
constexpr bool is_unsafe(char32_t c) {
  return (c >= 0x80 && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         ascii::equal_ignoring_case(text.substr(0, start.size()), start);
}

// "##[", "##vso[", "##teamcity[" and whatever word an agent may add.
bool is_hash_marker(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t i = 2;
  while (i < text.size() && i < Stream::kLookahead && ascii::is_alpha(text[i]))
    ++i;
  return i < text.size() && text[i] == '[';
}

bool is_section_marker(std::string_view text) {
  return starts_with_ignoring_case(text, kSectionStart) ||
         starts_with_ignoring_case(text, kSectionEnd);
}

// One pass over a text, a step per character.
class Escaper {
 public:
  Escaper(Stream::Target target, bool keep_lines, bool line_start,
          std::string& out)
      : ci_(target == Stream::Target::kCi),
        keep_lines_(keep_lines),
        line_start_(line_start),
        out_(out) {}

  // Takes text[0, end); looks ahead into the rest. Returns how far it came,
  // which is `end` or a few bytes more.
  std::size_t run(std::string_view text, std::size_t end) {
    std::size_t pos = 0;
    while (pos < end) pos += step(text, pos);
    return pos;
  }

  bool line_start() const { return line_start_; }

 private:
  std::size_t step(std::string_view text, std::size_t pos) {
    const unsigned byte = utf8::byte_at(text, pos);
    if (byte >= 0x80) return non_ascii(text, pos);
    if (keep_lines_ && is_line_end(text, pos)) {
      out_ += text[pos];
      line_start_ = true;
      return 1;
    }
    if (is_control(byte)) {
      out_ += fmt::format("\\x{:02X}", byte);
      line_start_ = false;
      return 1;
    }
    if (ci_ && marker(text.substr(pos))) return broken_;
    line_start_ = line_start_ && (byte == ' ' || byte == '\t');
    out_ += text[pos];
    return 1;
  }

  static bool is_line_end(std::string_view text, std::size_t pos) {
    return text[pos] == '\n' ||
           (text[pos] == '\r' && text.substr(pos + 1).starts_with('\n'));
  }

  // Writes the marker at the start of `rest`, if there is one, up to behind
  // the backslash that breaks it.
  bool marker(std::string_view rest) {
    if (line_start_ &&
        (rest.starts_with("::") || (!keep_lines_ && rest == ":"))) {
      // Behind a piece of a line, such as a file's name, there may be another
      // colon.
      broken_ = std::min<std::size_t>(rest.size(), 2);
      out_ += '\\';
      out_ += rest.substr(0, broken_);
    } else if (is_hash_marker(rest)) {
      out_ += "#\\";
      broken_ = 1;
    } else if (is_section_marker(rest)) {
      out_ += rest.substr(0, kSectionWord);
      out_ += '\\';
      broken_ = kSectionWord;
    } else {
      return false;
    }
    line_start_ = false;
    return true;
  }

  // White space beyond ASCII may stand before "::" too, so a line is still at
  // its start behind any such character.
  std::size_t non_ascii(std::string_view text, std::size_t pos) {
    const utf8::Character c = utf8::decode(text, pos);
    if (c.length == 0) {
      const unsigned byte = utf8::byte_at(text, pos);
      if (byte < 0xA0) {
        out_ += fmt::format("\\x{:02X}", byte);
      } else {
        out_ += text[pos];
      }
      return 1;
    }
    if (is_unsafe(c.value)) {
      out_ += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c.value));
    } else {
      out_ += text.substr(pos, c.length);
    }
    return c.length;
  }

  const bool ci_;
  const bool keep_lines_;
  bool line_start_;
  std::size_t broken_ = 0;
  std::string& out_;
};

std::string escape_line(std::string_view text, Stream::Target target) {
  std::string out;
  out.reserve(text.size());
  Escaper(target, /*keep_lines=*/false, /*line_start=*/true, out)
      .run(text, text.size());
  return out;
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

bool is_formula(std::string_view text) {
  return !text.empty() && text != "-" &&
         std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

}  // namespace

std::string terminal(std::string_view text) {
  return escape_line(text, Stream::Target::kTerminal);
}

std::string ci(std::string_view text) {
  return escape_line(text, Stream::Target::kCi);
}

std::string csv(std::string_view text) {
  std::string cell;
  if (is_formula(text)) cell += '\'';
  cell += terminal(text);
  if (!needs_quotes(cell)) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  quoted += '"';
  return quoted;
}

std::string json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (is_hash_marker(rest)) {
      out += "\\u0023";
      ++i;
    } else if (is_section_marker(rest)) {
      out += rest.substr(0, kSectionWord);
      out += "\\u005F";
      i += kSectionWord + 1;
    } else if (const utf8::Character c = utf8::decode(text, i);
               is_unsafe(c.value) || rest[0] == 0x7F) {
      out +=
          fmt::format("\\u{:04X}",
                      rest[0] == 0x7F ? 0x7Fu : static_cast<unsigned>(c.value));
      i += rest[0] == 0x7F ? 1 : c.length;
    } else {
      out += text[i];
      ++i;
    }
  }
  return out;
}

std::string script(std::string_view text) {
  // Outside of strings JSON has none of these characters.
  std::string out;
  out.reserve(text.size());
  const std::string safe = json(text);
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const std::string_view rest = std::string_view(safe).substr(i);
    if (rest[0] == '<' || rest[0] == '>' || rest[0] == '&') {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(rest[0]));
    } else if (rest.starts_with("\xE2\x80\xA8") ||
               rest.starts_with("\xE2\x80\xA9")) {
      out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += rest[0];
    }
  }
  return out;
}

void Stream::put(std::string_view piece, std::string& out) {
  held_ += piece;
  if (held_.size() <= kLookahead) return;
  Escaper escaper(target_, /*keep_lines=*/true, line_start_, out);
  const std::size_t done = escaper.run(held_, held_.size() - kLookahead);
  line_start_ = escaper.line_start();
  held_.erase(0, done);
}

void Stream::finish(std::string& out) {
  Escaper(target_, /*keep_lines=*/true, line_start_, out)
      .run(held_, held_.size());
  held_.clear();
  line_start_ = true;
}

}  // namespace hrscan::escape
