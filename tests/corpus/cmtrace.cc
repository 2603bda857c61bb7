// The Configuration Manager client, in the format that CMTrace shows.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"tail", "]LOG]!><time=\"{hour}:{minute}:{second}.{ms}-060\" date=\"{month}-{day}-{year}\" component=\"{who}\" context=\"\" type=\"{dec:1}\" thread=\"{dec:4-5}\" file=\"{word}.cpp:{dec:3-4}\">"},
    {"who", "CcmExec"}, {"who", "WUAHandler"}, {"who", "AppEnforce"},
    {"who", "LocationServices"}, {"who", "PolicyAgent"}, {"who", "ScanAgent"},
    {"line", "<![LOG[CTM job {{{GUID}}} entered phase CCM_DOWNLOADSTATUS_SUCCEEDED{tail}"},
    {"line", "<![LOG[Policy store compaction: ESENT page 0x{hex:5}, flush map {HEX:16}, {dec:2} records{tail}"},
    {"line", "<![LOG[    Performing detection of app deployment type MSI x86(ScopeId_{GUID}/DeploymentType_{guid}, revision {dec:1}) for system.{tail}"},
    {"line", "<![LOG[Download location found 0 - {url}{tail}"},
    {"line", "<![LOG[Raising event:"}, {"line", "\tProcessID = {dec:4};"},
    {"line", "\tMachineName = \"CLIENT{dec:2}\";"}, {"line", "{tail}"},
    {"line", "<![LOG[Read SMBIOS (encoded): {HEX:20}{tail}"},
    {"line", "<![LOG[Requesting Machine policy, cookie {hex:16}{tail}"},
    {"finding", "<![LOG[Failed to send Location Request Message, error 0x{code:x}{tail}", 2},
    {"finding", "<![LOG[Post to {url} failed with 0x{code:x}.{tail}", 2},
    {"finding", "<![LOG[OutgoingMessage(Queue='mp_[http]mp_locationmanager', ID={{{GUID}}}): Delivery attempt failed, hr=0x{code:x}, will retry{tail}"},
    {"finding", "<![LOG[Raising pending event, HRESULT=\"0x{code:x}\", container {{{guid}}}{tail}"},
    {"finding", "<![LOG[Unknown error (Error: {code:X}; Source: Unknown){tail}", 2},
    {"finding", "<![LOG[Job error (0x{code:x}) received for assignment ({{{GUID}}}) action{tail}"},
    {"finding", "<![LOG[Update (Site_{GUID}/SUM_{guid}) Progress: Status = ciStateError, PercentComplete = 100, DownloadSize = {dec:9}, Result = 0x{code:X}{tail}"},
    {"finding", "<![LOG[{word} win32 error {small}{tail}"},
    {"finding", "\tErrorCode = {code:u};"}, {"finding", "\tHResult = \"{token}\";"},
    {"finding", "<![LOG[CreateProcessAsUser failed for program Install: GetLastError returned {small}{tail}"},
    {"finding", "<![LOG[{announced}{tail}", 4},
};
// clang-format on

}  // namespace

const Style kCmtrace{"cmtrace", "Configuration Manager client", kRules, 400, 0};

}  // namespace hrscan::corpus
