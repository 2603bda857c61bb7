#!/usr/bin/env python3
"""Holds `hrscan rules import` against the C preprocessor and compiler.

  import_headers.py PROGRAM [HEADER...]

Without headers, those of mingw-w64-common that need no others are taken. The
macros of each, and what they expand to, come from the preprocessor; their
values and types from a program that a C++ compiler makes of them. What counts
as a status code (docs/rules.md) stands here a second time, in other words.
Symbols, values and kinds must then be those of the imported rules file.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

FOLDER = pathlib.Path('/usr/share/mingw-w64/include')
HEADERS = ['winerror.h', 'ntstatus.h', 'adserr.h', 'bitsmsg.h', 'ddraw.h',
           'mferror.h', 'mprerror.h', 'netcfgx.h', 'nserror.h', 'olectl.h',
           'pdhmsg.h', 'raserror.h', 'scesvc.h', 'vfwmsgs.h', 'wininet.h',
           'wuerror.h']
SKIPPED = 77
COMPILER = os.environ.get('CXX', 'c++')

# What the headers take for granted, and the types that are told apart.
DEFINES = ['_WIN32=1', 'WINVER=0x0A00', '_WIN32_WINNT=0x0A00',
           'NTDDI_VERSION=0x0A000010', '__MSABI_LONG(x)=x##l', '__LONG32=int']
FALLBACKS = {
    '_HRESULT_TYPEDEF_(x)': '((HRESULT)x)',
    'MAKE_HRESULT(s,f,c)': '((HRESULT)(((unsigned)(s)<<31)|((unsigned)(f)<<16)'
                           '|((unsigned)(c))))',
    'MAKE_SCODE(s,f,c)': 'MAKE_HRESULT(s,f,c)',
    'SEVERITY_SUCCESS': '0',
    'SEVERITY_ERROR': '1',
    'FACILITY_ITF': '4',
    'WINAPI_FAMILY_PARTITION(x)': '1',
    'NERR_BASE': '2100',
    'INTERNET_ERROR_BASE': '12000',
}
PROGRAM_HEAD = '''\
#include <cstdint>
#include <cstdio>
enum HRESULT : std::int32_t {};
enum NTSTATUS : std::int32_t {};
typedef HRESULT SCODE;
typedef unsigned DWORD;
void put(const char* name, HRESULT v) {
  std::printf("%s hresult %lld\\n", name, (long long)v);
}
void put(const char* name, NTSTATUS v) {
  std::printf("%s ntstatus %lld\\n", name, (long long)v);
}
void put(const char* name, long long v) {
  std::printf("%s plain %lld\\n", name, v);
}
template <typename T> void put(const char* name, T v) {
  put(name, (long long)v);
}
int main() {
'''
TOKEN = re.compile(r'0[xX][0-9a-fA-F]+[uUlL]*|[0-9]+[uUlL]*|[A-Za-z_]\w*|\S')
TYPES = {'HRESULT', 'SCODE', 'NTSTATUS', 'DWORD', 'unsigned', 'int', 'long'}


def run(arguments, text):
    done = subprocess.run(arguments, input=text, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f'{arguments}: {done.stderr[:2000]}')
    return done.stdout


def macros_of(text):
    """Object-like macros of the preprocessor's list, with their bodies."""
    found = {}
    for line in text.splitlines():
        match = re.match(r'#define (\w+)(?: (.*))?$', line)
        if match:
            found[match[1]] = match[2] or ''
    return found


def preprocess(header):
    """Expanded bodies of the macros that the header itself defines.

    Includes are taken out, as the importer does not follow them either.
    """
    text = ''.join(f'#define {name} {value}\n'
                   for name, value in FALLBACKS.items())
    text += '#define __cdecl\n'
    base = [COMPILER, '-x', 'c', '-P', '-E', '-']
    base += [f'-D{define}' for define in DEFINES]
    source = header.read_text('latin-1')
    source = re.sub(r'(?m)^\s*#\s*include.*$', '', source)
    undefined = ''.join(f'#undef {name.split("(")[0]}\n'
                        for name in FALLBACKS
                        if re.search(rf'#\s*define\s+{name.split("(")[0]}\b',
                                     source))
    before = macros_of(run(base + ['-dM'], text))
    after = macros_of(run(base + ['-dM'], text + undefined + source))
    own = [name for name in after if before.get(name) != after[name]
           or re.search(rf'#\s*define\s+{name}\b', source)]
    body = text + undefined + source + '\n'
    body += ''.join(f'\n@@ {i} @@ {name} @@\n' for i, name in enumerate(own))
    found = re.finditer(r'@@ (\d+) @@ (.*?) ?@@', run(base, body))
    return {own[int(match[1])]: match[2] for match in found}


