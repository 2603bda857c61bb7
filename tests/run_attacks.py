#!/usr/bin/env python3
"""Attacks every output through logs, file names and arguments.

  run_attacks.py PROGRAM

Whatever stands in a log or a name: a terminal gets no control sequence, an
agent of a build service no command, a table or a page no formula and no markup
but those that hrscan means. Each command runs with each attack in its log and
in its log's name, on a terminal and as an agent sees it. The rules here are
written from what terminals, agents and formats obey, not from what the program
escapes.
"""

import concurrent.futures
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

import run_cases

# name: what a log may hold to be obeyed.
ATTACKS = {
    'github': b'::error title=x::owned',
    'github, indented': b' \t::set-output name=x::owned',
    'github, behind a return': b'x\r::add-mask::owned',
    'github, behind a wide blank': b'\xe3\x80\x80::debug::owned',
    'github, old': b'##[error]owned',
    'github, escaped': b'%0A::error::owned%0D',
    'azure': b'##vso[task.setvariable variable=PATH]owned',
    'azure, in capitals': b'##VSO[task.complete result=Succeeded;]owned',
    'azure, a property': b'x;code=1;]##vso[task.logissue type=error;]owned',
    'teamcity': b"##teamcity[buildStop comment='owned']",
    'teamcity, a value': b"x' status='ERROR'] ##teamcity[message text='owned",
    'teamcity, escaped': b"|' |n ##teamcity|[owned",
    'gitlab': b'section_start:1700000000:x\r\x1b[0Kowned',
    'gitlab, the end': b'section_end:1700000000:x\r\x1b[0K',
    'ANSI': b'\x1b[2J\x1b[1;1H\x1b[31mowned\x1b[0m',
    'OSC': b'\x1b]0;owned\x07\x1b]8;;http://example.com\x1b\\x',
    'DCS': b'\x1bPq#0;2;0;0;0\x1b\\',
    'C1': b'\xc2\x9b2J\xc2\x9d0;owned\xc2\x9c',
    'C1 as bytes': b'\x9b2J\x9d0;owned\x9c',
    'C1 behind a false start': b'\xf8\x90\x9b\x80 \xff\x90\x9b\x80',
    'controls': b'\x01\x02\x07\x08\x0b\x0c\x0e\x0f\x7f',
    'NUL': b'a\x00b',
    'direction': b'\xe2\x80\xaeowned\xe2\x81\xa6x',
    'script': b'</script><script>alert(1)</script>',
    'HTML': b'<img src=x onerror=alert(1)><b>owned',
    'CDATA': b']]><owned/><![CDATA[x]]>',
    'entities': b'&lt;owned&gt; &#60;b&#62; &bogus;',
    'XML attribute': b'" owned="x\' owned=\'x',
    'no XML at all': b'\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80',
    'Markdown': b'**owned** [x](http://example.com) ![x](y) # x',
    'Markdown, a fence': b'``` ```` ` owned `',
    'Markdown, a table': b'| owned | x |\\| x \\',
    'Markdown, a link': b'http://example.com www.example.com @owned #1',
    'JSON': b'","owned":"x\\u0022\\',
    'formula': b"=cmd|' /C calc'!A0",
    'formula, plus': b'+1+cmd|x!A0',
    'formula, minus': b'-1+cmd|x!A0',
    'formula, at': b'@SUM(1,1)',
    'formula, behind a tab': b'\t=1+1',
    'quotes': b'"x,""owned"',
}

# Commands of agents anywhere in a line, or at its start.
ANYWHERE = re.compile(r'##(vso|teamcity)?\[|section_(start|end):',
                      re.IGNORECASE)
AT_START = re.compile(r'\s*::')
OURS = re.compile(
    r'::(error|warning|notice) [^:]*::|::group::hrscan: |::endgroup::$'
    r'|##vso\[task\.(logissue|complete) [^\]]*\]'
    r"|##teamcity\[(buildProblem|message)(?= )")
TURNS = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
         0x2069}


def control_of(text):
    """The first character that a terminal may obey, or None."""
    for position, c in enumerate(text):
        code = ord(c)
        raw_c1 = 0xdc80 <= code <= 0xdc9f  # a byte that is no UTF-8
        obeyed = unicodedata.category(c) == 'Cc' and c not in '\n\t'
        if raw_c1 or obeyed or code in TURNS:
            return repr(text[max(position - 20, 0):position + 10])
    return None


def command_of(text, ours):
    """The first command in a text of lines that is not ours, or None."""
    for line in text.split('\n'):
        start = OURS.match(line) if ours else None
        rest = line[start.end():] if start else line
        if ANYWHERE.search(rest) or (not start and AT_START.match(rest)):
            return repr(line[:160])
    return None


