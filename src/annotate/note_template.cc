#include "hrscan/note_template.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/edit_distance.h"
#include "base/name_table.h"

namespace hrscan {
namespace {

// In the order of NoteTemplate::Field.
constexpr std::string_view kNames[] = {
    "", "symbol", "description", "retry", "code", "facility", "advice"};

Error bad_template(std::string message) {
  Error error;
  error.kind = Error::Kind::kUsage;
  error.message = std::move(message);
  return error;
}

Error unknown_field(std::string_view name) {
  return bad_template(
      fmt::format("there is no field {{{}}}{}", name,
                  did_you_mean(name, std::span(kNames).subspan(1))));
}

}  // namespace

Result<NoteTemplate> NoteTemplate::parse(std::string_view text) {
  NoteTemplate out;
  if (text.find_first_not_of(' ') == std::string_view::npos) {
    return bad_template("there are no words in it");
  }
  if (text.find_first_of("\r\n") != std::string_view::npos) {
    return bad_template("a note is one line, a line end cannot stand in it");
  }
  while (!text.empty()) {
    const std::size_t brace = text.find_first_of("{}");
    if (brace != 0) {
      out.parts_.push_back({Field::kText, std::string(text.substr(0, brace))});
      text.remove_prefix(std::min(brace, text.size()));
      continue;
    }
    const std::size_t end = text.find_first_of("{}", 1);
    if (text[0] == '}' || end == std::string_view::npos || text[end] == '{') {
      return bad_template(fmt::format(
          "a '{}' that belongs to no field cannot stand in a note", text[0]));
    }
    const std::string_view name = text.substr(1, end - 1);
    const auto field = value_of<Field>(kNames, name);
    if (!field || *field == Field::kText) return unknown_field(name);
    out.parts_.push_back({*field, {}});
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace hrscan
