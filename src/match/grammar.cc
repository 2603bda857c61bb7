#include "match/grammar.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/bytes.h"

namespace hrscan {
namespace {

// Words that introduce a status code, written as one word. In compound names
// they count at the end, behind '_' or in camel case (kCamelStatus).
constexpr std::string_view kStatusWords[] = {
    "hr",           "hres",       "hresult",  "scode",       "sc",
    "status",       "error",      "errors",   "err",         "errno",
    "errcode",      "errorcode",  "errorno",  "errorstatus", "code",
    "codes",        "statuscode", "result",   "results",     "resultcode",
    "res",          "rc",         "ret",      "retval",      "retcode",
    "rv",           "return",     "returns",  "returned",    "returning",
    "returnvalue",  "returncode", "fail",     "failed",      "fails",
    "failing",      "failure",    "failures", "exception",   "exitcode",
    "exit",         "exited",     "fault",    "abort",       "aborted",
    "win32",        "win32error", "ntstatus", "lasterror",   "gle",
    "getlasterror", "lstatus",    "lresult",  "reason"};

// Verbs that introduce one together with "with".
constexpr std::string_view kEndedWith =
    R"((?:ended|completed|finished|terminated|replied|responded|done|crashed|stopped)\s+with)";

constexpr std::string_view kCamelStatus =
    R"([a-z0-9](?:Err(?:or|no)?(?:Code|Number|Value|Status)?|Status|)"
    R"((?:Return|Exit|Result|Status|Reason)?Code|Result|Hr|HR|H[Rr]esult|)"
    R"(HRESULT|Exception|Failure|Failed|Return|Ret(?:[Vv]al|Code)?|R[Cc]))";

// Short words that may stand between a status word and its token.
constexpr std::string_view kFillers[] = {
    "is",  "was", "of",      "with",   "value", "values", "number",
    "no",  "num", "set",     "to",     "due",   "by",     "as",
    "hex", "dec", "decimal", "equals", "eq"};

// Signs between a status word and its token. A full stop or a hyphen counts
// only with white space behind it (or as "->"), so that "error.80070005.txt"
// and "error-80070005" are names; \xEF\xBC\x9A is the full-width colon.
constexpr std::string_view kGap =
    R"((?:[\s"'`=:\[({<>#,|*!?)\]]|\\["']|[.-]\s|->|\xEF\xBC\x9A))";

// "error 5 (0x5)": the number in another notation, just before the token.
constexpr std::string_view kRestated =
    R"((?:-?[0-9]{1,10}\s{0,2}[(\[/=]\s{0,2})?)";

constexpr std::string_view kWordStart = R"((?:^|[^0-9A-Za-z]))";

constexpr std::string_view kErrorWords =
    R"((?:error|errors|err|errno|errcode|errorcode|errorno|gle|getlasterror|)"
    R"(last[ _-]?error|win32(?:[ _-]?(?:error|err))?))"
    R"((?:[ _-](?:code|number|no|value|status))?)";

constexpr std::string_view kWin32Words =
    R"((?:gle|(?:wsa)?getlasterror|last[ _-]?err(?:or)?|)"
    R"(win32[ _-]?(?:error|err|status|code|result)|)"
    R"((?:system|windows|dos|wsa|winsock|socket)[ _-]?error))"
    R"((?:[ _-]?(?:code|number|no))?)";

constexpr std::string_view kAddressWords[] = {
    "at",    "addr",    "address", "addresses", "base",    "handle",
    "ptr",   "pointer", "stack",   "module",    "hmodule", "offset",
    "frame", "image",   "loaded",  "this",      "pc",      "va",
    "rva",   "ip",      "eip",     "rip"};

constexpr std::string_view kRegister =
    R"((?:[re]?(?:ax|bx|cx|dx|si|di|sp|bp|ip)|r(?:8|9|1[0-5])|efl|eflags))";

