// A client of Windows Web Services.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"stamp", "[{month}/{day}/26 {hour}:{minute}:{second}.{ms}] 1C94.{HEX:4} {level} {who}   "},
    {"level", "TRACE"}, {"level", "ERROR"}, {"level", "WARN "},
    {"who", "channel"}, {"who", "message"}, {"who", "oldtrace"}, {"who", "tcp"},
    {"line", "{stamp}0x000001d4{hex:8} reply #{dec:1} RelatesTo=urn:uuid:{guid}, action {url}, {dec:4} bytes, {dec:3} ms"},
    {"line", "{stamp}reader 0x000001d4{hex:8} depth {dec:1}, {dec:3} nodes, dictionary strings {dec:2}, max 0x20000"},
    {"line", "{stamp}{url} attempt {dec:1}/5 in {dec:4} ms (base 250, factor 2, jitter 0.{dec:3})"},
    {"line", "    <s:Envelope xmlns:s=\"http://schemas.example.com/soap/envelope\">"},
    {"line", "{stamp}orders.example.com -> 192.0.2.{dec:2}, ttl {dec:3} s, cache 0x{hex:8}"},
    {"line", "{stamp}WsAbortChannel 0x804d000{dec:1}, 0x804d000{dec:1}"},
    {"finding", "{stamp}0x000001d4{hex:8} WsOpenChannel {url} hr=0x4d0000 (async)", 2},
    {"finding", "{stamp}0x000001d4{hex:8} open callback hr=0x0000000{dec:1}, {dec:3} ms"},
    {"finding", "{stamp}0x000001d4{hex:8} WsRequestReply hr=0x803d00{hex:2} ({symbol})", 2},
    {"finding", "{stamp}WsRequestReply failed 0x804d00{hex:2} endpoint too busy, http status 503, retry-after {dec:1}", 2},
    {"finding", "{stamp}0x000001d4{hex:8} WsRequestReply hr=-21434859{dec:2} as signed decimal, same call"},
    {"finding", "      [{dec:1}] The server did not answer within {dec:5} ms, winhttp error (0x{code:X})."},
    {"finding", "{stamp}connect to 192.0.2.{dec:2}:808 [gle={small}]"},
    {"finding", "    revocation: 0x{code:x}, CRL http://crl.example.com/ca3.crl not reachable"},
    {"finding", "{stamp}HttpAddUrl: win32 error {dec:1-4}, url group 0x{hex:16}"},
    {"finding", "<f:WSManFault xmlns:f=\"http://schemas.example.com/fault\" Code=\"{code:u}\" Machine=\"CLIENT01.example.com\">"},
    {"finding", "10.0.0.5 GET /certsrv/default.asp - 443 - 10.0.0.31 Mozilla/5.0+(Windows+NT+10.0) - 401 {dec:1} {code:u} 15"},
    {"finding", "cs-method=GET sc-status=401 sc-win32-status={code:u}"},
    {"finding", "{stamp}{announced}; {url} {announced}", 4},
};
// clang-format on

}  // namespace

const Style kWebServices{"web-services", "client of Windows Web Services",
                         kRules, 400, 0};

}  // namespace hrscan::corpus
