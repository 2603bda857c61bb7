// Windows setup.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day} {hour}:{minute}:{second}, {level}{who}"},
    {"level", "Info                  ", 4}, {"level", "Warning               "},
    {"level", "Error                 "},
    {"who", "MOUPG  "}, {"who", "SP     "}, {"who", "MIG    "},
    {"who", "CONX   "}, {"who", "HWSCAN "},
    {"line", "{stamp}  e820[{dec:1-2}]: base 0x00000001{hex:8} length 0x00000000{hex:8} type 1"},
    {"line", "{stamp}Device PCI\\VEN_1B36&DEV_{HEX:4}&SUBSYS_{HEX:8}&REV_06\\2&{hex:8}&0&A5 class {{{guid}}} devnode 0x0180600a problem {dec:1-2}"},
    {"line", "{stamp}Executing operation {dec:2} of 62: Apply inherited security"},
    {"line", "{stamp}CMoveFolder: C:\\$WINDOWS.~BT\\Work -> C:\\$Windows.~LS\\{hex:7}k, attributes 0x00002020, file id 0x{hex:16}"},
    {"line", "{stamp}Restored {word}, {dec:1-3} objects from store {{{guid}}}"},
    {"line", "{stamp}  module {file} base 0xfffff{hex:11} size 0x{hex:8} stamp 0x{hex:8} checksum 0x{hex:8}"},
    {"line", "{stamp}  EIP: 0x{hex:8} EFLAGS: 0x00010246 (32-bit context), {word}+0x{hex:8}"},
    {"line", "{stamp}Appraiser: D: file scan {dec:2}%, cache hits {dec:4}, hash {hex:40}"},
    {"finding", "{stamp}SP Remapped error [0x{code:x}] -> [0xC19001DF]", 2},
    {"finding", "{stamp}CSetupManager::RemapError: [0x{code:x}] -> [0x{draw}{code:X}]"},
    {"finding", "{stamp}Cannot delete {path}. Error: 0x{code:x}[gle=0x000000{hex:2}]", 3},
    {"finding", "{stamp}pSPGetFreeSpace: volume C: query failed. [gle={small}]", 2},
    {"finding", "{stamp}Setup stopped: 0xC1900101-0x{extend}", 2},
    {"finding", "{stamp}SetupHost: exit 0xC190020{HEX:1}-0x{extend}, {word}"},
    {"finding", "{stamp}Result code 0xC1900101 - 0x{extend} in the SAFE_OS phase during BOOT"},
    {"finding", "{stamp}CDlpTask::Execute({dec:3}): Result = 0x{code:X}", 2},
    {"finding", "{stamp}Exception from HRESULT: 0x{code:x} - {symbol} at Fabrikam.Run(), native frame 0x7ff{hex:9}"},
    {"finding", "{stamp}CoCreateInstance: 0x{code:x} {symbol}, module base 0x8013{hex:4}"},
    {"finding", "{stamp}Error reading profile S-1-5-21-{dec:10}-{dec:10}-1105, Win32 error 0x{hex:8}"},
    {"finding", "{stamp}{announced} [gle={small}]", 4},
};
// clang-format on

}  // namespace

const Style kSetup{"setup", "Windows setup", kRules, 400, 0};

}  // namespace hrscan::corpus