constexpr std::string_view kFieldWords[] = {
    "id",     "ids",          "guid",     "uuid",   "hash",       "hashcode",
    "sha",    "sha1",         "sha256",   "sha384", "sha512",     "md5",
    "crc",    "crc32",        "checksum", "digest", "thumbprint", "fingerprint",
    "serial", "serialnumber", "key",      "cookie", "token",      "signature",
    "etag",   "subsysid",     "subsys"};

constexpr std::string_view kCamelField =
    R"([a-z0-9](?:I[Dd]|G[Uu][Ii][Dd]|Hash|Key|Thumbprint|Checksum|C[Rr][Cc]))";

constexpr std::string_view kMeasureWords[] = {
    "size",       "sizes",     "length",   "len",      "bytes",    "byte",
    "count",      "counts",    "offset",   "color",    "colour",   "rgb",
    "argb",       "flags",     "flag",     "mask",     "tid",      "pid",
    "thread",     "threads",   "process",  "session",  "date",     "day",
    "time",       "timestamp", "ts",       "stamp",    "ticks",    "tick",
    "version",    "ver",       "build",    "kb",       "mb",       "gb",
    "level",      "index",     "idx",      "port",     "user",     "phone",
    "tel",        "fax",       "ms",       "seconds",  "duration", "elapsed",
    "ram",        "memory",    "mem",      "total",    "free",     "capacity",
    "attributes", "attrs",     "features", "options",  "revision", "rev",
    "x",          "y",         "lba",      "sector",   "block",    "page",
    "line",       "item",      "seq",      "sequence", "order",    "ordinal",
    "max",        "min",       "limit",    "quota",    "usn",      "lsn",
    "epoch",      "salt",      "seed",     "nonce",    "commit",   "rev"};

constexpr std::string_view kCamelMeasure =
    R"([a-z](?:Size|Length|Len|Bytes|Count|Offset|Colou?r|Flags|Mask|Time|)"
    R"(Version|Level|Index|Date|Timestamp|Ticks|Usn|Max|Min))";

constexpr std::string_view kSymbol =
    R"(([A-Z][A-Z0-9]{0,15}(?:_[A-Za-z0-9]+)+))";

template <std::size_t N>
std::string any_of(const std::string_view (&words)[N]) {
  std::string out = "(?:";
  for (const std::string_view word : words) {
    if (out.size() > 3) out += '|';
    out += word;
  }
  return out + ")";
}

// Patterns are put together with '@name@' for the parts, which keeps them
// readable where fmt's braces would collide with RE2's.
std::string fill(
    std::string pattern,
    std::initializer_list<std::pair<std::string_view, std::string>> parts) {
  for (const auto& [name, text] : parts) {
    const std::string mark = fmt::format("@{}@", name);
    for (std::size_t at; (at = pattern.find(mark)) != std::string::npos;) {
      pattern.replace(at, mark.size(), text);
    }
  }
  return pattern;
}

// `words` is an expression; what follows a status word is the same for all.
std::string introduced_by(const std::string& words) {
  return fill(
      R"((?:@words@@gap@{1,12}(?:(?i:@fillers@)@gap@{1,6}){0,2}@restated@)$)",
      {{"words", words},
       {"gap", std::string(kGap)},
       {"fillers", any_of(kFillers)},
       {"restated", std::string(kRestated)}});
}

std::string status_pattern() {
  // WIL writes "LogHr(1) tid(3158) 80004005 Unspecified error".
  return R"((?:\btid\([0-9A-Fa-f]+\)\s$|)" +
         introduced_by(fill(R"((?:@start@(?i:@words@|@with@)|@camel@))",
                            {{"start", std::string(kWordStart)},
                             {"words", any_of(kStatusWords)},
                             {"with", std::string(kEndedWith)},
                             {"camel", std::string(kCamelStatus)}})) +
         ")";
}

