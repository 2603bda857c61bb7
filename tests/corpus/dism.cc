// Image servicing.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day} {hour}:{minute}:{second}, {level}DISM   "},
    {"level", "Info                  ", 4}, {"level", "Warning               "},
    {"level", "Error                 "},
    {"who", "DISM Provider Store: PID={dec:4} TID={dec:4} "},
    {"who", "DISM Package Manager: PID={dec:4} TID={dec:4} "},
    {"who", "DISM.EXE: PID={dec:4} TID={dec:4} "},
    {"who", "API: PID={dec:4} TID={dec:4} "},
    {"line", "{stamp}{who}Connecting to the provider located at {path}. - CDISMProviderStore::Internal_LoadProvider"},
    {"line", "{stamp}{who}Opened image {dec:1} of D:\\sources\\install.wim, size {dec:11} bytes, attributes 0x{hex:2}, GUID {{{guid}}} - CWimManager::Open"},
    {"line", "{stamp}{who}Chunk {dec:5} at offset 0x{hex:10}, compressed {dec:5} of 32768, flags 0x000000{hex:2} - CWimManager::WriteChunk"},
    {"line", "{stamp}{who}Installing {word}.inf, hardware id PCI\\VEN_1AF4&DEV_{HEX:4}&SUBSYS_{HEX:8}&REV_01, catalog thumbprint {hex:40}"},
    {"line", "{stamp}{who}"},
    {"finding", "{stamp}{who}Failed to load the provider: {path}. - CDISMProviderStore::Internal_GetProvider(hr:0x{code:x})", 3},
    {"finding", "{stamp}{who}Failed finalizing changes. - CDISMPackageManager::Internal_Finalize(hr:0x{code:x})", 3},
    {"finding", "{stamp}{who}processed the command line but failed. HRESULT={code:X}", 2},
    {"finding", "{stamp}{who}Leave DismInitializeInternal, returned 0x{code:x} - DismInitializeInternal"},
    {"finding", "{stamp}[{dec:4}] [0x{code:x}] OpenImageByIndex:({dec:4}): {word} {word}"},
    {"finding", "{stamp}{who}{word}: {announced} - C{word}::Run(hr:{token})", 4},
    {"finding", "{stamp}{who}Exit result: 0x00000000, {dec:1}.{dec:1} s"},
};
// clang-format on

}  // namespace

const Style kDism{"dism", "image servicing", kRules, 400, 0};

}  // namespace hrscan::corpus
