// The names are those of "Windows upgrade error codes" (learn.microsoft.com),
// without SP_EXECUTION_ and SP_EXECUTION_OP_; the page's "DRVIERS" is spelled
// out.
#include "code/setup_extend.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace hrscan {
namespace {

constexpr std::string_view kPhases[] = {"UNKNOWN",    "DOWNLEVEL", "SAFE_OS",
                                        "FIRST_BOOT", "OOBE_BOOT", "UNINSTALL"};

constexpr std::string_view kOperations[] = {
    "UNKNOWN",
    "COPY_PAYLOAD",
    "DOWNLOAD_UPDATES",
    "INSTALL_UPDATES",
    "INSTALL_RECOVERY_ENVIRONMENT",
    "INSTALL_RECOVERY_IMAGE",
    "REPLICATE_OC",
    "INSTALL_DRIVERS",
    "PREPARE_SAFE_OS",
    "PREPARE_ROLLBACK",
    "PREPARE_FIRST_BOOT",
    "PREPARE_OOBE_BOOT",
    "APPLY_IMAGE",
    "MIGRATE_DATA",
    "SET_PRODUCT_KEY",
    "ADD_UNATTEND",
    "ADD_DRIVER",
    "ENABLE_FEATURE",
    "DISABLE_FEATURE",
    "REGISTER_ASYNC_PROCESS",
    "REGISTER_SYNC_PROCESS",
    "CREATE_FILE",
    "CREATE_REGISTRY",
    "BOOT",
    "SYSPREP",
    "OOBE",
    "BEGIN_FIRST_BOOT",
    "END_FIRST_BOOT",
    "BEGIN_OOBE_BOOT",
    "END_OOBE_BOOT",
    "PRE_OOBE",
    "POST_OOBE",
    "ADD_PROVISIONING_PACKAGE",
};

std::string phase_name(std::uint32_t phase) {
  if (phase < std::size(kPhases)) return std::string(kPhases[phase]);
  return fmt::format("{}", phase);
}

std::string operation_name(std::uint32_t operation) {
  if (operation < std::size(kOperations)) {
    return std::string(kOperations[operation]);
  }
  return fmt::format("0x{:X}", operation);
}

}  // namespace

std::string setup_detail(std::uint32_t extend) {
  return fmt::format("phase {}, operation {}", phase_name(extend >> 16),
                     operation_name(extend & 0xFFFF));
}

}  // namespace hrscan
