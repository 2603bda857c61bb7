#!/usr/bin/env python3
"""Runs the program as a user would and compares all that it says.

  run_cases.py PROGRAM [--update] [NAME...]

A case is a file cases/NAME.toml. Its keys:

  about            why the case is there, one sentence
  args             what is typed behind the program's name
  env              variables set besides PATH, LC_ALL and TERM
  stdin            text, or
  stdin_log        a file of golden/logs, or
  stdin_terminal   a terminal at which nobody types; without all of these,
                   standard input is empty
  inputs           files of golden/ that are copied into the working directory,
                   which is new and empty for every case
  files            further files there: name = text, or name = {text, hex,
                   repeat, mode}; a name that ends with '/' is a directory.
                   {data} is a file of data/, {pack, files} an archive (zip,
                   tar) of files described in the same way, {pack, file} one
                   file compressed (gz, xz, bz2); of each, `keep` leaves so
                   many bytes
  stdin_file       a file described like that
  terminal         standard output is a terminal of so many columns
  stdout_to        standard output is this file
  close_after      standard output is closed once so many lines were read
  unprivileged     run as a user whom permissions stop; skipped where that
                   cannot be had
  signal           the signal that ends the program, or
  status           its exit status (default 0)
  stdout           exact text, or
  stdout_golden    a file of golden/, or
  stdout_match     a regular expression that fits all of it
  stdout_head      so many lines of standard output are compared only
  wrote            files that must be there at the end: name = a file of golden/
  stderr           exact text, or
  stderr_match     a regular expression that fits all of it
  inert            a CI agent must find no command on either stream

Standard output and error must be empty where nothing is said of them. With
--update the golden files are written anew: read them before they are kept.
"""

import argparse
import bz2
import difflib
import fcntl
import gzip
import io
import lzma
import os
import pathlib
import pty
import pwd
import re
import shutil
import signal
import struct
import subprocess
import sys
import tarfile
import tempfile
import termios
import tomllib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / 'cases'
GOLDEN = HERE / 'golden'
DATA = HERE / 'data'
TIMEOUT = 120  # seconds; a sanitizer's program is slow, a hanging one slower

KEYS = {
    'about', 'args', 'env', 'stdin', 'stdin_file', 'stdin_log',
    'stdin_terminal', 'inputs',
    'files', 'terminal', 'stdout_to', 'close_after', 'unprivileged', 'signal',
    'status', 'stdout', 'stdout_golden', 'stdout_match', 'stdout_head',
    'stderr', 'stderr_match', 'inert', 'wrote'
}
ONE_OF = [('stdin', 'stdin_file', 'stdin_log', 'stdin_terminal'), ('signal', 'status'),
          ('stdout', 'stdout_golden', 'stdout_match'),
          ('stderr', 'stderr_match'),
          ('terminal', 'stdout_to', 'close_after')]

# Written from what the agents document, not from what the program escapes.
CI_COMMAND = re.compile(
    rb'^[\s\x80-\xff]*::|\r(?!\n)|##(vso|teamcity)?\[|section_(start|end):'
    rb'|\x1b', re.MULTILINE | re.IGNORECASE)


class BadCase(Exception):
    """A case that makes no sense."""


class Skip(Exception):
    """A case that cannot be run here."""


def read_case(path):
    """The keys of one file, checked."""
    with path.open('rb') as file:
        case = tomllib.load(file)
    unknown = set(case) - KEYS
    if unknown:
        raise BadCase(f'unknown keys: {", ".join(sorted(unknown))}')
    for keys in ONE_OF:
        if len(set(keys) & set(case)) > 1:
            raise BadCase(f'only one of {", ".join(keys)} can be given')
    for key in ('about', 'args'):
        if key not in case:
            raise BadCase(f'there is no {key}')
    return case


def content_of(description):
    """The bytes of a file that a case describes."""
    if isinstance(description, str):
        return description.encode()
    if 'hex' in description:
        data = bytes.fromhex(description['hex'])
    elif 'data' in description:
        data = (DATA / description['data']).read_bytes()
    elif 'pack' in description:
        data = packed(description)
    else:
        data = description.get('text', '').encode()
    return (data * description.get('repeat', 1))[:description.get('keep')]


def packed(description):
    """An archive, or one compressed file."""
    if 'file' in description:
        compress = {'gz': gzip.compress, 'xz': lzma.compress,
                    'bz2': bz2.compress}[description['pack']]
        return compress(content_of(description['file']))
    members = [(name, content_of(member))
               for name, member in description['files'].items()]
    out = io.BytesIO()
    if description['pack'] == 'zip':
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=out, mode='w') as archive:
            for name, data in members:
                header = tarfile.TarInfo(name)
                header.size = len(data)
                archive.addfile(header, io.BytesIO(data))
    return out.getvalue()