def check_csv(text):
    rows = list(csv.reader(io.StringIO(text)))
    if any(len(row) != len(rows[0]) for row in rows):
        yield 'a row has more or fewer cells'
    for row in rows:
        for cell in row:
            number = re.fullmatch(r'-?\d+', cell)
            if cell[:1] in tuple('=+-@\t\r') and not number:
                yield f'a formula: {cell!r}'


def check_lines_of_json(text):
    for line in text.split('\n')[:-1]:
        if 'owned' in json.loads(line):
            yield f'a key came in: {line[:160]}'


def keys_of(value):
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def check_json(text):
    if 'owned' in set(keys_of(json.loads(text))):
        yield 'a key came in'


def check_page(text):
    yield from check_json(text)
    if '<' in text:
        yield 'markup in a page that holds this JSON'


def check_xml(text):
    root = ElementTree.fromstring(text)
    for element in root.iter():
        if 'owned' in element.tag or 'owned' in element.attrib:
            yield 'markup came in'


TAGS = {'h2', 'h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li',
        'code'}


def html_of(text):
    return subprocess.run(['cmark-gfm', '--unsafe', '-e', 'table', '-e',
                           'autolink', '-e', 'strikethrough'],
                          input=text, text=True, capture_output=True,
                          check=True).stdout


def check_tags(page):
    tags = set(re.findall(r'<([a-zA-Z0-9]+)', page))
    if tags - TAGS:
        yield f'tags {sorted(tags - TAGS)}'


def check_markdown(text):
    if not shutil.which('cmark-gfm'):
        return
    page = html_of(text)
    yield from check_tags(page)
    for row in re.findall(r'<tr>(.*?)</tr>', page, re.DOTALL):
        if len(re.findall('<t[hd]', row)) != 7:
            yield f'a row is broken: {row[:160]!r}'


def check_summary_markdown(text):
    if not shutil.which('cmark-gfm'):
        return
    page = html_of(text)
    yield from check_tags(page)
    for table in re.findall(r'<table>(.*?)</table>', page, re.DOTALL):
        widths = {len(re.findall('<t[hd]', row))
                  for row in re.findall(r'<tr>(.*?)</tr>', table, re.DOTALL)}
        if len(widths) != 1:
            yield f'a row is broken: {table[:160]!r}'


SAMPLE = re.compile(r'[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)*\})? \d+')


def check_prometheus(text):
    for line in text.split('\n'):
        if line and not line.startswith('# ') and not SAMPLE.fullmatch(line):
            yield f'no sample: {line[:160]!r}'


class Page(html.parser.HTMLParser):
    """Counts a page's scripts, and notes what no page of ours holds."""

    def __init__(self):
        super().__init__()
        self.scripts = 0
        self.faults = []

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == 'script'
        names = {name for name, _ in attrs}
        if any(name.startswith('on') for name in names) or tag in ('img', 'b'):
            self.faults.append(f'markup: {tag} {sorted(names)}')


def check_html(text):
    page = Page()
    page.feed(text)
    yield from page.faults
    if page.scripts != 2:
        yield f'{page.scripts} scripts in the page'


def nothing(_):
    return ()


# What is run, what its standard output must be, and whether commands of ours
# stand in it. LOGS stands for the logs.
RUNS = [
    (['scan', 'LOGS'], nothing, False),
    (['scan', '-C', '1', 'LOGS'], nothing, False),
    (['scan', '-f', 'jsonl', 'LOGS'], check_lines_of_json, False),
    (['scan', '-f', 'csv', 'LOGS'], check_csv, False),
    (['annotate', 'LOGS'], nothing, False),
    (['annotate', '--strip', 'LOGS'], nothing, False),
    (['summary', 'LOGS'], nothing, False),
    (['summary', '-f', 'json', 'LOGS'], check_json, False),
    (['summary', '-f', 'csv', 'LOGS'], check_csv, False),
    (['summary', '-f', 'csv', '--by', 'file,code', 'LOGS'], check_csv, False),
    (['summary', '-f', 'markdown', 'LOGS'], check_summary_markdown, False),
    (['summary', '-f', 'prometheus', 'LOGS'], check_prometheus, False),
    (['summary', '-f', 'html', 'LOGS'], check_html, False),
    (['merge', 'LOGS'], nothing, False),
    (['compare', 'LOGS'], nothing, False),
    (['check', 'LOGS'], nothing, False),
    (['check', '-f', 'github', 'LOGS'], nothing, True),
    (['check', '-f', 'azure', 'LOGS'], nothing, True),
    (['check', '-f', 'teamcity', 'LOGS'], nothing, True),
    (['check', '-f', 'gitlab', 'LOGS'], check_page, False),
    (['check', '-f', 'sarif', 'LOGS'], check_page, False),
    (['check', '-f', 'junit', 'LOGS'], check_xml, False),
    (['check', '-f', 'markdown', 'LOGS'], check_markdown, False),
    (['explain', 'NAME'], nothing, False),
    (['scan', '--code', 'NAME', 'LOGS'], nothing, False),
    (['check', '--ignore-line', '(NAME', 'LOGS'], nothing, False),
    (['check', '-o', 'NAME', 'LOGS'], nothing, False),
    (['rules', 'check', 'LOGS'], nothing, False),
    (['rules', 'show', 'NAME'], nothing, False),
    (['scan', '--rules', 'LOG'], nothing, False),
    (['check', '--allow-file', 'LOG', 'LOGS'], nothing, False),
    (['check', '--baseline', 'LOG', 'LOGS'], nothing, False),
]

