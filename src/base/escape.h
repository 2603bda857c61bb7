// Makes text from logs and file names safe for where it is shown.
//
// A log is written by others. Sent to a terminal as it is, it can move the
// cursor, rename the window or turn the reading direction; read by a CI agent
// it can give orders ("##vso[task.setvariable ...]"); opened in a spreadsheet,
// a cell of it can be a formula. Each function takes one text and gives back
// one that is inert for its target and otherwise as it was.
#ifndef HRSCAN_BASE_ESCAPE_H_
#define HRSCAN_BASE_ESCAPE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hrscan::escape {

// For a terminal: control characters (C0 but tab, DEL, C1), bytes 0x80 to 0x9F
// that are no part of valid UTF-8, and characters that turn the direction of
// writing become "\x1B" or "\u202E". Other bytes that are no valid UTF-8 stay:
// no terminal takes 0xA0 to 0xFF for a command. Line ends are controls.
std::string terminal(std::string_view text);

// For a CI agent: as for a terminal, and no marker of a command is left. A
// backslash breaks it: "##vso[" becomes "#\#vso[", "::" at the start (behind
// any white space) "\::", "section_start:" "section\_start:".
std::string ci(std::string_view text);

// A cell of a CSV file (RFC 4180): as for a terminal, since such files are
// shown on one, and quoted where needed; a cell that a spreadsheet would take
// for a formula gets an apostrophe in front.
std::string csv(std::string_view text);

// JSON text as a serializer wrote it, for a terminal or a CI agent: what the
// functions above would change becomes \u escapes, so the value stays.
std::string json(std::string_view text);

// For the formats of pipelines (escape_targets.cc). All begin with what ci()
// does, and give valid UTF-8: a byte that is none becomes "\x9B". So a text is
// inert for every agent, whichever of them reads what was written for another.

// What ci() gives, as valid UTF-8.
std::string report(std::string_view text);

// XML: text, and the value of an attribute in quotes of either kind.
std::string xml(std::string_view text);

// Markdown as GitHub and GitLab read it: text without markup, HTML, links.
std::string markdown(std::string_view text);
// A code span, to stand outside of a link's text; '|' becomes "\x7C", because
// it ends a table's cell even there.
std::string code_span(std::string_view text);

// GitHub's workflow commands: what stands behind the second "::", and the value
// of a property.
std::string github_data(std::string_view text);
std::string github_property(std::string_view text);

// Azure Pipelines' logging commands: what stands behind ']', and a property.
std::string azure_data(std::string_view text);
std::string azure_property(std::string_view text);

// TeamCity's service messages: the value of an attribute.
std::string teamcity(std::string_view text);

// JSON text as a serializer wrote it, as by json(), and safe in a page: '<'
// becomes \u003C, so that nothing in it ends a script.
std::string json_report(std::string_view text);

// A path as a relative reference or URI (RFC 3986): all but unreserved
// characters and '/' become %XX, '\\' becomes '/'.
std::string uri(std::string_view path);

// JSON text for a script element of HTML, which nothing in it may end: "<" and
// ">" and "&", line separators, and what json() changes become \u escapes.
std::string script(std::string_view text);

// The functions above for a text of many lines that comes in pieces. Line ends
// (LF and CRLF) stay. Holds back at most kLookahead bytes of a piece.
class Stream {
 public:
  enum class Target { kTerminal, kCi };

  explicit Stream(Target target) : target_(target) {}

  // Appends to `out` what is certain.
  void put(std::string_view piece, std::string& out);
  // Appends the rest; the text is at its end.
  void finish(std::string& out);

  // The longest marker, and more than a character of UTF-8.
  static constexpr std::size_t kLookahead = 16;

 private:
  Target target_;
  std::string held_;
  bool line_start_ = true;
};

}  // namespace hrscan::escape

#endif  // HRSCAN_BASE_ESCAPE_H_