def is_calculable(body):
    tokens = TOKEN.findall(body)
    words = [t for t in tokens if re.match(r'[A-Za-z_]', t)]
    return bool(tokens) and all(word in TYPES for word in words) and \
        any(t[0].isdigit() for t in tokens) and '"' not in body and \
        "'" not in body and '.' not in body and '{' not in body


def evaluate(bodies, folder):
    """Type and value of each macro, by the compiler."""
    lines = [f'  put("{name}", ({body}));\n' for name, body in bodies.items()]
    source = folder / 'values.cc'
    source.write_text(PROGRAM_HEAD + ''.join(lines) + '}\n')
    program = folder / 'values'
    run([COMPILER, '-w', '-fpermissive', '-O0', '-o', str(program),
         str(source)], '')
    values = {}
    for line in run([str(program)], '').splitlines():
        name, kind, value = line.split()
        values[name] = (kind, int(value))
    return values


def kind_of(name, kind, value, body):
    """The kind of a status code, or None if the macro is none."""
    if re.match(r'_|FACILITY_|SEVERITY_|STATUS_SEVERITY_', name) or \
            re.search(r'_(FIRST|LAST)$', name):
        return None
    if not -2**31 <= value < 2**32:
        return None
    if kind != 'plain':
        return kind
    decimal_long = re.fullmatch(r'[\s(]*(0|[1-9]\d*)[lL][\s)]*', body)
    if not decimal_long:
        if re.search(r'_BASE$|BASEERR$|_MASK$', name):
            return None
        says_so = re.fullmatch(
            r'(?:[A-Z0-9_]*_)?(?:E|S|X|ERR|NERR|[A-Z0-9]*ERROR)(?:_[A-Z0-9_]*)?'
            r'|STATUS_[A-Z0-9_]*', name)
        winsock = re.match(r'WSA[A-Z0-9_]*$', name) and 10000 <= value < 12000
        if not says_so and not winsock:
            return None
    value &= 0xFFFFFFFF
    if value < 0x10000:
        return 'win32'
    if value >= 0xE0000000:
        return 'other'
    if value & 0x40000000 and not re.search(r'(^|_)[ES](_|$)', name):
        return 'ntstatus'
    return 'hresult'


def expected_codes(header, folder):
    bodies = preprocess(header)
    calculable = {name: body for name, body in bodies.items()
                  if is_calculable(body)}
    codes = {}
    for name, (kind, value) in evaluate(calculable, folder).items():
        found = kind_of(name, kind, value, bodies[name])
        if found:
            codes[name] = (value & 0xFFFFFFFF, found)
    return codes


def imported_codes(program, header, folder):
    """What the importer wrote, and whether it is sound."""
    rules = folder / 'rules.toml'
    run([program, 'rules', 'import', str(header), '--output', str(rules)], '')
    run([program, 'rules', 'check', str(rules)], '')
    with rules.open('rb') as file:
        content = tomllib.load(file)
    codes = {}
    for symbol, rule in content.get('rule', {}).items():
        codes[symbol] = (rule['code'], rule.get('kind', content['kind']))
    for names in content.get('names', {}).values():
        for symbol, value in names.items():
            codes[symbol] = (value, content['kind'])
    return codes


def differences(expected, imported):
    for name in sorted(expected.keys() | imported.keys()):
        if expected.get(name) != imported.get(name):
            yield (f'{name}: the preprocessor has {expected.get(name)}, '
                   f'the importer {imported.get(name)}')


def main():
    program = sys.argv[1]
    headers = [pathlib.Path(name) for name in sys.argv[2:]]
    headers = headers or [FOLDER / name for name in HEADERS]
    if not headers[0].exists():
        print(f'{headers[0]} is missing: install mingw-w64-common')
        return SKIPPED
    failed = False
    for header in headers:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            expected = expected_codes(header, folder)
            wrong = list(differences(
                expected, imported_codes(program, header, folder)))
        print(f'{header.name}: {len(expected)} codes, {len(wrong)} differ')
        for line in wrong[:20]:
            print(f'  {line}')
        failed = failed or bool(wrong) or not expected
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
