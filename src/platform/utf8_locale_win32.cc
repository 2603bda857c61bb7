#include "platform/utf8_locale.h"

namespace hrscan {

// Names are asked for in UTF-8 there, which needs no locale.
Utf8Locale::Utf8Locale() : before_(nullptr) {}
Utf8Locale::~Utf8Locale() = default;

}  // namespace hrscan
