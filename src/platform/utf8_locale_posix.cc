#include <locale.h>

#include "platform/utf8_locale.h"

namespace hrscan {
namespace {

locale_t utf8_locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

}  // namespace

Utf8Locale::Utf8Locale()
    : before_(utf8_locale() != nullptr ? uselocale(utf8_locale()) : nullptr) {}

Utf8Locale::~Utf8Locale() {
  if (before_ != nullptr) uselocale(static_cast<locale_t>(before_));
}

}  // namespace hrscan
