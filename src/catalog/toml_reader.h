// Typed access to the values of a TOML file; what is wrong with one is noted
// with its place, and reading goes on.
#ifndef HRSCAN_CATALOG_TOML_READER_H_
#define HRSCAN_CATALOG_TOML_READER_H_

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "base/edit_distance.h"
#include "hrscan/result.h"

namespace hrscan {

class TomlReader {
 public:
  TomlReader(std::string file, std::vector<Error>& problems)
      : file_(std::move(file)), problems_(problems) {}

  void fault_at(toml::source_position where, std::string message) {
    Error error;
    error.kind = Error::Kind::kFormat;
    error.message = std::move(message);
    error.file = file_;
    error.line = where.line;
    error.column = where.column;
    problems_.push_back(std::move(error));
  }

 protected:
  using Keys = std::initializer_list<std::string_view>;

  static std::string quoted_list(Keys words) {
    std::string out;
    for (const std::string_view word : words) {
      out += fmt::format("{}{}", out.empty() ? "" : ", ", word);
    }
    return out;
  }

  void fault(const toml::node& node, std::string message) {
    fault_at(node.source().begin, std::move(message));
  }

  void check_keys(const toml::table& table, Keys allowed) {
    for (const auto& [key, node] : table) {
      if (std::find(allowed.begin(), allowed.end(), key.str()) !=
          allowed.end()) {
        continue;
      }
      fault_at(key.source().begin,
               fmt::format(
                   "unknown key '{}'{}", key.str(),
                   did_you_mean(key.str(), {allowed.begin(), allowed.size()})));
    }
  }

  std::string string_at(const toml::table& table, std::string_view key,
                        bool required = false) {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      if (required) fault(table, fmt::format("'{}' is missing", key));
      return {};
    }
    if (const auto* text = node->as_string()) return text->get();
    fault(*node, fmt::format("'{}' must be a string", key));
    return {};
  }

  template <typename T>
  std::optional<T> word_at(const toml::table& table, std::string_view key,
                           std::optional<T> (*parse)(std::string_view),
                           Keys words) {
    const std::string word = string_at(table, key);
    if (word.empty()) return std::nullopt;
    const std::optional<T> value = parse(word);
    if (!value) {
      fault(*table.get(key), fmt::format("'{}' is not a {}: one of {}", word,
                                         key, quoted_list(words)));
    }
    return value;
  }

  std::optional<std::uint32_t> number(const toml::node& node,
                                      std::string_view what,
                                      std::int64_t most) {
    const auto* const value = node.as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > most) {
      fault(node, fmt::format("{} must be a whole number from 0 to {}", what,
                              most > 0xFFFF ? fmt::format("0x{:X}", most)
                                            : fmt::format("{}", most)));
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(value->get());
  }

  std::optional<std::uint32_t> number_at(const toml::table& table,
                                         std::string_view key,
                                         std::int64_t most) {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      fault(table, fmt::format("'{}' is missing", key));
      return std::nullopt;
    }
    return number(*node, fmt::format("'{}'", key), most);
  }

  std::vector<std::string> strings_at(const toml::table& table,
                                      std::string_view key) {
    std::vector<std::string> out;
    const toml::node* const node = table.get(key);
    if (node == nullptr) return out;
    if (const auto* text = node->as_string()) {
      out.push_back(text->get());
      return out;
    }
    const auto* const array = node->as_array();
    if (array == nullptr) {
      fault(*node, fmt::format("'{}' must be an array of strings", key));
      return out;
    }
    for (const toml::node& item : *array) {
      if (const auto* text = item.as_string()) {
        out.push_back(text->get());
      } else {
        fault(item, fmt::format("'{}' must hold strings only", key));
      }
    }
    return out;
  }

  template <typename Function>
  void for_each_table(const toml::table& root, std::string_view name,
                      Function function) {
    const toml::node* const node = root.get(name);
    if (node == nullptr) return;
    const toml::table* const tables = node->as_table();
    if (tables == nullptr) {
      fault(*node, fmt::format("'{}' must be a table of tables", name));
      return;
    }
    for (const auto& [key, value] : *tables) {
      if (const toml::table* table = value.as_table()) {
        function(key, *table);
      } else {
        fault_at(key.source().begin,
                 fmt::format("'{}.{}' must be a table", name, key.str()));
      }
    }
  }

  template <typename Function>
  void for_each_row(const toml::table& root, std::string_view name,
                    Function function) {
    const toml::node* const node = root.get(name);
    if (node == nullptr) return;
    const toml::array* const rows = node->as_array();
    if (rows == nullptr) {
      fault(*node, fmt::format("write [[{}]] for each one", name));
      return;
    }
    for (const toml::node& row : *rows) {
      if (const toml::table* table = row.as_table()) {
        function(*table);
      } else {
        fault(row, fmt::format("'{}' must hold tables", name));
      }
    }
  }

  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::vector<Error>& problems_;
};

}  // namespace hrscan

#endif  // HRSCAN_CATALOG_TOML_READER_H_