def make_files(case, folder):
    """Fills the working directory. Modes last: they may lock it."""
    for name in case.get('inputs', []):
        shutil.copy(GOLDEN / name, folder)
    modes = []
    for name, description in case.get('files', {}).items():
        path = folder / name
        if name.endswith('/'):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content_of(description))
        if isinstance(description, dict) and 'mode' in description:
            modes.append((path, description['mode']))
    for path, mode in modes:
        path.chmod(mode)


def unlock(folder):
    """Gives back the permissions without which nobody can clean up."""
    for root, folders, _ in os.walk(folder):
        for name in folders:
            os.chmod(os.path.join(root, name), 0o700)


def identity(case, program):
    """Arguments for subprocess that take the privileges away."""
    if 'unprivileged' not in case or os.geteuid() != 0:
        return {}
    try:
        nobody = pwd.getpwnam('nobody')
        who = {'user': nobody.pw_uid, 'group': nobody.pw_gid,
               'extra_groups': []}
        subprocess.run([program, '--version'], check=True, cwd='/',
                       capture_output=True, **who)
        return who
    except (KeyError, OSError, subprocess.CalledProcessError) as fault:
        raise Skip(f'the program cannot be run as nobody: {fault}') from fault


def environment(case):
    env = {'PATH': os.environ.get('PATH', ''), 'LC_ALL': 'C.UTF-8',
           'TERM': 'xterm'}
    for name in os.environ:
        if name.endswith('SAN_OPTIONS') or name == 'LLVM_PROFILE_FILE':
            env[name] = os.environ[name]
    env.update(case.get('env', {}))
    return env


def input_of(case):
    if 'stdin_log' in case:
        return (GOLDEN / 'logs' / case['stdin_log']).read_bytes()
    if 'stdin_file' in case:
        return content_of(case['stdin_file'])
    return case.get('stdin', '').encode()