std::string error_pattern() {
  return introduced_by(
      fill(R"((?:@start@(?i:@words@)|[a-z0-9]Err(?:or)?(?:Code|Number)?))",
           {{"start", std::string(kWordStart)},
            {"words", std::string(kErrorWords)}}));
}

std::string ntstatus_pattern() {
  return introduced_by(std::string(kWordStart) +
                       R"((?i:ntstatus|nt[ _-]status(?:[ _-]code)?))");
}

std::string win32_pattern() {
  return fill(
      R"((?:(?:@start@(?i:@words@)|)"
      R"([a-z](?:LastError|Win32Error|Win32Status)(?:Code)?)(?:\(\))?)"
      R"([\s"'=:\[(#>,]{1,8})"
      R"((?:(?i:returned|returns|is|was|of|code|value|number|no|set|to|failed|with|error))"
      R"([\s"'=:\[(#>,]{1,6}){0,3}|@start@(?i:win32)\s?[=:(]\s?["']?)$)",
      {{"start", std::string(kWordStart)},
       {"words", std::string(kWin32Words)}});
}

std::string address_pattern() {
  return fill(
      R"((?:(?:@start@(?i:@words@)|[a-z](?:Address|Addr|Handle|Ptr|Base|Module))"
      R"()[\s"'=:\[({<#]{1,8}(?i:(?:of|is|was)\s)?|[@+]\s?)$)",
      {{"start", std::string(kWordStart)}, {"words", any_of(kAddressWords)}});
}

std::string field_pattern() {
  return fill(R"((?:(?:@start@(?i:@words@)|@camel@)["'\])]{0,2})"
              R"((?:\s{0,3}[=:>]\s{0,3}["'{\[(]{0,2}|\s{1,3})|)"
              R"(@start@(?i:cpuid(?:\s(?:level|leaf|function))?)[\s=:]{1,3}|)"
              R"(@start@(?i:@register@)\s{0,2}[=:]\s{0,2})$)",
              {{"start", std::string(kWordStart)},
               {"words", any_of(kFieldWords)},
               {"camel", std::string(kCamelField)},
               {"register", std::string(kRegister)}});
}

std::string measure_pattern() {
  return fill(R"((?:(?:@start@(?i:@words@|@address@)|@camel@)["'\])]{0,2})"
              R"([\s=:\[("'#]{1,6})$)",
              {{"start", std::string(kWordStart)},
               {"words", any_of(kMeasureWords)},
               {"address", any_of(kAddressWords)},
               {"camel", std::string(kCamelMeasure)}});
}

