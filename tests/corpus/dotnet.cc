// The trace of a .NET service that uses COM.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day} {hour}:{minute}:{second}.{ms} [{level}] [{dec:4}:{dec:2}] Fabrikam.Dispatch.{who} - "},
    {"level", "INF"}, {"level", "DBG"}, {"level", "TRC"}, {"level", "ERR"},
    {"who", "Com"}, {"who", "Queue"}, {"who", "Sql"}, {"who", "Files"},
    {"line", "{stamp}Service starting, version 6.2.0.{dec:3} (commit {hex:40})"},
    {"line", "{stamp}Job {dec:8} received from Contoso-FR, {dec:2} lines, {dec:2},{dec:3} bytes, CorrelationId={guid}"},
    {"line", "{stamp}AddRef 0x000001d4{hex:8} -> {dec:1}, apartment 0x{hex:4}, OXID {GUID}"},
    {"line", "{stamp}Rendered label {dec:6} in {dec:2} ms, crc32 {hex:8}"},
    {"line", "   at System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw()"},
    {"line", "    {hex:8}`{hex:8} 00007ff8`{hex:8} Contoso_Label_Native!CLabel::Measure+0x{hex:2}"},
    {"line", "    Sig[{dec:1}].Name={word}"}, {"line", "ClientConnectionId:{guid}"},
    {"line", "ModLoad: 00007ff8`{hex:8} 00007ff8`{hex:8}   {path}"},
    {"line", "rax={hex:16} rbx={hex:16} rcx=00000000{code:x}"},
    {"line", "eax={code:x} ebx=00000000 ecx={hex:8} edx={hex:8} esi={hex:8} edi={hex:8}"},
    {"finding", "System.Runtime.InteropServices.COMException (0x{code:X}): The RPC server is unavailable. (Exception from HRESULT: 0x{code:X} ({symbol}))", 2},
    {"finding", "{stamp}CoInitializeEx(COINIT_MULTITHREADED) returned 0x0000000{dec:1}"},
    {"finding", "Microsoft OLE DB Driver for SQL Server error '{code:x}'", 2},
    {"finding", "  HResult={code:d}", 2}, {"finding", "  HResult: {code:d}"},
    {"finding", "{stamp}ErrorCode: {code:d} (0x{code:X}), attributes 0x00000020, owner CONTOSO\\svc-label", 2},
    {"finding", "{stamp}Reply body: <fault><hr>{code:x}</hr><line>{dec:3}</line><component>Contoso.Label</component></fault>"},
    {"finding", "{stamp}LogonUser for CONTOSO\\svc-report failed, GetLastError() = {small}"},
    {"finding", "    Sig[{dec:1}].Value={code:x}"}, {"finding", "Exception code: 0x{nt}"},
    {"finding", "Faulting module name: ntdll.dll, version: 10.0.19041.{dec:4} Exception code: 0x{nt} Fault offset: 0x{hex:16}"},
    {"finding", "{stamp}{announced}, {word} {announced}", 4},
    {"finding", "{stamp}onecore\\store\\cache.cpp({dec:3})\\Store.dll!00007FFB{HEX:8}: (caller: 00007FFB{HEX:8}) ReturnHr({dec:1}) tid({hex:4}) {code:X} {word}"},
};
// clang-format on

}  // namespace

const Style kDotnet{"dotnet", "a .NET service that uses COM", kRules, 400, 0};

}  // namespace hrscan::corpus