def open_terminal(columns):
    """Both ends of a terminal that passes bytes on as they are."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ,
                struct.pack('HHHH', 24, columns, 0, 0))
    modes = termios.tcgetattr(theirs)
    modes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    return ours, theirs


def read_terminal(descriptor):
    data = b''
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # how Linux says that the other end is closed
            return data
        if not piece:
            return data
        data += piece


class Run:
    """What the program did: status, standard output and error."""

    def __init__(self, case, program, folder):
        # Standard input and error are files, so that only standard output can
        # make the program wait.
        with tempfile.TemporaryFile() as stdin, \
             tempfile.TemporaryFile() as stderr:
            stdin.write(input_of(case))
            stdin.seek(0)
            ends = open_terminal(80) if 'stdin_terminal' in case else ()
            self._start = {
                'args': [program, *case['args']],
                'cwd': folder,
                'env': environment(case),
                'stdin': ends[1] if ends else stdin,
                'stderr': stderr,
                **identity(case, program)
            }
            if 'terminal' in case:
                self._in_terminal(case['terminal'])
            elif 'close_after' in case:
                self._until_closed(case['close_after'])
            else:
                self._plain(case.get('stdout_to'))
            for end in ends:
                os.close(end)
            stderr.seek(0)
            self.stderr = stderr.read()

    def _plain(self, path):
        if path is not None:
            with open(path, 'wb') as out:
                done = subprocess.run(**self._start, stdout=out,
                                      timeout=TIMEOUT, check=False)
        else:
            done = subprocess.run(**self._start, stdout=subprocess.PIPE,
                                  timeout=TIMEOUT, check=False)
        self.status = done.returncode
        self.stdout = done.stdout or b''

    def _in_terminal(self, columns):
        ours, theirs = open_terminal(columns)
        with subprocess.Popen(**self._start, stdout=theirs) as process:
            os.close(theirs)
            self.stdout = read_terminal(ours)
            self.status = process.wait(TIMEOUT)
        os.close(ours)

    def _until_closed(self, lines):
        with subprocess.Popen(**self._start,
                              stdout=subprocess.PIPE) as process:
            self.stdout = b''.join(
                process.stdout.readline() for _ in range(lines))
            process.stdout.close()
            self.status = process.wait(TIMEOUT)


def as_lines(data):
    """Lines for people: what cannot be seen becomes an escape."""
    def visible(line):
        return ''.join(c if c.isprintable() else
                       c.encode('unicode_escape').decode() for c in line)
    text = data.decode('utf-8', 'backslashreplace')
    return [visible(line) for line in text.split('\n')]


def difference(what, expected, found):
    return '\n'.join(
        difflib.unified_diff(as_lines(expected), as_lines(found),
                             f'{what} expected', f'{what} found', lineterm=''))


def head(data, lines):
    if lines is None:
        return data
    return b''.join(data.splitlines(keepends=True)[:lines])


def check_status(case, run):
    expected = case.get('status', 0)
    if 'signal' in case:
        expected = -getattr(signal, case['signal'])
    if run.status != expected:
        yield f'status {run.status}, expected {expected}'


def check_stream(case, name, found):
    """Faults of standard output or error."""
    if f'{name}_match' in case:
        pattern = case[f'{name}_match'].encode()
        if not re.fullmatch(pattern, found, re.DOTALL):
            yield difference(f'{name}, matching', pattern, found)
        return
    if f'{name}_golden' in case:
        expected = (GOLDEN / case[f'{name}_golden']).read_bytes()
    else:
        expected = case.get(name, '').encode()
    if found != expected:
        yield difference(name, expected, found)


def check_inert(case, run):
    if not case.get('inert'):
        return
    for name, found in (('stdout', run.stdout), ('stderr', run.stderr)):
        for hit in CI_COMMAND.finditer(found):
            place = found[max(hit.start() - 20, 0):hit.end() + 40]
            yield f'a CI agent would obey {name}: {place!r}'


def check_wrote(case, run):
    for name, golden in case.get('wrote', {}).items():
        if run.wrote[name] is None:
            yield f'{name} was not written'
            continue
        expected = (GOLDEN / golden).read_bytes()
        if run.wrote[name] != expected:
            yield difference(name, expected, run.wrote[name])
    if run.left:
        yield f'left behind: {", ".join(run.left)}'


def faults(case, run):
    yield from check_status(case, run)
    yield from check_stream(case, 'stdout', run.stdout)
    yield from check_stream(case, 'stderr', run.stderr)
    yield from check_inert(case, run)
    yield from check_wrote(case, run)


def run_case(case, program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        make_files(case, folder)
        try:
            run = Run(case, program, folder)
        finally:
            unlock(folder)
        run.wrote = {name: (folder / name).read_bytes()
                     if (folder / name).is_file() else None
                     for name in case.get('wrote', {})}
        # Temporary files have hidden names.
        run.left = [path.name for path in folder.iterdir()
                    if path.name.startswith('.')
                    and path.name not in case.get('files', {})]
    run.stdout = head(run.stdout, case.get('stdout_head'))
    return run


def update(case, run):
    """Takes what was found as what is expected."""
    if any(check_status(case, run)):
        return
    found = {golden: run.wrote[name]
             for name, golden in case.get('wrote', {}).items()}
    if 'stdout_golden' in case:
        found[case['stdout_golden']] = run.stdout
    for golden, content in found.items():
        path = GOLDEN / golden
        if content is not None and (not path.exists()
                                    or path.read_bytes() != content):
            path.write_bytes(content)
            print(f'wrote {path}')


def unused_golden(cases):
    """Golden files that no case speaks of."""
    used = {case.get('stdout_golden') for case in cases}
    for case in cases:
        used.update(case.get('inputs', []))
        used.update(case.get('wrote', {}).values())
    return sorted(path.name for path in GOLDEN.iterdir()
                  if path.is_file() and path.name not in used)


def try_case(path, program, rewrite):
    """Runs a file's case: its keys, as far as they can be read, and faults."""
    case = {}
    try:
        case = read_case(path)
        run = run_case(case, program)
        if rewrite:
            update(case, run)
        return case, list(faults(case, run))
    except (BadCase, OSError, tomllib.TOMLDecodeError,
            subprocess.TimeoutExpired) as fault:
        return case, [str(fault)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--update', action='store_true',
                        help='write the golden files anew')
    parser.add_argument('names', nargs='*', help='cases, default: all')
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    paths = [CASES / f'{name}.toml' for name in options.names]
    paths = paths or sorted(CASES.glob('*.toml'))

    failed = skipped = 0
    cases = []
    for path in paths:
        try:
            case, found = try_case(path, program, options.update)
        except Skip as why:
            print(f'SKIPPED {path.stem}: {why}')
            skipped += 1
            continue
        cases.append(case)
        if found:
            failed += 1
            print(f'FAILED {path.stem}: {" ".join(case.get("args", []))}')
            print('\n'.join(found), end='\n\n')
    if not options.names:
        for name in unused_golden(cases):
            failed += 1
            print(f'FAILED: no case uses golden/{name}')
    print(f'{len(paths)} cases: {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
