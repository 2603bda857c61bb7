// The Windows Update client, as it wrote its log itself and as it is decoded
// from traces.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day}\t{hour}:{minute}:{second}:{ms}\t {dec:3}\t{hex:3-4}\t{who}\t", 2},
    {"stamp", "{year}/{month}/{day} {hour}:{minute}:{second}.{dec:7} {dec:4}  {dec:4}  {who}       "},
    {"who", "Misc"}, {"who", "PT"}, {"who", "Agent"}, {"who", "AU"},
    {"who", "DnldMgr"}, {"who", "Report"}, {"who", "Handler"}, {"who", "SLS"},
    {"line", "{stamp}  + Cookie expires 2026-03-15, cookie blob {hex:48}"},
    {"line", "{stamp}File URL: {url}"},
    {"line", "{stamp}*************"},
    {"line", "{stamp}Matched driver to device PCI\\VEN_1AF4&DEV_1000&SUBSYS_{HEX:8}&REV_00, rank 0x80ff0000, problem 28"},
    {"line", "{stamp}DetectOrInstallUpdate {GUID}, node {dec:2}: not applicable, bits 0x{hex:8}"},
    {"line", "{stamp}Job {{{GUID}}} file range 0x{hex:10}-0x{hex:10} complete, peers {dec:1}"},
    {"line", "{stamp}Added update {GUID}.{dec:3} to search result"},
    {"finding", "{stamp}WARNING: Send failed with hr = {code:x}.", 2},
    {"finding", "{stamp}WARNING: SendRequest failed with hr = {code:x}. Proxy List used: <(null)> Bypass List used : <(null)> Auth Schemes used : <>"},
    {"finding", "{stamp}FATAL: SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed. error 0x{code:x}"},
    {"finding", "{stamp}WARNING: SyncUpdates failure, error = 0x{code:X}, soap client error = {dec:1}, soap error code = {dec:1-3}, HTTP status code = {dec:3}", 2},
    {"finding", "{stamp}*FAILED* [{code:X}] {word} {word}", 3},
    {"finding", "{stamp}  # WARNING: Failed to find updates with error code {code:X}"},
    {"finding", "{stamp}  * WARNING: Exit code = 0x{code:X}"},
    {"finding", "{stamp}REPORT EVENT: {{{GUID}}}\t{year}-{month}-{day} {hour}:{minute}:{second}:{ms}-0600\t1\t{dec:3} [AGENT_DETECTION_FAILED]\t101\t{{{GUID}}}\t0\t{code:x}\tAutomaticUpdates\tFailure\tSoftware Synchronization\tWindows Update Client failed to detect with error 0x{code:x}.", 2},
    {"finding", "{stamp}{word} {announced}", 4},
};
// clang-format on

}  // namespace

const Style kWindowsUpdate{"windows-update", "Windows Update client", kRules,
                           400, 0};

}  // namespace hrscan::corpus