const std::vector<PatternDoc>& docs() {
  static const std::vector<PatternDoc> all = {
      {"status",
       "a status word introduces the token",
       {"hr = |",
        "HRESULT=|",
        "[HRESULT = |",
        "error: |",
        "error '|",
        "(hr:|",
        "failed with error code [|",
        "returned value : |",
        "rc=|",
        "return code |",
        "Exception from HRESULT: |",
        "*FAILED* [|",
        "<hr>|",
        "Code=\"|",
        "Error \\\"|",
        "m_hr = |",
        "dwError: |",
        "ErrorCode=|",
        "hrStatus = |",
        "exited with code |",
        "Last Result: |",
        "status was |",
        "error code (hex) |",
        "completed with |",
        "LogHr(1) tid(3158) |",
        "LogHr(1) tid(a5c) |",
        "ERROR 5 (|",
        "HResult: |",
        "Error! |",
        "error\xEF\xBC\x9A|",
        "NTSTATUS |",
        "HRESULT_CODE |"},
       {"thr = |", "barcode |", "opcode=|", "decode: |", "path\\error-|",
        "error.|", "C:\\error\\|", "shr |", "errors in file 12, at |",
        "status of handle |", "Fehler: |", "= |", "|"}},
      {"error",
       "the status word says error",
       {"error |", "Error: |", "error code |", "[gle=|", "GetLastError = |",
        "last error: |", "win32 |", "dwErr=|", "ERROR 5 (|", "ErrorCode: |"},
       {"hr = |", "status |", "result = |", "code |", "terror |"}},
      {"ntstatus",
       "the status word says NTSTATUS",
       {"NTSTATUS = |", "ntstatus: |", "NT status |"},
       {"status |", "hr = |"}},
      {"win32",
       "the words say that a Win32 error number follows",
       {"[gle=|", "GetLastError() = |", "GetLastError returned |",
        "LastError=|", "last error: |", "win32 error |", "Win32Error=|",
        "sc-win32-status=|", "system error |", "Windows error code |",
        "dwLastError = |", "WSAGetLastError: |", "win32=|",
        "GetLastError failed with error |"},
       {"error |", "exit code |", "returned |", "win32 |", "angle=|"}},
      {"address",
       "an address word or sign stands before the token",
       {"at |", "address |", "Base=|", "handle: |", "(stack @|", "module +|",
        "EIP=|", "ptr |", "baseAddress = |", "hModule=|", "loaded at |"},
       {"format |", "hr = |", "data |", "[|"}},
      {"field",
       "the token is the value of a field of identity or a register",
       {"id=|", "hash: |", "SubSysId: |", "contentHash=|", "Key=|",
        "thumbprint: |", "eax=|", "R10: |", "\"id\": \"|", "ClientID=|",
        "hash |", "<id>|", "CPUID level |", "cpuid: |"},
       {"hr=|", "valid: |", "grid=|", "key, |", "id of |"}},
      {"measure",
       "the token is a size, a count, a time or the like",
       {"size=|", "bytes: |", "tid |", "fileSize=|", "version |",
        "timestamp: |", "KB |", "thread [|", "address: |"},
       {"code: |", "Fehler: |", "Ergebnis=|", "[|"}},
      {"label",
       "a label in any language stands directly before the token",
       {"Fehler: |", "Ergebnis=|", "\xD0\xBA\xD0\xBE\xD0\xB4: |",
        "\xE9\x94\x99\xE8\xAF\xAF\xEF\xBC\x9A|", "Value=|", "x = [|"},
       {"10: |", "Fehler |", "|"}},
      {"bracket",
       "an opening bracket or quote stands directly before the token",
       {"[|", "(|", "'|", "<hr>|"},
       {"[ |", "x|"}},
      {"url",
       "the token is inside a URL",
       {"https://example.com/x?code=|", "see http://go.example/|",
        "https://example.com/{63260EA3}/x?(a)=|"},
       {"https://example.com |", "https://example.com/x,|", "c://|", "hr=|"}},
      {"iis",
       "status and substatus of a W3C log line stand before the token",
       {"GET / - 443 - 10.0.0.1 - 401 2 |"},
       {"401 |", "1 2 |"}},
      {"name_before",
       "a symbol stands before the token",
       {"E_ACCESSDENIED (|", "STATUS_NO_MEMORY = |", "E_FAIL, hr=|"},
       {"Error (|", "E_FAIL and then |"}},
      {"bracket_end",
       "a closing bracket or quote stands directly behind the token",
       {"|]", "|)", "|</hr>", "|'"},
       {"| ]", "|x"}},
      {"name_after",
       "a symbol stands behind the token",
       {"| - CBS_E_SOURCE_MISSING]", "| (E_ACCESSDENIED)", "|: E_FAIL",
        "| E_FAIL", "|, ERROR_IO_PENDING", "|) JET_errDiskFull"},
       {"| - Source missing", "| then E_FAIL", "|_E_FAIL"}},
      {"extend",
       "the extend code of a Windows setup result",
       {"|-0x4001E", "|-0x20017,"},
       {"| - 0x20017", "|-0x4001EF", "|-0x9001E"}},
      {"remap",
       "the result that the code was remapped to",
       {"|] -> [0xC19001DF]", "| -> 0x80070005"},
       {"|] [0xC19001DF]", "| -> 0x1234"}},
      {"annotation",
       "an annotation written by this program",
       {"| {E_FAIL: Something failed. | retry: unknown} x",
        "| {x | retry: after-action}", "| {hrscan: E_FAIL} x"},
       {"| {E_FAIL}", "|{E_FAIL: x | retry: likely}", "| {a | retry: maybe}"}},
      {"same_place",
       "what stands between two writings of one status",
       {"| (", "| / ", "|, decimal ", "|/", "| = "},
       {"| then ", "| (file 12, "}},
  };
  return all;
}

}  // namespace

