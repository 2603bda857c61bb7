// hrscan explain: all that is known about codes, as text or JSON.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/escape.h"
#include "cli/chosen.h"
#include "cli/command.h"
#include "cli/explanation.h"
#include "cli/job.h"
#include "cli/output.h"
#include "code/setup_extend.h"
#include "render/finding_fields.h"
#include "render/style.h"

namespace hrscan::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLabelWidth = 17;
constexpr std::size_t kUsualWidth = 80;

constexpr std::string_view kRetryWords[] = {
    "the condition is transient, the same operation may well succeed after a "
    "wait",
    "the same operation may succeed if something outside clears by itself",
    "the same operation fails until someone does a particular thing",
    "the same operation fails again",
    "there is nothing to retry",
    "nothing is known",
};
static_assert(std::size(kRetryWords) == kRetryCount);

constexpr std::string_view kBasisWords[] = {
    "a rule for this very code",
    "a rule on symbol, facility or severity",
    "a name learned from the log",
    "no rule covers this code",
};

std::string_view retry_words(Retry retry) {
  return kRetryWords[static_cast<std::size_t>(retry)];
}
std::string_view basis_words(Basis basis) {
  return kBasisWords[static_cast<std::size_t>(basis)];
}

std::string_view kind_words(CodeKind kind) {
  switch (kind) {
    case CodeKind::kHresult:
      return "HRESULT";
    case CodeKind::kNtstatus:
      return "NTSTATUS";
    case CodeKind::kWin32:
      return "Win32 error";
    case CodeKind::kOther:
      break;
  }
  return "other status code";
}

// Win32 errors are written as people know them: in decimal.
std::string number_words(StatusCode code, CodeKind kind) {
  return kind == CodeKind::kWin32 ? fmt::format("{}", code.value())
                                  : to_hex(code);
}

std::int32_t as_signed(StatusCode code) {
  return static_cast<std::int32_t>(code.value());
}

// "0x80070005 = 2147942405 = -2147024891".
std::string code_words(StatusCode code) {
  std::string words = fmt::format("{} = {}", to_hex(code), code.value());
  if (as_signed(code) < 0) words += fmt::format(" = {}", as_signed(code));
  return words;
}

std::string bits_words(const Reading& r) {
  const StatusCode c = r.code;
  if (r.kind == CodeKind::kHresult) {
    return fmt::format(
        "S {} ({}), R {}, C {}, N {}, X {}, facility {}, code {} (0x{:04X})",
        int{c.failed()}, severity_name(c, r.kind), int{c.reserved()},
        int{c.customer()}, int{c.carries_nt()}, int{c.extra()}, c.facility(),
        c.code(), c.code());
  }
  return fmt::format(
      "severity {} ({}), C {}, N {}, facility {}, code {} "
      "(0x{:04X})",
      c.nt_severity(), severity_name(c, r.kind), int{c.customer()},
      int{c.carries_nt()}, c.nt_facility(), c.code(), c.code());
}

std::string facility_words(const Facility& facility) {
  std::string words = fmt::format("{}", facility.number);
  if (!facility.name.empty()) words += fmt::format(" {}", facility.name);
  if (!facility.title.empty()) words += fmt::format(" ({})", facility.title);
  return words;
}

// "E_FAIL (winerror.h, COM)".
std::string name_words(const Rule& rule) {
  std::string where(rule.header);
  if (!rule.component.empty()) {
    if (!where.empty()) where += ", ";
    where += rule.component;
  }
  if (where.empty()) return std::string(rule.symbol);
  return fmt::format("{} ({})", rule.symbol, where);
}

// Lines "  label   text", wrapped, texts in one column.
class TextWriter {
 public:
  TextWriter(const Catalog& catalog, const RenderOptions& options,
             std::string& out)
      : catalog_(catalog), options_(options), out_(out) {}

  void write(const Explanation& e) {
    title(e.main);
    const Meaning& m = e.main.meaning;
    line("code", code_words(e.main.code));
    line("kind", kind_words(e.main.kind));
    write_bits(e.main);
    write_names(e);
    line("description", describe(m));
    line("retry",
         fmt::format("{}: {}", to_string(m.retry), retry_words(m.retry)),
         retry_style(m.retry), to_string(m.retry).size());
    line("basis",
         fmt::format("{}: {}", to_string(m.basis), basis_words(m.basis)));
    line("cause", to_string(m.cause));
    line("advice", m.advice);
    if (!m.certain) line("certain", "no: the public meaning is not certain");
    write_documentation(e);
    if (e.extend) write_extend(*e.extend);
    for (const Relative& relative : e.relatives) write_relative(relative);
    for (const Reading& other : e.others) write_other(other);
  }

