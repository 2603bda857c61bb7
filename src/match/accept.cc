#include "match/accept.h"

namespace hrscan {
namespace {

constexpr std::uint32_t kMaxWin32 = 0xFFFF;

// Numbers that logs are full of for other reasons: registry roots, flags,
// alignments, masks, small negative numbers.
bool is_round(std::uint32_t value) {
  return (value & 0xFFFF) == 0 ||
         (value >= 0x8000'0000 && value <= 0x8000'0003) || value >= 0xFFFF'0000;
}

// A failure by its bits, in a facility that exists.
bool is_shaped(StatusCode code, const Classification& c) {
  return code.failure_shaped() && c.known_facility;
}

class Judge {
 public:
  Judge(const Token& token, const Classification& c,
        const Neighbourhood& around, const Catalog& catalog)
      : token_(token),
        code_(token.value),
        class_(c),
        around_(around),
        catalog_(catalog) {}

  std::optional<Verdict> prefixed() const {
    const bool small = token_.value <= kMaxWin32;
    if (token_.form == Form::kHexShort || small) return short_hex();

    // Success codes count only where a word introduces them.
    if (!code_.failed() && !around_.introduced()) return std::nullopt;
    const bool plain = !token_.wide && !is_round(token_.value);
    if (plain && class_.known && class_.failure)
      return unless_named(Why::kKnown);
    if (plain && is_shaped(code_, class_) && !around_.address()) {
      return unless_named(Why::kShaped);
    }
    if (!around_.introduced()) return std::nullopt;
    return unless_named(Why::kIntroduced);
  }

  std::optional<Verdict> bare() const {
    if (around_.part_of_name()) return std::nullopt;
    if (!class_.known && !is_shaped(code_, class_)) return std::nullopt;
    if (around_.introduced()) return unless_named(Why::kIntroduced);
    if (!class_.known || !class_.failure || is_round(token_.value))
      return std::nullopt;
    return if_labelled();
  }

  std::optional<Verdict> signed_decimal() const {
    if (class_.known && class_.failure && !is_round(token_.value)) {
      return unless_named(Why::kKnown);
    }
    if ((!class_.known && !is_shaped(code_, class_)) || !around_.introduced()) {
      return std::nullopt;
    }
    return unless_named(Why::kIntroduced);
  }

  std::optional<Verdict> unsigned_decimal() const {
    if (!class_.failure || (!class_.known && !is_shaped(code_, class_)) ||
        around_.part_of_name()) {
      return std::nullopt;
    }
    if (around_.introduced()) return unless_named(Why::kIntroduced);
    if (!class_.known || is_round(token_.value)) return std::nullopt;
    if (around_.iis_status()) return Verdict{class_.kind, Why::kIntroduced};
    return if_labelled();
  }

  std::optional<Verdict> small_decimal() const {
    if (!catalog_.knows(code_, CodeKind::kWin32) || !around_.win32_word() ||
        around_.before_fraction()) {
      return std::nullopt;
    }
    return Verdict{CodeKind::kWin32, Why::kWin32Word};
  }

 private:
  // Up to 0xFFFF: success codes, and Win32 errors where the word says error. In
  // eight digits it is a status code even if nobody knows its number.
  std::optional<Verdict> short_hex() const {
    if (!around_.introduced()) return std::nullopt;
    const bool full = token_.form == Form::kHex;
    const bool hresult = full || catalog_.knows(code_, CodeKind::kHresult);
    const bool win32 = token_.value != 0 && token_.value <= kMaxWin32 &&
                       (full || catalog_.knows(code_, CodeKind::kWin32));
    if ((!hresult && !win32) || around_.field() || around_.in_url()) {
      return std::nullopt;
    }
    if (win32 && (around_.error_word() || around_.win32_word())) {
      return Verdict{CodeKind::kWin32, Why::kIntroduced};
    }
    if (!hresult) return std::nullopt;
    return Verdict{kind_by_word(CodeKind::kHresult), Why::kIntroduced};
  }

  // A known failure behind a label of any language or in brackets, unless the
  // label says what else it is.
  std::optional<Verdict> if_labelled() const {
    if (!around_.labelled() || around_.measure()) return std::nullopt;
    return unless_named(Why::kLabelled);
  }

  // Fields of identity and URLs hold no status codes, whatever their digits.
  std::optional<Verdict> unless_named(Why why) const {
    if (around_.field() || around_.in_url()) return std::nullopt;
    return Verdict{kind_by_word(class_.kind), why};
  }

  CodeKind kind_by_word(CodeKind kind) const {
    return around_.ntstatus_word() &&
                   (code_.nt_severity() == 3 ||
                    catalog_.knows(code_, CodeKind::kNtstatus))
               ? CodeKind::kNtstatus
               : kind;
  }

  const Token& token_;
  const StatusCode code_;
  const Classification& class_;
  const Neighbourhood& around_;
  const Catalog& catalog_;
};

}  // namespace

std::optional<Verdict> accept(const Token& token, const Classification& c,
                              const Neighbourhood& around,
                              const Catalog& catalog) {
  const Judge judge(token, c, around, catalog);
  switch (token.shape) {
    case Shape::kPrefixed:
      return judge.prefixed();
    case Shape::kAmpersand:
    case Shape::kBare:
    case Shape::kSuffixed:
      return judge.bare();
    case Shape::kSigned:
      return judge.signed_decimal();
    case Shape::kUnsigned:
      return judge.unsigned_decimal();
    case Shape::kSmall:
      return judge.small_decimal();
  }
  return std::nullopt;
}

}  // namespace hrscan