namespace {

template <typename List>
void add_all(Words& words, const List& list, WordUses uses) {
  for (const std::string_view word : list) words.add(word, uses);
}

// Only words of letters are found by their letters.
template <typename List>
void add_plain(Words& words, const List& list, WordUses uses) {
  for (const std::string_view word : list) {
    if (std::all_of(word.begin(), word.end(), ascii::is_alpha)) {
      words.add(word, uses);
    }
  }
}

using List = std::initializer_list<std::string_view>;

void add_win32_words(Words& words) {
  using namespace word_use;
  words.add_compounds({"gle",          "getlasterror", "wsagetlasterror",
                       "lasterror",    "lasterr",      "error",
                       "err",          "win32",        "status",
                       "code",         "result",       "systemerror",
                       "windowserror", "doserror",     "wsaerror",
                       "winsockerror", "socketerror",  "returned",
                       "returns",      "is",           "was",
                       "of",           "value",        "set",
                       "to",           "failed",       "with"},
                      {"code", "number", "no"}, kBeforeWin32);
  add_plain(words,
            List{"gle", "getlasterror", "wsagetlasterror", "lasterror",
                 "lasterr", "systemerror", "windowserror", "wsaerror"},
            kWin32);
  // "win32 error", "last error code"; the verbs follow any of the words.
  add_all(words,
          List{"error", "err", "status", "code", "result", "number", "no",
               "returned", "returns", "is", "was", "of", "value", "set", "to",
               "failed", "with"},
          kSecondWin32);
  add_all(words,
          List{"win32", "last", "system", "windows", "dos", "wsa", "winsock",
               "socket"},
          kBeginsWin32);
}

Words words_before_tokens() {
  using namespace word_use;
  Words words;
  add_win32_words(words);

  add_all(words, kStatusWords, kBeforeStatus);
  add_all(words, List{"tid", "val"}, kBeforeStatus);
  add_plain(words, kStatusWords, kStatus);

  const List errors = {"error",        "errors",    "err",     "errno",
                       "errcode",      "errorcode", "errorno", "gle",
                       "getlasterror", "lasterror"};
  add_all(words, errors, kBeforeError | kError);
  add_all(words, List{"win32"}, kBeforeError);
  add_all(words, List{"code", "number", "value", "status"},
          kBeforeError | kSecondError);
  add_all(words, List{"ntstatus", "status", "code"}, kBeforeNtstatus);
  add_plain(words, List{"ntstatus"}, kNtstatus);
  add_all(words, kFillers, kBeforeStatus | kBeforeError | kBeforeNtstatus);
  // "with" also stands behind verbs that are no status words.
  for (const std::string_view filler : kFillers) {
    if (filler != "with") words.add(filler, kSecondStatus | kSecondError);
  }

  add_all(words, kAddressWords, kBeforeAddress);
  add_plain(words, kAddressWords, kAddress);
  add_all(words, List{"of", "is", "was"}, kBeforeAddress);

  add_all(words, kFieldWords, kBeforeField);
  add_plain(words, kFieldWords, kField);
  add_all(words,
          List{"ax",  "bx",     "cx",    "dx",    "si",   "di",      "sp",
               "bp",  "ip",     "eax",   "ebx",   "ecx",  "edx",     "esi",
               "edi", "esp",    "ebp",   "eip",   "rax",  "rbx",     "rcx",
               "rdx", "rsi",    "rdi",   "rsp",   "rbp",  "rip",     "r",
               "efl", "eflags", "cpuid", "level", "leaf", "function"},
          kBeforeField);
  return words;
}

}  // namespace

