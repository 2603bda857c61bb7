#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "cli/chosen.h"

namespace hrscan::cli {
namespace {

namespace po = boost::program_options;

// Two tools for std::visit over the kinds of flags.
template <typename... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <typename... F>
Overloaded(F...) -> Overloaded<F...>;

using Words = std::vector<std::string>;

// What an option stands for whose value is left out.
constexpr const char* kLeftOut = "~";

// Text options are read as lists too, so that the last one can count.
void describe_option(const Option& option, po::options_description& into) {
  std::string names(option.name);
  if (option.letter != '\0') names += fmt::format(",{}", option.letter);
  into.add_options()(names.c_str(),
                     option.is_switch()
                         ? static_cast<po::value_semantic*>(po::bool_switch())
                         : po::value<Words>());
}

po::options_description description_of(const OptionSet& set) {
  po::options_description description;
  for (const Option& option : all_options()) {
    if (set.contains(option)) describe_option(option, description);
  }
  description.add_options()("arguments", po::value<Words>());
  return description;
}

OptionSet everything() {
  static const std::vector<std::string_view> own = [] {
    std::vector<std::string_view> names;
    for (const Option& option : all_options()) names.push_back(option.name);
    return names;
  }();
  return {kGeneral | kCatalog | kReading | kFilters, own, {}};
}

// A value that may be left out stands behind a '='; the next word is never
// taken for it.
Words with_left_out_values(Words words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  for (const Option& option : all_options()) {
    if (!option.may_lack_value()) continue;
    const std::string plain = fmt::format("--{}", option.name);
    std::replace(words.begin(), end, plain,
                 fmt::format("{}={}", plain, kLeftOut));
  }
  return words;
}

// "-2147024891" is a status code, not a bundle of options.
std::vector<po::option> negative_number(Words& words) {
  const std::string& word = words.front();
  if (word.size() < 2 || word[0] != '-' || !ascii::is_digit(word[1])) return {};
  po::option positional;
  positional.value.push_back(word);
  positional.original_tokens.push_back(word);
  positional.position_key = INT_MAX;  // as the library's own for a plain word
  words.erase(words.begin());
  return {positional};
}

// A switch that is given twice is given.
void drop_repeated_switches(po::parsed_options& parsed) {
  std::set<std::string> seen;
  std::erase_if(parsed.options, [&](const po::option& option) {
    const bool is_switch = option.value.empty() && option.position_key < 0;
    return is_switch && !seen.insert(option.string_key).second;
  });
}

po::parsed_options parse_words(const po::options_description& description,
                               const Words& words) {
  po::positional_options_description positional;
  positional.add("arguments", -1);
  po::parsed_options parsed =
      po::command_line_parser(with_left_out_values(words))
          .options(description)
          .positional(positional)
          .extra_style_parser(negative_number)
          .style(po::command_line_style::unix_style &
                 ~po::command_line_style::allow_guessing)
          .run();
  drop_repeated_switches(parsed);
  return parsed;
}

// `dashes` stand before an option's name where it was found: none in a file.
std::string unknown_option(std::string_view name, std::string_view dashes,
                           const OptionSet& set) {
  std::vector<std::string> names;
  for (const Option& option : all_options()) {
    if (!set.contains(option)) continue;
    names.push_back(fmt::format("{}{}", dashes, option.name));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  return fmt::format("unknown option '{}'{}", name, did_you_mean(name, views));
}

// The configuration file's options that `description` has. One file serves all
// commands, so those of other commands are passed over.
po::parsed_options parse_config(std::istream& in,
                                const po::options_description& description) {
  const po::options_description all = description_of(everything());
  po::parsed_options every = po::parse_config_file(in, all);
  po::parsed_options own(&description);
  for (po::option& option : every.options) {
    if (description.find_nothrow(option.string_key, false) != nullptr) {
      own.options.push_back(std::move(option));
    }
  }
  return own;
}

std::uint64_t line_of(std::string_view text, std::string_view key) {
  std::uint64_t number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.starts_with(key)) return number;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
  }
  return 0;
}

std::string config_path(const po::variables_map& typed) {
  if (typed.count("config") != 0) return typed["config"].as<Words>().back();
  const char* const value = std::getenv("HRSCAN_CONFIG");
  return value == nullptr ? std::string() : value;
}

Error config_error(const std::string& path, std::string message,
                   std::uint64_t line = 0) {
  Error error = usage_error(std::move(message));
  error.file = path;
  error.line = line;
  return error;
}

Result<void> store_config(const std::string& path,
                          const po::options_description& description,
                          po::variables_map& into) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (!in || !(text << in.rdbuf())) {
    Error error = config_error(path, "cannot read this configuration file");
    if (errno != 0) error.cause = std::generic_category().message(errno);
    return error;
  }
  try {
    po::store(parse_config(text, description), into);
  } catch (const po::unknown_option& e) {
    return config_error(path,
                        unknown_option(e.get_option_name(), "", everything()),
                        line_of(text.str(), e.get_option_name()));
  } catch (const po::error& e) {
    return config_error(path, e.what());
  }
  return {};
}

