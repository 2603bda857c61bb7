// NoteTemplate: the words of a note, with fields to be filled in.
//
//   {symbol} is {retry}: {description}
#ifndef HRSCAN_NOTE_TEMPLATE_H_
#define HRSCAN_NOTE_TEMPLATE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hrscan/result.h"

namespace hrscan {

class NoteTemplate {
 public:
  enum class Field : std::uint8_t {
    kText,         // words of the template itself
    kSymbol,       // "E_ACCESSDENIED", or "(unknown)"
    kDescription,  // one sentence
    kRetry,        // "unlikely"
    kCode,         // "0x80070005"
    kFacility,     // "Windows Update", or its number; empty where there is none
    kAdvice,       // what to do, or empty
  };
  struct Part {
    Field field = Field::kText;
    std::string text;
  };

  // No words at all: notes are written in the usual way.
  NoteTemplate() = default;

  // Fields are {symbol}, {description}, {retry}, {code}, {facility} and
  // {advice}. An Error of kind kUsage for any other, for a brace that belongs
  // to none, for a line end, and for a text without words.
  static Result<NoteTemplate> parse(std::string_view text);

  const std::vector<Part>& parts() const { return parts_; }
  bool empty() const { return parts_.empty(); }

 private:
  std::vector<Part> parts_;
};

}  // namespace hrscan

#endif  // HRSCAN_NOTE_TEMPLATE_H_
