// Component servicing: what the benchmarks read, so its findings are written
// the way CBS writes them and not in all forms there are.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day} {hour}:{minute}:{second}, "},
    {"info", "{stamp}Info                  CBS    "},
    {"failure", "{stamp}Error                 CBS    "},
    {"csi", "{stamp}Info                  CSI    {count} "},

    {"line", "{info}Appl: detect Parent, Package: {id}, Parent: {id}, Disposition = Detect, VersionComp: EQ, BuildComp: EQ, RevisionComp: GE, Exist: present", 6},
    {"line", "{info}Appl: detectParent: package: {id}, parent found: {id}, state: Installed", 6},
    {"line", "{info}Appl: Package: {id}, Update: {hex:32}, Applicable: {yes}, Disposition: {disposition}", 4},
    {"line", "{info}Appl: SelfUpdate detect, component: {assembly}, elevation: {dec:1}, applicable: {dec:1}", 3},
    {"line", "{info}Plan: Package: {id}, current: {state}, pending: Default, start: {state}, applicable: {state}, targeted: {state}, limit: Installed", 5},
    {"line", "{info}Exec: Addition of component to be pinned: {assembly}", 2},
    {"line", "{info}Exec: Package: {id} is already in the correct state, current: {state}, targeted: {state}", 2},
    {"line", "{info}Repr: catalog {package}~31bf3856ad364e35~amd64~~10.0.19041.{dec:3-4} checked, sha256:{hex:64}"},
    {"line", "{info}Lock: New lock added: CCbs{Word}, level: {dec:1-2}, total lock:{dec:1-2}"},
    {"line", "{info}Session: {dec:8}_{dec:10} initialized by client {word}."},
    {"line", "{info}FOD: Package {id} has {dec:1} satellites, capability bits: 0x{hex:2}"},
    {"line", "{info}Read out cached package applicability for package: {id}, ApplicableState: {dec:1-3}, CurrentState:{dec:1-3}", 3},
    {"line", "{info}Startup processing thread terminated normally"},
    {"line", "{info}TI: Startup Processing completes, release startup processing lock."},
    {"line", "{info}TiWorker signaled for shutdown, going to exit."},
    {"line", "{info}Maint: processing complete, last maintenance {dec:1-2} days ago"},
    {"line", "{csi}[SR] Verifying {dec:1-3} components", 3},
    {"line", "{csi}[SR] Beginning Verify and Repair transaction", 3},
    {"line", "{csi}[SR] Verify complete", 3},
    {"line", "{csi}Scavenge: Completed, disposition: {dec:1}, bytes freed {dec:5-9}, component {assembly}", 2},
    {"line", "{csi}Performing {dec:1-2} operations; {dec:1-2} are not lock/unlock and follow:"},
    {"line", "  ({dec:1})  LockComponentPath: flags: 0 comp: {{l:16 b:{hex:32}}} pathid: {{l:16 b:{hex:32}}} path: [l:{dec:3}]'\\SystemRoot\\WinSxS\\{assembly}' pid: {hex:3} starttime: {dec:18}", 3},
    {"line", "  ({dec:1})  SetKeyValue: \\Registry\\Machine\\Schema\\wcm://Microsoft-Windows-{component}, name \"{word}\", type: {dec:1}, size: {dec:2-5}"},
    {"line", "  {dec:2}: Move File: Source = [l:{dec:3}]\"\\SystemRoot\\WinSxS\\Temp\\PendingRenames\\{hex:32}.{assembly}.manifest\", Destination = [l:{dec:3}]\"\\SystemRoot\\WinSxS\\Manifests\\{assembly}.manifest\"", 2},
    {"line", "{csi}Ensuring directory [l:{dec:2}]\"\\??\\C:\\Windows\\{component}\\{word}\" exists, owner {{S-1-5-80-{dec:9}-{dec:10}}}"},
    {"line", "\tCSI Payload Repaired:\t{dec:1}"},

    {"finding", "{failure}Failed to {verb} {noun}. [HRESULT = 0x{code:x} - {symbol}]", 8},
    {"finding", "{info}Failed to {verb} {noun} [HRESULT = 0x{code:x} - {symbol}]", 6},
    {"finding", "{failure}Exec: Failed to {verb} execution package: {id}, [HRESULT = 0x{code:x} - {symbol}]", 4},
    {"finding", "{info}Exec: Processing complete.  Session: {dec:8}_{dec:10}, Package: {id}, Identifier: KB{dec:7}, [HRESULT = 0x{code:x} - {symbol}]", 3},
    {"finding", "{info}Session: {dec:8}_{dec:10} finalized. Reboot required: no [HRESULT = 0x{code:x} - {symbol}]", 3},
    {"finding", "{info}WER: Generating failure report for package: {id}, status: 0x{code:x}, failure source: Resolve, start state: {state}, target state: {state}", 2},
    {"finding", "{info}DWLD:Failed while searching for {id}, hr = 0x{code:x}", 2},
    {"finding", "{failure}DWLD:Failed to begin WU search [HRESULT = 0x{code:x} - {symbol}]", 2},
    {"finding", "{failure}FOD: Failed to download payload for update {component} of {id}, disposition 0x{hex:1} [HRESULT = 0x{code:x} - {symbol}]"},
    {"finding", "{info}Failed to perform operation.  [HRESULT = 0x{code:x}]"},
    {"finding", "{info}Failed to connect to RPC endpoint of the worker: 0x{code:x} [{symbol}], worker pid {dec:4}"},
    {"finding", "{csi}(F) STATUS_OBJECT_NAME_NOT_FOUND error from {word}: 0x{code:x}, component {assembly}"},
    {"finding", "{failure}Shtd: Failed while processing non-critical driver operations queue. [HRESULT = 0x{code:x} - {symbol}]"},
    {"finding", "{info}FOD: source \\\\FILESRV{dec:2}.corp.example.com\\sources$\\sxs: not reachable, win32 error 53"},

    {"stack", "{csi}ComponentStore::Resolve: manifest [l:{dec:3}]'{assembly}.manifest' not present, flags 0x000000{hex:2} (stack @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9})", 2},
    {"stack", "{csi}Creating NT transaction (seq {dec:1-3}), objectname [6]\"(null)\" (stack @0x7fe{hex:8} @0x7fe{hex:8} @0x7fe{hex:8} @0xff{hex:6} @0xff{hex:6})"},
    {"stack", "{csi}@{year}/{month}/{day}:{hour}:{minute}:{second}.{ms} WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9} @0x7ff{hex:9})"},

    {"id", "Microsoft-Windows-{component}-Package~31bf3856ad364e35~amd64~{language}~10.0.19041.{revision}", 5},
    {"id", "{package}~31bf3856ad364e35~amd64~~10.0.19041.{revision}"},
    {"id", "Package_for_KB{dec:7}~31bf3856ad364e35~amd64~~19041.{revision}.1.{dec:1}"},
    {"package", "Package_for_RollupFix"}, {"package", "Package_for_DotNetRollup"},
    {"package", "Package_for_ServicingStack_{dec:4}"},
    {"assembly", "{arch}_microsoft-windows-{short}_31bf3856ad364e35_10.0.19041.{revision}_none_{hex:16}", 4},
    {"assembly", "{arch}_netfx-{short}_31bf3856ad364e35_10.0.19041.{revision}_none_{hex:16}"},
    {"arch", "amd64", 3}, {"arch", "x86"}, {"arch", "wow64"},
    {"revision", "1"}, {"revision", "746"}, {"revision", "3570"},
    {"revision", "4522"}, {"revision", "5438"}, {"revision", "{dec:3-4}", 3},
    {"language", "", 3}, {"language", "en-US"}, {"language", "de-DE"},
    {"language", "fr-FR"}, {"language", "ja-JP"},
    {"state", "Installed", 3}, {"state", "Staged"}, {"state", "Absent"},
    {"state", "Resolved"}, {"state", "Superseded"}, {"state", "Default"},
    {"yes", "Applicable"}, {"yes", "NotApplicable"}, {"yes", "NeedsParent"},
    {"disposition", "Installed"}, {"disposition", "Staged"},
    {"disposition", "Absent"},
    {"component", "Foundation"}, {"component", "Client-Features"},
    {"component", "NetFx3-OnDemand"}, {"component", "TabletPCMath"},
    {"component", "MediaPlayer"}, {"component", "OpenSSH-Client"},
    {"component", "InternetExplorer-Optional"}, {"component", "WordPad-FoD"},
    {"component", "LanguageFeatures-Basic-en-us"}, {"component", "Spooler"},
    {"component", "Printing-Foundation"}, {"component", "QuickAssist"},
    {"component", "StepsRecorder"}, {"component", "Kernel-LA57-FoD"},
    {"component", "Notepad-System-FoD"}, {"component", "Hello-Face"},
    {"component", "Client-LanguagePack"}, {"component", "MSPaint-FoD"},
    {"short", "tcpip-driver"}, {"short", "shell32"}, {"short", "crypt32-dll"},
    {"short", "d..ervicing-dismcore"}, {"short", "netfx3-ondemand"},
    {"short", "i..raries-servercommon"}, {"short", "mscorlib"},
    {"short", "servicingstack"}, {"short", "errorreportingcore"},
    {"short", "s..ation-badcodeupdate"}, {"short", "kernel32"},
    {"Word", "Worker"}, {"Word", "WorkerQueue"}, {"Word", "SessionManager"},
    {"Word", "PackageCache"}, {"Word", "PublicSession"},
    {"verb", "resolve"}, {"verb", "open"}, {"verb", "process"},
    {"verb", "stage"}, {"verb", "pin"}, {"verb", "load"}, {"verb", "execute"},
    {"verb", "get"}, {"verb", "initialize"}, {"verb", "bulk stage"},
    {"noun", "execution chain"}, {"noun", "package changes"},
    {"noun", "FOD payload from source list [l:{dec:1}]"},
    {"noun", "single phase execution"}, {"noun", "manifest of {assembly}"},
    {"noun", "deployment for package: {id}"}, {"noun", "file {path}"},
    {"noun", "reboot policy"}, {"noun", "the update {dec:7}-{dec:1-4}_neutral"},
    {"path", "\\\\?\\C:\\Windows\\Servicing\\Packages\\{id}.cat"},
};
// clang-format on

}  // namespace

const Style kCbs{"cbs", "component servicing, a finding in 600 bytes", kRules,
                 600, 40};
const Style kSparse{"sparse", "the same with one finding per MiB", kRules,
                    1 << 20, 40};

}  // namespace hrscan::corpus
