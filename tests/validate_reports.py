#!/usr/bin/env python3
"""Holds the reports of `hrscan check` against what their hosts accept.

  validate_reports.py PROGRAM [--npm FOLDER]

Over all samples and the logs of the golden files, one by one and together, and
over a log with far more codes than a host shows. Where a host's own schema or
parser can be had it is used: the SARIF schema and the parser of Azure Pipelines
from packages of npm (tests/npm, installed in FOLDER/node_modules), GitHub's
Markdown by cmark-gfm, JUnit by junitparser. What is not installed is said and passed over. The other
rules are written here from what the hosts publish, named at each check.
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

try:
    import junitparser
except ImportError:
    junitparser = None

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = [
    *sorted((ROOT / 'samples').glob('*.log')),
    *sorted((ROOT / 'tests' / 'golden' / 'logs').glob('*.log')),
]
FORMATS = ('text', 'github', 'azure', 'teamcity', 'gitlab', 'sarif', 'junit',
           'markdown')


def many_codes(count):
    """A log of many codes that no rule knows, and of some that may pass."""
    lines = [f'hr = 0x88AB{number:04X}' for number in range(1, count + 1)]
    lines += [f'hr = 0x88AC{number:04X} - CONTOSO_E_TIMEOUT'
              for number in range(1, 41)]
    return '\n'.join(lines) + '\n'


class Faults(list):
    """What is wrong, with the place."""

    what = ''

    def expect(self, condition, message):
        if not condition:
            self.append(f'{self.what}: {message}')


# GitHub: the runner's ActionCommand.cs; the limits from its documentation.

def github_unescape(text, is_property):
    if is_property:
        text = text.replace('%3A', ':').replace('%2C', ',')
    return (text.replace('%0D', '\r').replace('%0A', '\n')
            .replace('%25', '%'))


def parse_github(line):
    """(command, properties, message), or None for a line of text."""
    text = line.lstrip()
    if not text.startswith('::'):
        return None
    end = text.index('::', 2)
    name, _, rest = text[2:end].partition(' ')
    properties = {}
    for pair in filter(None, rest.strip().split(',')):
        key, equals, value = pair.partition('=')
        if equals:
            properties[key.strip()] = github_unescape(value, True)
    return name, properties, github_unescape(text[end + 2:], False)


def check_github(text, faults):
    counts = collections.Counter()
    grouped = 0
    for line in text.splitlines():
        command = parse_github(line)
        if command is None:
            continue
        name, properties, message = command
        counts[name] += 1
        grouped += {'group': 1, 'endgroup': -1}.get(name, 0)
        faults.expect(name in ('error', 'warning', 'notice', 'group',
                               'endgroup'), f'command {name}')
        faults.expect(set(properties) <= {'file', 'line', 'col', 'title'},
                      f'properties {properties}')
        if 'line' in properties:
            faults.expect(int(properties['line']) > 0, 'line')
            faults.expect(int(properties['col']) > 0, 'column')
        if name in ('error', 'warning', 'notice'):
            faults.expect(message.strip() != '', 'an empty message')
            units = len(message.encode('utf-16-le')) // 2
            faults.expect(units <= 4096, f'{units} UTF-16 units')
    faults.expect(grouped == 0, 'a group is not closed')
    for name in ('error', 'warning', 'notice'):
        faults.expect(counts[name] <= 10, f'{counts[name]} of {name}')


# Azure Pipelines: its own parser where it is installed.

def azure_commands(text, npm):
    lines = [line for line in text.splitlines() if line.startswith('##vso[')]
    parser = npm / 'node_modules/azure-pipelines-task-lib/taskcommand.js'
    if not (shutil.which('node') and parser.exists()):
        pattern = re.compile(r'##vso\[([a-z.]+)(?: ([^\]]*))?\](.*)')
        commands = []
        for line in lines:
            name, properties, message = pattern.fullmatch(line).groups()
            pairs = [pair.split('=', 1)
                     for pair in (properties or '').split(';') if pair]
            commands.append({'command': name, 'properties': dict(pairs),
                             'message': message})
        return commands
    script = ('const t = require(process.argv[1]);'
              'const l = JSON.parse(require("fs").readFileSync(0, "utf8"));'
              'console.log(JSON.stringify(l.map(t.commandFromString)));')
    done = subprocess.run(['node', '-e', script, str(parser)],
                          input=json.dumps(lines), text=True,
                          capture_output=True, check=True)
    return json.loads(done.stdout)


def check_azure(text, faults, npm):
    counts = collections.Counter()
    for command in azure_commands(text, npm):
        properties = command['properties']
        if command['command'] == 'task.complete':
            faults.expect(properties.get('result') in
                          ('Failed', 'SucceededWithIssues'), 'result')
            counts['complete'] += 1
            continue
        faults.expect(command['command'] == 'task.logissue',
                      f'command {command["command"]}')
        faults.expect(set(properties) <= {'type', 'sourcepath', 'linenumber',
                                          'columnnumber', 'code'},
                      f'properties {properties}')
        faults.expect(command['message'].strip() != '', 'an empty message')
        counts[properties['type']] += 1
    faults.expect(set(counts) <= {'error', 'warning', 'complete'}, 'types')
    for name in ('error', 'warning'):
        faults.expect(counts[name] <= 10, f'{counts[name]} of {name}')
    faults.expect(counts['complete'] <= 1, 'completed twice')


# TeamCity: the grammar of its documentation, "Service messages formats".

SERVICE_MESSAGE = re.compile(
    r"##teamcity\[(\w+)((?: \w+='(?:[^'|\[\]\n]|\|['nrlp|\[\]x]|\|0x\w{4})*')*)"
    r"\]")


def check_teamcity(text, faults):
    identities = collections.Counter()
    for line in text.splitlines():
        if '##teamcity' not in line:
            continue
        message = SERVICE_MESSAGE.fullmatch(line)
        faults.expect(message, f'no service message: {line[:100]}')
        if not message:
            continue
        name = message.group(1)
        attributes = dict(re.findall(r"(\w+)='((?:[^'|]|\|.)*)'",
                                     message.group(2)))
        keys = {'buildProblem': {'description', 'identity'},
                'message': {'text', 'status'}}
        faults.expect(set(attributes) == keys.get(name), f'{name}')
        faults.expect(len(attributes.get('description', '')) <= 4000,
                      'a description of more than 4000 characters')
        if name == 'buildProblem':
            faults.expect(re.fullmatch(r'[A-Za-z_]\w{0,59}',
                                       attributes['identity']), 'identity')
            identities[attributes['identity']] += 1
    faults.expect(all(count == 1 for count in identities.values()),
                  'an identity is not unique')


# GitLab: doc/ci/testing/code_quality.md, "Code Quality report format".

def check_gitlab(text, faults):
    issues = json.loads(text)
    faults.expect(isinstance(issues, list), 'no list')
    prints = collections.Counter(issue['fingerprint'] for issue in issues)
    faults.expect(all(count == 1 for count in prints.values()),
                  'a fingerprint is not unique')
    for issue in issues:
        faults.expect(set(issue) == {'description', 'check_name', 'fingerprint',
                                     'severity', 'location'}, f'{issue}')
        for key in ('description', 'check_name', 'fingerprint'):
            faults.expect(isinstance(issue[key], str) and issue[key], key)
        faults.expect(issue['severity'] in ('info', 'minor', 'major',
                                            'critical', 'blocker'), 'severity')
        path = issue['location']['path']
        faults.expect(path and not path.startswith('./'), f'path {path}')
        begin = issue['location']['lines']['begin']
        faults.expect(isinstance(begin, int) and begin > 0, 'begin')


# SARIF: the schema where it is installed, and what GitHub asks for beyond it.

def sarif_validator(npm):
    path = npm / ('node_modules/@microsoft/jest-sarif/lib/schemas/'
                  'sarif-2.1.0-rtm.5.json')
    try:
        import jsonschema
    except ImportError:
        return None
    if not path.exists():
        return None
    return jsonschema.Draft7Validator(json.loads(path.read_text()))


def check_sarif(text, faults, validator):
    log = json.loads(text)
    for fault in validator.iter_errors(log) if validator else ():
        faults.append(f'{faults.what}: {list(fault.path)}: {fault.message}')
    run = log['runs'][0]
    rules = run['tool']['driver']['rules']
    results = run['results']
    faults.expect(len(results) <= 5000, f'{len(results)} results')
    faults.expect(len(text) < 10 << 20, f'{len(text)} bytes')
    faults.expect(len({rule['id'] for rule in rules}) == len(rules), 'rules')
    prints = set()
    for rule in rules:
        faults.expect(len(rule['properties']['tags']) <= 20, 'tags')
        for key in ('shortDescription', 'fullDescription'):
            faults.expect(len(rule[key]['text']) <= 1024, key)
        faults.expect(rule['help']['text'] and rule['help']['markdown'], 'help')
    for result in results:
        faults.expect(rules[result['ruleIndex']]['id'] == result['ruleId'],
                      'ruleIndex')
        place = result['locations'][0]['physicalLocation']
        uri = place['artifactLocation']['uri']
        faults.expect(re.fullmatch(r"(file://)?[\w\-.~/%:]+", uri), uri)
        prints.add(result['partialFingerprints']['primaryLocationLineHash'])
        region = place['region']
        snippet = region.get('snippet', {}).get('text')
        if snippet and not snippet.startswith('...'):
            begin = region['startColumn'] - 1
            shown = snippet[begin:region['endColumn'] - 1]
            # Escapes move columns; they say so by their backslash.
            faults.expect('\\' in snippet[:begin] or
                          re.fullmatch(r'[-&\w]+', shown),
                          f'region {shown!r} of {snippet!r}')
    faults.expect(len(prints) == len(results), 'fingerprints are not unique')


# JUnit: the elements and attributes that the schema of Jenkins' xUnit plugin
# (junit-10.xsd) allows.

JUNIT = {
    'testsuites': ({'name', 'time', 'tests', 'failures', 'errors'},
                   {'testsuite'}),
    'testsuite': ({'name', 'tests', 'failures', 'errors', 'group', 'time',
                   'skipped', 'timestamp', 'hostname', 'id', 'package', 'file',
                   'log', 'url'},
                  {'testsuite', 'properties', 'testcase', 'system-out',
                   'system-err'}),
    'testcase': ({'name', 'time', 'classname', 'group'},
                 {'skipped', 'error', 'failure', 'system-out', 'system-err'}),
    'failure': ({'type', 'message'}, set()),
    'error': ({'type', 'message'}, set()),
    'skipped': ({'type', 'message'}, set()),
}
REQUIRED = {'testsuite': {'name', 'tests', 'failures', 'errors'},
            'testcase': {'name'}}


def check_junit(text, faults):
    root = ElementTree.fromstring(text)
    faults.expect(root.tag == 'testsuites', root.tag)
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        faults.expect(set(element.attrib) <= attributes, f'{element.attrib}')
        faults.expect(REQUIRED.get(element.tag, set()) <= set(element.attrib),
                      f'{element.tag} lacks an attribute')
        faults.expect({child.tag for child in element} <= children, element.tag)
    suites = list(root.iter('testsuite'))
    for suite in [root, *suites]:
        for key, tag in (('tests', 'testcase'), ('failures', 'failure'),
                         ('errors', 'error'), ('skipped', 'skipped')):
            if key in suite.attrib:
                faults.expect(int(suite.get(key)) == len(list(suite.iter(tag))),
                              f'{key} of {suite.get("name")}')
    for suite in suites:
        faults.expect(len(suite) > 0, 'a suite without cases')
    names = collections.Counter((case.get('classname'), case.get('name'))
                                for case in root.iter('testcase'))
    faults.expect(len(names) > 0, 'no cases')
    if junitparser is not None:
        check_by_junitparser(text, root, faults)


def check_by_junitparser(text, root, faults):
    """What another program reads from it."""
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases
              if any(isinstance(result, junitparser.Failure)
                     for result in case.result)]
    faults.expect(len(cases) == len(list(root.iter('testcase'))),
                  f'junitparser reads {len(cases)} cases')
    faults.expect(len(failed) == len(list(root.iter('failure'))),
                  f'junitparser reads {len(failed)} failures')
    faults.expect(all(case.name for case in cases), 'a case without a name')


# Markdown: what GitHub makes of it.

TAGS = {'h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li',
        'code'}


def check_markdown(text, faults):
    faults.expect(len(text.encode()) < 1 << 20, 'more than 1 MiB')
    if not shutil.which('cmark-gfm'):
        return
    done = subprocess.run(['cmark-gfm', '--unsafe', '-e', 'table', '-e',
                           'autolink', '-e', 'strikethrough'],
                          input=text, text=True, capture_output=True,
                          check=True)
    tags = set(re.findall(r'<([a-z0-9]+)', done.stdout))
    faults.expect(tags <= TAGS, f'tags {sorted(tags - TAGS)}')
    rows = re.findall(r'<tr>(.*?)</tr>', done.stdout, re.DOTALL)
    faults.expect(all(len(re.findall('<t[hd]', row)) == 7 for row in rows),
                  'a row of the table is broken')


class Checker:
    """Runs the program and holds what it writes against the rules."""

    def __init__(self, program, npm):
        self._program = program
        self.faults = Faults()
        validator = sarif_validator(npm)
        if validator is None:
            print('passed over: the SARIF schema is not installed')
        if not shutil.which('cmark-gfm'):
            print('passed over: cmark-gfm is not installed')
        if junitparser is None:
            print('passed over: junitparser is not installed')
        self._checks = {
            'github': check_github,
            'azure': lambda text, faults: check_azure(text, faults, npm),
            'teamcity': check_teamcity,
            'gitlab': check_gitlab,
            'sarif': lambda text, faults: check_sarif(text, faults, validator),
            'junit': check_junit,
            'markdown': check_markdown,
        }

    def run(self, *args, cwd=ROOT):
        done = subprocess.run([self._program, 'check', *args], cwd=cwd,
                              capture_output=True, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def check(self, paths, name):
        """All formats, by name; the status is the same for each."""
        statuses = set()
        texts = {}
        for output in FORMATS:
            self.faults.what = f'{name}: {output}'
            status, text, errors = self.run('-f', output, *paths)
            self.faults.expect('UTF-16' in errors or status in (0, 1, 75),
                               f'status {status}, {errors}')
            statuses.add(status)
            texts[output] = text
            if output in self._checks:
                self._checks[output](text, self.faults)
        self.faults.expect(len(statuses) == 1, f'statuses {statuses}')
        return texts

    def files(self):
        """Reports in files are those of standard output, whole or not there."""
        self.faults.what = 'files'
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            log = folder / 'build.log'
            log.write_text('hr = 0x80070005\n')
            outputs = [f'{output}=report.{output}' for output in FORMATS]
            (folder / 'target').write_text('old')
            (folder / 'report.sarif').symlink_to('target')
            (folder / 'target').chmod(0o640)
            args = [word for output in outputs for word in ('-o', output)]
            status, text, _ = self.run(*args, 'build.log', cwd=folder)
            self.faults.expect(status == 1, f'status {status}')
            self.faults.expect(text.endswith('(1 time)\n'), 'no verdict')
            for output in FORMATS:
                _, expected, _ = self.run('-f', output, 'build.log', cwd=folder)
                found = (folder / f'report.{output}').read_text()
                self.faults.expect(found == expected, f'{output} differs')
            self.faults.expect((folder / 'report.sarif').is_symlink(),
                               'the link was replaced')
            mode = (folder / 'target').stat().st_mode & 0o777
            self.faults.expect(mode == 0o640, f'mode {mode:o}')
            left = {path.name for path in folder.iterdir()}
            expected = {'build.log', 'target',
                        *(f'report.{output}' for output in FORMATS)}
            self.faults.expect(left == expected, f'files {left - expected}')

    def live(self):
        """What fails is told while the log is still being written."""
        for output, words in (('text', '-:1:6: 0x80070005'),
                              ('github', '::error title=0x80070005')):
            self.faults.what = f'live: {output}'
            with subprocess.Popen([self._program, 'check', '-f', output, '-'],
                                  stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as process:
                process.stdin.write(b'hr = 0x80070005\n')
                process.stdin.flush()
                # Waits for ever where nothing comes; ctest ends that.
                line = process.stdout.readline().decode()
                self.faults.expect(process.poll() is None, 'it did not wait')
                self.faults.expect(line.startswith(words), line)
                process.stdin.close()
                rest = process.stdout.read().decode()
            self.faults.expect(process.returncode == 1, 'status')
            self.faults.expect(rest.splitlines()[-1].startswith('FAIL: '),
                               'no verdict at the end')

    def moved_lines(self):
        """Fingerprints stay when lines are put before, and differ by file."""
        self.faults.what = 'fingerprints'
        prints = {}
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            text = 'hr = 0x80070005\nhr = 0x80072EE2\n'
            for before in ('', 'a new line\n' * 100):
                (folder / 'a.log').write_text(before + text)
                _, out, _ = self.run('-f', 'gitlab', 'a.log', cwd=folder)
                prints[before] = {issue['fingerprint']
                                  for issue in json.loads(out)}
            (folder / 'b.log').write_text(text)
            _, out, _ = self.run('-f', 'gitlab', './b.log', cwd=folder)
            prints['other'] = {i['fingerprint'] for i in json.loads(out)}
        first, second, other = prints.values()
        self.faults.expect(first == second, 'lines move them')
        self.faults.expect(not first & other, 'files share them')

    def limits(self):
        """The last of a report says how many more there are."""
        with tempfile.TemporaryDirectory() as name:
            log = pathlib.Path(name) / 'many.log'
            log.write_text(many_codes(12000))
            texts = self.check([str(log)], 'many codes')
            for output, words in (
                    ('text', 'and 11990 more codes'),
                    ('github', 'and 11991 more codes'),
                    ('github', 'and 31 more codes'),
                    ('azure', 'and 11991 more codes'),
                    ('teamcity', 'and 12021 more codes'),
                    ('gitlab', 'and 11041 more issues'),
                    ('sarif', 'and 7040 more results'),
                    ('junit', 'and 2040 more cases'),
                    ('markdown', 'and 11840 more codes')):
                self.faults.what = f'limit of {output}'
                self.faults.expect(words in texts[output],
                                   f'{words!r} is not there')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--npm', type=pathlib.Path,
                        default=ROOT / 'build' / 'npm')
    options = parser.parse_args()
    checker = Checker(str(pathlib.Path(options.program).resolve()),
                      options.npm.resolve())
    for path in LOGS:
        checker.check([str(path.relative_to(ROOT))], path.name)
    checker.check([str(path.relative_to(ROOT)) for path in LOGS], 'all logs')
    checker.files()
    checker.live()
    checker.moved_lines()
    checker.limits()
    for fault in checker.faults[:50]:
        print(fault)
    print(f'{len(LOGS)} logs, {len(FORMATS)} formats, '
          f'{len(checker.faults)} faults')
    return 1 if checker.faults else 0


if __name__ == '__main__':
    sys.exit(main())