// The words as the option's choices spell them.
Result<void> choose(const Option& option, const OptionSet& set, Words& words) {
  const Choices known = choices(option, set);
  if (known.empty()) return {};
  for (std::string& word : words) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](std::string_view name) {
          return ascii::equal_ignoring_case(name, word);
        });
    if (found == known.end()) {
      return usage_error(fmt::format("--{}: '{}' is none of {}", option.name,
                                     word, fmt::join(known, ", ")));
    }
    word = *found;
  }
  return {};
}

// What was given for an option that is no switch: of a text the last word.
Result<Words> given_words(const Option& option, const OptionSet& set,
                          const Words& typed) {
  Words words = typed;
  if (!option.is_list()) {
    words = {typed.back()};
  } else if (option.choices != nullptr) {
    words = split_lists(typed);
  }
  const Result<void> chosen = choose(option, set, words);
  if (!chosen.ok()) return chosen.error();
  return words;
}

Result<void> fill(const po::variables_map& values, const OptionSet& set,
                  Flags& flags) {
  for (const Option& option : all_options()) {
    const std::string name(option.name);
    if (!set.contains(option) || values.count(name) == 0) continue;
    const po::variable_value& value = values[name];
    if (option.is_switch()) {
      flags.*std::get<bool Flags::*>(option.flag) = value.as<bool>();
      continue;
    }
    const Result<Words> words = given_words(option, set, value.as<Words>());
    if (!words.ok()) return words.error();
    std::visit(Overloaded{[](bool Flags::*) {},
                          [&](Words Flags::*flag) { flags.*flag = *words; },
                          [&](auto flag) { flags.*flag = words->back(); }},
               option.flag);
  }
  if (values.count("arguments") != 0) {
    flags.arguments = values["arguments"].as<Words>();
  }
  return {};
}

}  // namespace

Result<Flags> parse_flags(const OptionSet& set,
                          const std::vector<std::string>& arguments) {
  const po::options_description description = description_of(set);
  po::variables_map values;
  try {
    po::store(parse_words(description, arguments), values);
  } catch (const po::unknown_option& e) {
    return usage_error(unknown_option(e.get_option_name(), "--", set));
  } catch (const po::error& e) {
    return usage_error(e.what());
  }
  Flags flags;
  flags.help = values["help"].as<bool>();
  flags.version = values["version"].as<bool>();
  if (flags.help || flags.version) return flags;
  const std::string config = config_path(values);
  if (!config.empty()) {
    const Result<void> stored = store_config(config, description, values);
    if (!stored.ok()) return stored.error();
  }
  const Result<void> filled = fill(values, set, flags);
  if (!filled.ok()) return filled.error();
  return flags;
}

Error usage_error(std::string message) {
  Error error;
  error.kind = Error::Kind::kUsage;
  error.message = std::move(message);
  return error;
}

std::vector<std::string> split_lists(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');) {
      if (!word.empty()) words.push_back(word);
    }
  }
  return words;
}

Result<std::size_t> parse_number(std::string_view option,
                                 std::string_view value, std::size_t most) {
  std::size_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, fault] = std::from_chars(value.data(), end, number);
  if (fault != std::errc() || stop != end || number > most) {
    return usage_error(fmt::format("--{}: '{}' is no number from 0 to {}",
                                   option, value, most));
  }
  return number;
}

}  // namespace hrscan::cli
