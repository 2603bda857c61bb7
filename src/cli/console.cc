#include "cli/console.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/escape.h"

namespace hrscan::cli {
namespace {

constexpr std::array kAgents = {"GITHUB_ACTIONS", "TF_BUILD",
                                "TEAMCITY_VERSION", "GITLAB_CI"};

struct LevelName {
  std::string_view name;
  spdlog::level::level_enum level;
};
constexpr LevelName kLevels[] = {
    {"debug", spdlog::level::debug},  {"info", spdlog::level::info},
    {"warning", spdlog::level::warn}, {"error", spdlog::level::err},
    {"off", spdlog::level::off},
};

}  // namespace

bool read_by_ci() {
  return std::any_of(kAgents.begin(), kAgents.end(), [](const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && value[0] != '\0';
  });
}

std::vector<std::string_view> log_levels() {
  std::vector<std::string_view> names;
  for (const LevelName& level : kLevels) names.push_back(level.name);
  return names;
}

class Console::Logger {
 public:
  explicit Logger(int level)
      : log_("hrscan", std::make_shared<spdlog::sinks::stderr_sink_st>()) {
    log_.set_pattern("%n: %l: %v");
    log_.set_level(static_cast<spdlog::level::level_enum>(level));
  }
  void write(int level, const std::string& message) {
    log_.log(static_cast<spdlog::level::level_enum>(level),
             spdlog::string_view_t(message.data(), message.size()));
  }

 private:
  spdlog::logger log_;
};

Console::Console() : level_(spdlog::level::info), agent_(read_by_ci()) {}
Console::~Console() = default;

void Console::set_level(std::string_view name) {
  for (const LevelName& level : kLevels) {
    if (level.name == name) level_ = level.level;
  }
  logger_.reset();
}

void Console::prepare() {
  if (before_message_) before_message_();
}

Console::Logger& Console::logger() {
  prepare();
  if (logger_ == nullptr) logger_ = std::make_unique<Logger>(level_);
  return *logger_;
}

std::string Console::inert(std::string_view text) const {
  return agent_ ? escape::ci(text) : escape::terminal(text);
}

void Console::write(int level, std::string_view message) {
  logger().write(level, inert(message));
}

void Console::error(std::string_view message) {
  failed_ = true;
  write(spdlog::level::err, message);
}
void Console::error(const Error& error) { this->error(error.to_string()); }
void Console::warning(std::string_view message) {
  write(spdlog::level::warn, message);
}
void Console::info(std::string_view message) {
  write(spdlog::level::info, message);
}
void Console::debug(std::string_view message) {
  if (level_ > spdlog::level::debug) return;
  write(spdlog::level::debug, message);
}

void Console::line(std::string_view text) {
  prepare();
  const std::string safe = inert(text) + '\n';
  std::fwrite(safe.data(), 1, safe.size(), stderr);
}

}  // namespace hrscan::cli
