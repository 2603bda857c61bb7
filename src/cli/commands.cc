// The one table of commands.
#include "cli/command.h"
#include "hrscan/render.h"
#include "render/comparison.h"

namespace hrscan::cli {
namespace {

constexpr unsigned kScanning = kFilters | kReading | kCatalog | kGeneral;

constexpr std::string_view kScanOwn[] = {"format", "context", "follow"};
constexpr std::string_view kAnnotateOwn[] = {
    "style",         "template",    "max-width", "once",
    "only-findings", "follow",      "in-place",  "backup",
    "dry-run",       "break-links", "strip"};
constexpr std::string_view kCheckOwn[] = {
    "format",   "output",    "fail-on",     "allow",          "allow-file",
    "baseline", "max-count", "ignore-line", "require-context"};
constexpr std::string_view kSummaryOwn[] = {"format", "output", "by",
                                            "sort",   "top",    "min-count"};
constexpr std::string_view kCompareOwn[] = {"format", "output"};
constexpr std::string_view kExplainOwn[] = {"format"};
constexpr std::string_view kRulesOwn[] = {"format", "component", "counts", "as",
                                          "output"};

constexpr Action kRuleActions[] = {
    {"list", "print every rule", false},
    {"check", "look for faults in rules files", true},
    {"show", "print the rules of a code or symbol as TOML", false},
    {"import", "make a rules file of C headers and .mc files", true},
};

const Command kCommands[] = {
    {.name = "scan",
     .summary = "list the status codes in logs, one line each",
     .usage = "[options] [FILE|DIR|-]...",
     .about = "Lists every place where a status code is written:\n\n"
              "  path:line:column: 0x80070005 E_ACCESSDENIED [retry: unlikely] "
              "...\n\n"
              "Logs may be UTF-8, UTF-16 or 8-bit, compressed, or in "
              "archives.\n\n"
              "Exit status: 0 if something was found, 1 if nothing was, 2 on "
              "trouble.",
     .examples =
         "  hrscan scan CBS.log                        every finding\n"
         "  hrscan scan -C 2 --retry unlikely logs/    with the lines around\n"
         "  hrscan scan --code E_ACCESSDENIED,0x80070020 *.log\n"
         "  hrscan scan -f jsonl CBS.log | jq -r .symbol\n"
         "  hrscan scan --follow --retry unlikely app.log\n",
     .options = {kScanning, kScanOwn, finding_formats()},
     .run = run_scan},
    {.name = "annotate",
     .summary = "write logs with every status code explained",
     .usage = "[options] [FILE|DIR|-]...",
     .about =
         "Writes each log to standard output with a note behind every code:\n\n"
         "  hr = 0x80070005 {E_ACCESSDENIED: ... | retry: unlikely}\n\n"
         "Annotating again changes nothing; --strip gives back the original.\n"
         "With -i the files themselves are changed, each as a whole or not at "
         "all.",
     .examples = "  hrscan annotate CBS.log | less\n"
                 "  app 2>&1 | hrscan annotate > app.log\n"
                 "  hrscan annotate --follow --style below app.log\n"
                 "  hrscan annotate --strip annotated.log > original.log\n"
                 "  hrscan annotate -i --dry-run logs/         what would "
                 "change\n"
                 "  hrscan annotate -i --backup=.orig CBS.log\n",
     .options = {kScanning, kAnnotateOwn, {}},
     .run = run_annotate},
    {.name = "summary",
     .summary = "count the status codes in logs (the default command)",
     .usage = "[options] [FILE|DIR|-]...",
     .about = "Counts what was found by code, most frequent first, says how "
              "many of them\na retry may mend, and sums it up in one sentence.",
     .examples =
         "  hrscan summary CBS.log\n"
         "  hrscan CBS.log                             the same\n"
         "  hrscan summary -n 10 --include '*.log' /var/logs\n"
         "  hrscan summary --by hour,file,code logs/\n"
         "  hrscan summary -o json=today.json -o html=today.html logs/\n",
     .options = {kScanning, kSummaryOwn, summary_formats()},
     .run = run_summary},
    {.name = "check",
     .summary = "judge logs for a pipeline: pass, try again or fail",
     .usage = "[options] [FILE|DIR|-]...",
     .about =
         "Says whether a build or deployment failed for good; the last line is "
         "the\nverdict. -o FORMAT=FILE writes a report to a file, -o FORMAT to "
         "standard output.\n\n"
         "Exit status: 0 nothing fails, 1 something fails that a retry will "
         "not mend,\n75 what fails may pass when the job runs again, 2 "
         "trouble.",
     .examples =
         "  hrscan check build.log\n"
         "  msbuild ... | tee build.log | hrscan check -\n"
         "  hrscan check -o github -o sarif=out.sarif -o junit=out.xml logs/\n"
         "  hrscan check --allow '0x8024*' --ignore-line 'retrying' build.log\n"
         "  hrscan check --baseline yesterday.json --max-count 3 logs/\n",
     .options = {kScanning, kCheckOwn, verdict_formats()},
     .run = run_check},
    {.name = "merge",
     .summary = "add up summaries",
     .usage = "[options] [FILE|DIR|-]...",
     .about = "Adds up summaries written with 'hrscan summary -f json'. The "
              "result is what one\nsummary over all of their logs gives, in "
              "whatever order they come; inputs of one\npath are one file. Of "
              "directories, files *.json are read.",
     .examples = "  hrscan merge monday.json tuesday.json > both.json\n"
                 "  hrscan merge -f table fleet/\n"
                 "  hrscan merge --by facility -o json=all.json -f table "
                 "*.json\n",
     .options = {kCatalog | kGeneral, kSummaryOwn, merge_formats()},
     .run = run_merge},
    {.name = "compare",
     .summary = "say what changed between two summaries",
     .usage = "[options] OLD NEW",
     .about = "Compares two summaries written with 'hrscan summary -f json': "
              "codes that are\nnew, gone, more or less frequent, with their "
              "rates per million lines and, where\nlines carry times, per "
              "hour. The exit status does not depend on what changed.",
     .examples = "  hrscan compare yesterday.json today.json\n"
                 "  hrscan compare -f json old.json new.json | jq .codes[0]\n",
     .options = {kCatalog | kGeneral, kCompareOwn, comparison_formats()},
     .run = run_compare},
    {.name = "explain",
     .summary = "say all that is known about status codes",
     .usage = "[options] CODE|SYMBOL...",
     .about = "Explains codes given as hex, decimal or symbol: their bits, "
              "facility and every\nknown name, what they mean and whether a "
              "retry helps, and the related Win32\nerror or NTSTATUS. Small "
              "decimal numbers are Win32 errors.",
     .examples = "  hrscan explain 0x80070005\n"
                 "  hrscan explain -2147024891 5 c0000005\n"
                 "  hrscan explain wu_e_no_service\n"
                 "  hrscan explain -f json E_FAIL | jq .[0].retry\n",
     .options = {kCatalog | kGeneral, kExplainOwn, {"text", "json"}},
     .takes_files = false,
     .run = run_explain},
    {.name = "rules",
     .summary = "list, check, show and import rules of the catalog",
     .usage = "[options] list\n"
              "       hrscan rules check FILE|DIR...\n"
              "       hrscan rules [options] show CODE|SYMBOL...\n"
              "       hrscan rules [options] import FILE...",
     .about = "list   prints every rule: code, symbol, kind, header, "
              "component, retry, basis\n"
              "check  looks for faults in rules files, each named with "
              "file:line:column;\n"
              "       a directory is judged as a whole\n"
              "show   prints the rules of a code or symbol as TOML\n"
              "import makes a rules file of C headers and Message Compiler "
              "files (.mc), on\n       standard output or with -o FILE\n\n"
              "Exit status: 0 done, 2 trouble or faults.",
     .examples = "  hrscan rules list --component 'Windows Update'\n"
                 "  hrscan rules list -f csv > rules.csv\n"
                 "  hrscan rules list --counts\n"
                 "  hrscan rules check my-rules.toml\n"
                 "  hrscan rules show WU_E_NO_SERVICE > my-rules.toml\n"
                 "  hrscan rules import --component Contoso -o contoso.toml "
                 "contoso.h\n",
     .options = {kCatalog | kGeneral, kRulesOwn, {"table", "csv"}, false},
     .actions = kRuleActions,
     .run = run_rules},
    {.name = "completion",
     .summary = "print a script that completes command lines in a shell",
     .usage = "bash|zsh|fish|powershell",
     .about = "Prints a script for the shell: with it the Tab key completes "
              "commands, options,\nthe values that options can have, and file "
              "names.",
     .examples =
         "  source <(hrscan completion bash)           in ~/.bashrc\n"
         "  source <(hrscan completion zsh)            in ~/.zshrc, behind "
         "compinit\n"
         "  hrscan completion fish | source            in "
         "~/.config/fish/config.fish\n"
         "  hrscan completion powershell | Out-String | Invoke-Expression   in "
         "$PROFILE\n",
     .options = {kGeneral, {}, {}},
     .actions = completion_actions(),
     .run = run_completion},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace hrscan::cli