# Formats that are safe wherever they go, not for agents and terminals only.
ALWAYS_SAFE = ('check',)


class Attacker:

    def __init__(self, program):
        self._program = program
        self.faults = []
        self.runs = 0

    def attack(self, name, attack):
        """Every run with an attack in a log, and in a log's name."""
        with tempfile.TemporaryDirectory() as folder:
            # Beside a code, and on a line of its own, and as the last one.
            log = b'\n'.join([
                b'hr = 0x80070005 ' + attack,
                attack + b' hr = 0x80070020',
                attack,
                b'hr = 0x88AB1234 - EVIL_E_X' + attack + b' hr = 0x8007000E',
                attack + b' error 0x80072EE7',
            ])
            bad = attack.replace(b'/', b'\\').replace(b'\0', b'')
            logs = [b'build.log', bad + b'.log']
            for path in logs:
                target = os.path.join(os.fsencode(folder), path)
                with open(target, 'wb') as file:
                    file.write(log)
            for args, check, ours in RUNS:
                words = self._words(args, logs, bad)
                what = f'{name}: {" ".join(args)}'
                self._as_agent(what, words, folder, check, ours)
                self._in_terminal(what, words, folder, ours)
                if args[0] in ALWAYS_SAFE:
                    self._in_pipe(what, words, folder, check, ours)

    def _words(self, args, logs, bad):
        words = [self._program]
        for arg in args:
            if arg == 'LOGS':
                # A name that begins with '-' is behind "--".
                words += ['--', *logs]
            elif arg == 'LOG':
                words.append(b'./' + logs[1])
            else:
                words.append(os.fsencode(arg).replace(b'NAME', bad))
        return words

    def _fault(self, what, fault):
        if fault:
            self.faults.append(f'{what}: {fault}')

    def _run(self, words, folder, **env):
        self.runs += 1
        return subprocess.run(
            words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
            env={**run_cases.environment({}), **env}, check=False,
            timeout=run_cases.TIMEOUT)

    def _check(self, what, done, check, ours):
        out = done.stdout.decode('utf-8', 'surrogateescape')
        errors = done.stderr.decode('utf-8', 'surrogateescape')
        if done.returncode not in (0, 1, 2, 75):
            self._fault(what, f'status {done.returncode}')
        self._fault(what, control_of(out))
        self._fault(f'{what}: stderr', control_of(errors))
        self._fault(what, command_of(out, ours))
        self._fault(f'{what}: stderr', command_of(errors, False))
        try:
            for fault in check(out) if out else ():
                self._fault(what, fault)
        except (ValueError, ElementTree.ParseError) as fault:
            self._fault(what, f'{fault}')

    def _as_agent(self, what, words, folder, check, ours):
        done = self._run(words, folder, GITHUB_ACTIONS='true')
        # annotate passes other bytes on as they are.
        self._check(f'{what} (agent)', done, check, ours)

    def _in_pipe(self, what, words, folder, check, ours):
        done = self._run(words, folder)
        self._check(f'{what} (pipe)', done, check, ours)

    def _in_terminal(self, what, words, folder, ours):
        self.runs += 1
        ours_end, theirs = run_cases.open_terminal(80)
        with subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=theirs, stderr=theirs,
                              env={**run_cases.environment({}),
                                   'NO_COLOR': '1'}) as process:
            os.close(theirs)
            shown = run_cases.read_terminal(ours_end)
            process.wait(run_cases.TIMEOUT)
        os.close(ours_end)
        # A return before a line's end moves nothing.
        text = shown.replace(b'\r\n', b'\n').decode('utf-8', 'surrogateescape')
        self._fault(f'{what} (terminal)', control_of(text))


def main():
    attacker = Attacker(str(pathlib.Path(sys.argv[1]).resolve()))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
        for done in [threads.submit(attacker.attack, name, attack)
                     for name, attack in ATTACKS.items()]:
            done.result()
    for fault in attacker.faults[:60]:
        print(fault.encode('utf-8', 'backslashreplace').decode())
    print(f'{len(ATTACKS)} attacks, {attacker.runs} runs, '
          f'{len(attacker.faults)} faults')
    return 1 if attacker.faults else 0


if __name__ == '__main__':
    sys.exit(main())