Grammar::Grammar()
    : token(R"(\b0[xX][0-9A-Fa-f]+(?:[uU][lL]?|[lL][uU]?)?\b|)"
            R"(\B&[hH][0-9A-Fa-f]+\b|\B-[0-9]+\b|)"
            R"(\b[0-9A-Fa-f]{8}[hH]?\b|\b[0-9]+\b)"),
      status(status_pattern()),
      error(error_pattern()),
      ntstatus(ntstatus_pattern()),
      win32(win32_pattern()),
      address(address_pattern()),
      field(field_pattern()),
      measure(measure_pattern()),
      label(R"([A-Za-z\x80-\xFF_)\]"']\s{0,3}(?:[=:]|\xEF\xBC\x9A)\s{0,3})"
            R"(["'\[({<]{0,2}$)"),
      bracket(R"([\[({<>"']$)"),
      url(R"([A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s"'<>,;]*$)"),
      iis(R"(\s[1-5][0-9]{2}\s[0-9]{1,3}\s$)"),
      name_before(R"((?:^|[^0-9A-Za-z_]))" + std::string(kSymbol) +
                  R"(["']?\s{0,2}[=:,-]?\s{0,2})"
                  R"((?i:(?:hr|hresult|code|status|error)\s?[=:]?\s?)?)"
                  R"([(\[<"']{0,2}\s?$)"),
      bracket_end(R"(^[\])}<>"'])"),
      name_after(R"(^["'\])>]{0,2}\s{0,2})"
                 R"((?:[-:=,/]|\xE2\x80\x93|\xE2\x80\x94)?\s{0,2})"
                 R"(["'(\[<]{0,2})" +
                 std::string(kSymbol) + R"((?:$|[^0-9A-Za-z_]))"),
      extend(R"(^-0[xX]([0-5][0-9A-Fa-f]{4})\b)"),
      remap(R"(^["'\])]{0,2}\s?(?:->|=>|\xE2\x86\x92)\s?["'\[(]{0,2})"
            R"(0[xX]([89A-Fa-f][0-9A-Fa-f]{7})\b)"),
      annotation(
          R"(^( \{(?:hrscan: [^{}\r\n]*|[^{}\r\n]* \| retry: )"
          R"((?:likely|possible|after-action|unlikely|success|unknown))\}))"),
      same_place(
          R"(^[^0-9A-Za-z\r\n]{0,6})"
          R"((?:(?i:hex|dec|decimal|hr|hresult|or|aka|code|error|err|win32))"
          R"([^0-9A-Za-z\r\n]{1,4}){0,2}$)"),
      words(words_before_tokens()) {}

const LazyPattern& Grammar::pattern(std::string_view name) const {
  const std::pair<std::string_view, const LazyPattern*> all[] = {
      {"status", &status},
      {"error", &error},
      {"ntstatus", &ntstatus},
      {"win32", &win32},
      {"address", &address},
      {"field", &field},
      {"measure", &measure},
      {"label", &label},
      {"bracket", &bracket},
      {"url", &url},
      {"iis", &iis},
      {"name_before", &name_before},
      {"bracket_end", &bracket_end},
      {"name_after", &name_after},
      {"extend", &extend},
      {"remap", &remap},
      {"annotation", &annotation},
      {"same_place", &same_place},
  };
  for (const auto& [known, re] : all) {
    if (known == name) return *re;
  }
  return token;
}

const Grammar& Grammar::get() {
  static const Grammar grammar;
  return grammar;
}

std::span<const PatternDoc> pattern_docs() { return docs(); }

}  // namespace hrscan
