// The worst that a log can do to the search: places where a code may stand, one
// beside the other, and hardly one that is a code.
#include "corpus/styles.h"

namespace hrscan::corpus {
namespace {

// clang-format off
constexpr Production kRules[] = {
    {"line", "{hour}:{minute}:{second}.{ms} {item} {item} {item} {item} {item} {item}"},
    {"line", "{item}, {item}, {item}, {item}, {item}, {item}, {item}, {item}"},
    {"line", "[{item}|{item}|{item}|{item}|{item}|{item}]"},
    {"line", "{hex:8} {hex:8} {hex:8} {hex:8} {item} {item} {item} {item}"},
    {"line", "0x{hex:8} 0x{hex:8} 0x{hex:8} 0x{hex:8} 0x{hex:8} {item} {item}"},
    {"line", "{miss}=0x{hex:8} {miss}: {dec:10} {miss} {hex:8} {miss}=[{item}] {item}"},
    {"finding", "{line} hr = 0x{code:x}"},
    {"item", "0x{hex:8}", 4}, {"item", "0x{HEX:8}", 2}, {"item", "0x{hex:1-7}"},
    {"item", "0x00007ff{hex:9}", 2}, {"item", "0x{hex:9-16}"},
    {"item", "@0x7fe{hex:8}"}, {"item", "handle 0x8007f{hex:3}"}, {"item", "{dec:10}", 2},
    {"item", "-{dec:10}", 2}, {"item", "-21{dec:8}"}, {"item", "21{dec:8}"},
    {"item", "{dec:1-9}"}, {"item", "{hex:8}", 2}, {"item", "{HEX:8}h"},
    {"item", "&H{HEX:8}"}, {"item", "{hex:40}"}, {"item", "{HEX:32}"},
    {"item", "{hex:64}"}, {"item", "{guid}"}, {"item", "{{{GUID}}}"},
    {"item", "{miss}{sign}{decoy}", 2}, {"item", "{miss} 0x{hex:8}", 2},
    {"item", "{miss}={dec:1-10}"}, {"item", "{Word}Error{dec:1-3}"},
    {"item", "no_error_in_{hex:4}"}, {"item", "status/{hex:8}"},
    {"item", "errors: {dec:1-4}, codes: {dec:1-5}"}, {"item", "id=0x{code:x}"},
    {"item", "00007ff8`{hex:8}"}, {"item", "fe80::{hex:4}:{hex:4}:{hex:1-4}"},
    {"item", "https://example.com/x?code=0x{hex:8}"}, {"item", "{HEX:2}-{HEX:2}"},
    {"miss", "thr"}, {"miss", "barcode"}, {"miss", "opcode"}, {"miss", "decode"},
    {"miss", "terror"}, {"miss", "statusbar"}, {"miss", "codec"},
    {"miss", "at"}, {"miss", "address"}, {"miss", "base"}, {"miss", "handle"},
    {"miss", "module"}, {"miss", "ptr"}, {"miss", "EIP"}, {"miss", "rax"},
    {"miss", "id"}, {"miss", "hash"}, {"miss", "SubSysId"}, {"miss", "key"},
    {"miss", "thumbprint"}, {"miss", "ClientID"}, {"miss", "size"},
    {"miss", "count"}, {"miss", "tid"}, {"miss", "version"}, {"miss", "bytes"},
    {"miss", "flags"}, {"miss", "offset"}, {"miss", "baseAddress"},
    {"miss", "stack @0x{hex:11}"}, {"miss", "status of handle"},
    {"Word", "Thr"}, {"Word", "Bar"}, {"Word", "Key"}, {"Word", "Frame"},
};
// clang-format on

}  // namespace

const Style kHostile{"hostile", "addresses, numbers and hashes, side by side",
                     kRules, 8192, 0};

}  // namespace hrscan::corpus
