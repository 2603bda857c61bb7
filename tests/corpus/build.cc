// A build on a CI server.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "{year}-{month}-{day}T{hour}:{minute}:{second}.{dec:7}Z "},
    {"line", "{stamp} * branch            {hex:40} -> FETCH_HEAD"},
    {"line", "{stamp}         {word}.cpp"},
    {"line", "{stamp}     {dec:1}>C:\\a\\_work\\3\\s\\src\\channel.idl({dec:2}): warning MIDL2039 : interface not automation marshaling conformant"},
    {"line", "{stamp}         Contoso.{word}.dll       {dec:1},{dec:3},{dec:3}  {HEX:8}  {HEX:40}"},
    {"line", "{stamp}   Assert.AreEqual failed. Expected:<{dec:10}>. Actual:<{dec:9}>."},
    {"line", "{stamp}Upload {file}            {dec:8} bytes  crc32={hex:8}  part 4/4  {dec:3} ms"},
    {"line", "{stamp}     Failed: {dec:1}"},
    {"line", "{stamp}  Passed QueueTests.{word}(utf8,{dec:2}) [{dec:3} ms]"},
    {"line", "{stamp}Deleted C:\\a\\_work\\_temp\\{guid}.cmd ({dec:3} bytes)"},
    {"finding", "{stamp}    The remote name could not be resolved: 'mirror.example.com' (0x{code:X})", 2},
    {"finding", "{stamp}     6>\x1B[31mC:\\BuildTools\\{file}({dec:3},5): error MSB6006: \"CL.exe\" exited with code {code:d}. [{path}]\x1B[0m", 2},
    {"finding", "{stamp}     3>  note: CreateFile on the output failed, GetLastError() = {small}, held by pid {dec:4}"},
    {"finding", "{stamp}     5>  sharing violation 0x{code:x} went away after {dec:1} tries, stamped with {hex:12}"},
    {"finding", "{stamp}         ERROR {dec:1-2} (0x{hex:8}) Copying File {path}"},
    {"finding", "{stamp}     8>light.exe : error LGHT0001 : Cannot create {path}, HRESULT 0x{code:x}"},
    {"finding", "{stamp}         MakeAppx : error: 0x{code:x} - The package manifest is not valid: line {dec:2}"},
    {"finding", "{stamp}   Assert.AreEqual failed. Expected:<0x{code:x}>. Actual:<0x{draw}{code:x}>."},
    {"finding", "{stamp}##[warning]testhost.exe (pid {dec:4}) has exited with code {code:d} (0x{code:X})"},
    {"finding", "{stamp}     8>  Crash dump {path}, exception 0x{nt} at 0x00007ff8{hex:8}, module crypt32.dll base 0x00007ff8{hex:8}"},
    {"finding", "{stamp}     \x1B[1m{announced}\x1B[0m {announced}", 4},
};
// clang-format on

}  // namespace

const Style kBuild{"build", "a build on a CI server", kRules, 400, 0};

}  // namespace hrscan::corpus
