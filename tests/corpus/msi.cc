// Windows Installer, verbose.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "MSI ({side}) ({HEX:2}:{HEX:2}) [{hour}:{minute}:{second}:{ms}]: "},
    {"side", "s", 3}, {"side", "c"}, {"side", "N"},
    {"line", "{stamp}PROPERTY CHANGE: Adding PackageCode property. Its value is '{{{GUID}}}'."},
    {"line", "{stamp}Executing op: RegOpenKey(Root=-214748364{dec:1},Key=SOFTWARE\\Contoso\\Client\\Gr\xC3\xB6\xC3\x9F" "e,,BinaryType=1,,)", 2},
    {"line", "{stamp}Executing op: RegAddValue(Name=Flags,Value=#{dec:1-10},)", 2},
    {"line", "{stamp}Executing op: FileCopy(SourceName={file},DestName={file},Attributes=512,FileSize={dec:5-9},PerTick=65536,,VerifyMedia=1,HashPart1={dec:9-10},HashPart2=-{dec:10},HashPart3=-{dec:9},HashPart4={dec:10})", 2},
    {"line", "{stamp}Component: C_{file}; Installed: Absent;   Request: Local;   Action: Null"},
    {"line", "{stamp}Executing op: ComponentRegister(ComponentId={{{GUID}}},KeyPath=02:\\SOFTWARE\\Contoso\\Client\\Version,State=3,,Disk=1,SharedDllRefCount=0,BinaryType=0)"},
    {"line", "Action start {dec:2}:{dec:2}:{dec:2}: {word}."},
    {"line", "Action ended {dec:2}:{dec:2}:{dec:2}: {word}. Return value {dec:1}."},
    {"line", "Property(S): {word} = {path}"},
    {"line", "{stamp}Note: 1: 1402 2: HKEY_LOCAL_MACHINE\\Software\\{word} 3: {dec:1} "},
    {"line", "{stamp}Product: {word}. Installation success or error status: {dec:1-4}."},
    {"finding", "{stamp}Note: 1: 2203 2: {path} 3: -2147287{dec:3} ", 3},
    {"finding", "{stamp}Note: 1: {dec:4} 2: {word} 3: {code:d} ", 2},
    {"finding", "Error 1935. An error occurred during the installation of assembly component {{{GUID}}}. HRESULT: 0x{code:X}. assembly interface: IAssemblyCacheItem, function: Commit, assembly name: {word}", 2},
    {"finding", "{stamp}SECREPAIR: Failed to open the file:{path} to compute its hash. Error: {dec:1-4}"},
    {"finding", "[{HEX:4}:{HEX:4}][{year}-{month}-{day}T{hour}:{minute}:{second}]e000: Error 0x{code:x}: Failed to execute MSI package.", 2},
    {"finding", "CA_ReadConfig: VBScript Err.Number=-{dec:1} Err.Code=&H{code:X} Source=Contoso.Config"},
    {"finding", "{stamp}MainEngineThread is returning {code:d}"},
    {"finding", "CustomAction {word} returned actual error code {code:d} (note this may not be 100% accurate if translation happened inside sandbox)"},
    {"finding", "{stamp}{announced}", 4},
};
// clang-format on

}  // namespace

const Style kMsi{"msi", "Windows Installer, verbose", kRules, 400, 0};

}  // namespace hrscan::corpus