 private:
  void title(const Reading& r) {
    out_ += styled(number_words(r.code, r.kind), style::kBold, options_.color);
    out_ += "  ";
    out_ += r.meaning.symbol.empty() ? "(unknown)"
                                     : shown(r.meaning.symbol, options_);
    out_ += '\n';
  }

  // Nothing where there is no text. The first `styled_size` bytes of the text
  // are shown in `with`.
  void line(std::string_view label, std::string_view text,
            std::string_view with = {}, std::size_t styled_size = 0) {
    if (text.empty()) return;
    const std::string safe = shown(text, options_);
    const std::vector<std::string> lines = wrap(safe);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view part = lines[i];
      out_ += fmt::format("  {:<{}}", i == 0 ? label : "", kLabelWidth - 2);
      if (i == 0 && styled_size > 0) {
        out_ += styled(part.substr(0, styled_size), with, options_.color);
        out_ += part.substr(styled_size);
      } else {
        out_ += part;
      }
      out_ += '\n';
    }
  }

  std::vector<std::string> wrap(std::string_view text) const {
    const std::size_t width =
        (options_.width == 0 ? kUsualWidth : options_.width) - 1;
    const std::size_t room =
        width > 2 * kLabelWidth ? width - kLabelWidth : kLabelWidth;
    std::vector<std::string> lines;
    while (text.size() > room) {
      std::size_t end = text.rfind(' ', room);
      if (end == std::string_view::npos || end == 0) end = text.find(' ');
      if (end == std::string_view::npos) break;
      lines.emplace_back(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    lines.emplace_back(text);
    return lines;
  }

  void write_bits(const Reading& r) {
    if (r.kind != CodeKind::kHresult && r.kind != CodeKind::kNtstatus) return;
    line("bits", bits_words(r));
    if (r.kind == CodeKind::kHresult) {
      line("facility", facility_words(catalog_.facility(r.code.facility())));
    }
  }

  // Rival names have meanings of their own, which are told with them.
  void write_names(const Explanation& e) {
    std::string_view label = "names";
    for (const Rule& rule : e.main.names) {
      std::string words = name_words(rule);
      const bool rival = !rule.description.empty() &&
                         rule.description != e.main.meaning.description;
      if (rival) words += fmt::format(": {}", rule.description);
      line(label, words);
      label = "";
    }
    label = "source";
    for (const Rule& rule : e.main.names) {
      if (rule.source.empty()) continue;
      line(label, fmt::format("{}: {}", rule.symbol, rule.source));
      label = "";
    }
  }

  void write_documentation(const Explanation& e) {
    if (e.defined_as) {
      line("documented as",
           fmt::format("documentation prints this number for {}, which the "
                       "header defines as {}",
                       e.main.meaning.symbol, to_hex(*e.defined_as)));
    }
    for (const StatusCode code : e.documented_as) {
      line("documented as",
           fmt::format("documentation prints {} for it", to_hex(code)));
    }
  }

  void write_extend(std::uint32_t extend) {
    line("extend", fmt::format("0x{:X}: {}", extend, setup_detail(extend)));
  }

  void write_relative(const Relative& r) {
    const std::string words =
        fmt::format("{} {}", number_words(r.code, r.kind), r.symbol);
    if (r.kind == CodeKind::kHresult) {
      line("as HRESULT", words);
    } else {
      line("carries", fmt::format("{} {}", kind_words(r.kind), words));
    }
  }

  void write_other(const Reading& r) {
    line("also", fmt::format("{} {} {}: {}", kind_words(r.kind),
                             number_words(r.code, r.kind), r.meaning.symbol,
                             describe(r.meaning)));
  }

  const Catalog& catalog_;
  const RenderOptions& options_;
  std::string& out_;
};

Json string_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json facility_json(const Facility& facility) {
  return {{"number", facility.number},
          {"name", string_or_null(facility.name)},
          {"title", string_or_null(facility.title)}};
}

Json bits_json(const Reading& r) {
  const StatusCode c = r.code;
  if (r.kind == CodeKind::kHresult) {
    return {{"severity", int{c.failed()}},
            {"reserved", c.reserved()},
            {"customer", c.customer()},
            {"ntstatus", c.carries_nt()},
            {"extra", c.extra()},
            {"facility", c.facility()},
            {"code", c.code()}};
  }
  if (r.kind == CodeKind::kNtstatus) {
    return {{"severity", c.nt_severity()},
            {"customer", c.customer()},
            {"facility", c.nt_facility()},
            {"code", c.code()}};
  }
  return nullptr;
}

Json name_json(const Rule& rule) {
  return {{"symbol", string_or_null(rule.symbol)},
          {"header", string_or_null(rule.header)},
          {"component", string_or_null(rule.component)},
          {"kind", to_string(rule.kind)},
          {"code", to_hex(rule.code)},
          {"description", string_or_null(rule.description)},
          {"retry", to_string(rule.retry)},
          {"basis", to_string(rule.basis)},
          {"source", string_or_null(rule.source)}};
}

Json reading_json(const Reading& r, const Catalog& catalog) {
  const Meaning& m = r.meaning;
  Json names = Json::array();
  for (const Rule& rule : r.names) names.push_back(name_json(rule));
  const bool hresult = r.kind == CodeKind::kHresult;
  return {
      {"code", to_hex(r.code)},
      {"unsigned", r.code.value()},
      {"signed", as_signed(r.code)},
      {"kind", to_string(r.kind)},
      {"severity", severity_name(r.code, r.kind)},
      {"bits", bits_json(r)},
      {"facility", hresult ? facility_json(catalog.facility(r.code.facility()))
                           : Json(nullptr)},
      {"symbol", string_or_null(m.symbol)},
      {"names", std::move(names)},
      {"description", describe(m)},
      {"retry", to_string(m.retry)},
      {"basis", to_string(m.basis)},
      {"cause", string_or_null(to_string(m.cause))},
      {"advice", string_or_null(m.advice)},
      {"certain", m.certain}};
}

Json to_json(const Explanation& e, const Catalog& catalog) {
  Json object = {{"argument", e.argument}};
  object.update(reading_json(e.main, catalog));
  if (e.extend) {
    object["extend"] = to_hex(StatusCode(*e.extend));
    object["detail"] = setup_detail(*e.extend);
  }
  if (e.defined_as) object["defined_as"] = to_hex(*e.defined_as);
  object["documented_as"] = Json::array();
  for (const StatusCode code : e.documented_as) {
    object["documented_as"].push_back(to_hex(code));
  }
  object["related"] = Json::array();
  for (const Relative& r : e.relatives) {
    object["related"].push_back({{"code", to_hex(r.code)},
                                 {"kind", to_string(r.kind)},
                                 {"symbol", string_or_null(r.symbol)}});
  }
  object["other_readings"] = Json::array();
  for (const Reading& r : e.others) {
    object["other_readings"].push_back(reading_json(r, catalog));
  }
  return object;
}

std::string as_text(const std::vector<Explanation>& all, const Catalog& catalog,
                    const RenderOptions& options) {
  std::string out;
  for (const Explanation& e : all) {
    if (!out.empty()) out += '\n';
    TextWriter(catalog, options, out).write(e);
  }
  return out;
}

std::string as_json(const std::vector<Explanation>& all, const Catalog& catalog,
                    const RenderOptions& options) {
  Json array = Json::array();
  for (const Explanation& e : all) array.push_back(to_json(e, catalog));
  const std::string text =
      array.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
  return options.ci || options.terminal ? escape::json(text) : text;
}

// What is not known is reported; the others are still explained.
std::vector<Explanation> explain_all(const std::vector<std::string>& arguments,
                                     const Catalog& catalog, Console& console) {
  std::vector<Explanation> all;
  for (const std::string& argument : arguments) {
    const Result<std::vector<Explanation>> found = explain(catalog, argument);
    if (found.ok()) {
      all.insert(all.end(), found->begin(), found->end());
    } else {
      console.error(found.error());
    }
  }
  return all;
}

}  // namespace

ExitStatus run_explain(const Flags& flags, Console& console) {
  if (flags.arguments.empty()) {
    console.error("explain what? Give a code or a symbol");
    return ExitStatus::kTrouble;
  }
  const auto choice = CatalogChoice::make(flags, console);
  if (choice == nullptr) return ExitStatus::kTrouble;
  const Catalog& catalog = choice->get();

  const std::vector<Explanation> all =
      explain_all(flags.arguments, catalog, console);
  const RenderOptions options = output_options(chosen<When>(flags.color));
  Output out;
  out.stream() << (flags.format == "json" ? as_json(all, catalog, options)
                                          : as_text(all, catalog, options));
  out.finish(console);
  return console.failed() ? ExitStatus::kTrouble : ExitStatus::kDone;
}

}  // namespace hrscan::cli
