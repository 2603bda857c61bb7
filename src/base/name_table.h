// Names of enumerators: one array per enumeration, read in both directions.
#ifndef HRSCAN_BASE_NAME_TABLE_H_
#define HRSCAN_BASE_NAME_TABLE_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace hrscan {

template <typename Enum, std::size_t N>
constexpr std::string_view name_of(const std::string_view (&names)[N],
                                   Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : std::string_view();
}

template <typename Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const std::string_view (&names)[N],
                                       std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (!name.empty() && names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace hrscan

#endif  // HRSCAN_BASE_NAME_TABLE_H_
