// Integer constant expressions of C, as headers of status codes have them.
#ifndef HRSCAN_CATALOG_C_EXPRESSION_H_
#define HRSCAN_CATALOG_C_EXPRESSION_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "catalog/c_tokens.h"

namespace hrscan::c {

// What the last cast says that a number is.
enum class Type : std::uint8_t { kNumber, kHresult, kNtstatus };

struct Value {
  std::int64_t number = 0;
  Type type = Type::kNumber;
};

// Why a text is no constant expression.
struct NoValue {
  std::string message;
  Place place;
  bool unknown_name = false;  // it would be one if a name had a value
};

// The value of a name that is no macro.
using Lookup = std::function<std::optional<Value>(std::string_view)>;

// The type of this name, if it is one that numbers are cast to.
struct TypeName {
  Type type = Type::kNumber;
  int bits = 32;
  bool is_signed = true;
};
std::optional<TypeName> find_type(std::string_view name);

// Calculates with 64 bits and cuts at casts, so that 0x80004005L is the same on
// every machine. `tokens` hold no comments, no newlines and no macros.
// Otherwise fills `why`.
std::optional<Value> evaluate(std::span<const Token> tokens,
                              const Lookup& lookup, NoValue& why);

}  // namespace hrscan::c

#endif  // HRSCAN_CATALOG_C_EXPRESSION_H_
