// Neighbourhood: what stands around one token, asked question by question.
// Every answer is that of a pattern of Grammar. With screens on, a question is
// first put to a cheap condition which must hold for the pattern to match; most
// tokens of a log never reach RE2. The reference engine asks with screens off.
#ifndef HRSCAN_MATCH_NEIGHBOURHOOD_H_
#define HRSCAN_MATCH_NEIGHBOURHOOD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "match/grammar.h"
#include "match/lead.h"

namespace hrscan {

class Neighbourhood {
 public:
  // The token is text[begin, end). `text` and `grammar` must outlive this.
  Neighbourhood(const Grammar& grammar, bool screened, std::string_view text,
                std::size_t begin, std::size_t end)
      : grammar_(grammar),
        screened_(screened),
        text_(text),
        begin_(begin),
        end_(end) {}

  // Before the token.
  bool introduced() const;
  bool may_be_introduced() const;  // the screen alone
  bool error_word() const;
  bool ntstatus_word() const;
  bool win32_word() const;
  bool address() const;
  bool field() const;
  bool measure() const;
  bool labelled() const;  // by a label, or in brackets
  bool in_url() const;
  bool iis_status() const;
  // The signs directly around the token make it a part of something longer: a
  // GUID, a path, a version, a file name.
  bool part_of_name() const;
  // A full stop and a digit follow: 10.0.19041.
  bool before_fraction() const;

  // What else the line says, as far as context reaches.
  std::string_view line_before() const;
  std::string_view line_behind() const;

  // Behind the token.
  std::string_view name() const;  // a symbol, or ""; also before the token
  std::optional<std::uint32_t> extend_code() const;
  std::optional<std::uint32_t> remapped_to() const;
  std::size_t annotation_length() const;

  static constexpr std::size_t kExtendLength = 8;  // "-0x4001E"

  // Whether an answer so far may depend on more than kNear bytes before the
  // token or kNearBehind behind it.
  bool looked_far() const { return looked_far_; }
  static constexpr std::size_t kNear = 16;
  static constexpr std::size_t kNearBehind = 6;

 private:
  std::string_view left(std::size_t most = kLeftWindow) const;
  // Behind the token to the line's end, at most `most` bytes.
  std::string_view right(std::size_t most = kRightWindow) const;
  char before() const { return begin_ > 0 ? text_[begin_ - 1] : '\n'; }
  // Looked up once: most screens ask for it.
  const Lead& lead() const {
    if (!lead_) {
      lead_ = read_lead(grammar_.words, text_, begin_);
      if (lead_->reach > kNear) looked_far_ = true;
    }
    return *lead_;
  }
  std::string_view word_before() const;
  bool nt_may_precede() const;
  bool name_may_precede() const;
  std::string_view name_behind() const;

  const Grammar& grammar_;
  bool screened_;
  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  mutable std::optional<Lead> lead_;
  mutable bool looked_far_ = false;
};

}  // namespace hrscan

#endif  // HRSCAN_MATCH_NEIGHBOURHOOD_H_
