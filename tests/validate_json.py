#!/usr/bin/env python3
"""Holds the program's JSON against the schemas in docs/schemas.

  validate_json.py PROGRAM

Over all samples and the logs of the golden files: every line of
`scan --format jsonl`, and `summary --format json` of each file and of all of
them; that the summaries of each add up to the one of all with `merge`; groups;
`compare --format json`. What a schema cannot say is checked here: sums, places, names. Ends with
status 77, which ctest takes for "skipped", where jsonschema is not installed.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print('SKIPPED: the Python package jsonschema is not installed')
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / 'docs' / 'schemas'
LOGS = [
    *sorted((ROOT / 'samples').glob('*.log')),
    *sorted((ROOT / 'tests' / 'golden' / 'logs').glob('*.log')),
]


def closed(schema):
    """The schema without room for fields of later versions."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(part) for key, part in schema.items()}
    if isinstance(out.get('properties'), dict) and 'type' in out:
        out.setdefault('additionalProperties', False)
    return out


def validator(name):
    with (SCHEMAS / f'{name}.schema.json').open(encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(closed(schema))


FINDING = validator('finding')
SUMMARY = validator('summary')
COMPARISON = validator('comparison')


class Checker:
    """Runs the program and collects what is wrong with its output."""

    def __init__(self, program):
        self._program = program
        self.faults = []
        self.seen = set()  # the keys of findings

    def run(self, *args):
        """Standard output, or None where the input cannot be read."""
        done = subprocess.run([self._program, *args], capture_output=True,
                              check=False)
        if done.returncode in (0, 1) and not done.stderr:
            return done.stdout.decode('utf-8')
        self.faults.append(f'{args}: status {done.returncode}, '
                           f'{done.stderr.decode(errors="replace")}')
        return None

    def expect(self, what, expected, found):
        if expected != found:
            self.faults.append(f'{what}: {found}, not {expected}')

    def validate(self, schema, value, what):
        for fault in schema.iter_errors(value):
            self.faults.append(f'{what}: {fault.json_path}: {fault.message}')

    def findings(self, path):
        """The findings of a file, each checked."""
        text = self.run('scan', '--format', 'jsonl', str(path))
        if text is None:
            return None
        data = path.read_bytes()
        wide = data.startswith(b'\xff\xfe')
        lines = data.decode('utf-16' if wide else 'latin-1').split('\n')
        newline = '\n'.encode('utf-16-le' if wide else 'latin-1')
        found = []
        for number, line in enumerate(text.split('\n')[:-1], 1):
            finding = json.loads(line)
            what = f'{path.name}: finding {number}'
            self.validate(FINDING, finding, what)
            at = finding['offset']
            token = finding['token'].encode('utf-16-le' if wide else 'utf-8')
            self.expect(f'{what}: token', token, data[at:at + len(token)])
            self.expect(f'{what}: line', data.count(newline, 0, at) + 1,
                        finding['line'])
            before = lines[finding['line'] - 1].encode(
                'utf-8' if wide else 'latin-1')[:finding['column'] - 1]
            start = data.rfind(newline, 0, at) + len(newline)
            start = max(start, 2) if wide and start <= len(newline) else start
            self.expect(f'{what}: column',
                        data[start:at].decode('utf-16-le' if wide else 'latin-1'),
                        before.decode('utf-8' if wide else 'latin-1'))
            self.seen |= set(finding)
            found.append(finding)
        return found

    def summary(self, paths):
        text = self.run('summary', '--format', 'json', *map(str, paths))
        if text is None:
            return None
        summary = json.loads(text)
        name = paths[0].name if len(paths) == 1 else 'all files'
        self.validate(SUMMARY, summary, f'summary of {name}')
        self.add_up(summary, f'summary of {name}')
        return summary

    def add_up(self, summary, what):
        totals = summary['totals']
        codes, files = summary['codes'], summary['files']
        findings = totals['findings']
        self.expect(f'{what}: findings by code', findings,
                    sum(code['count'] for code in codes))
        for key in ('bytes', 'lines', 'findings'):
            self.expect(f'{what}: {key} by file', totals[key],
                        sum(file[key] for file in files))
        for key in ('bytes', 'lines'):
            self.expect(f'{what}: {key} by part', totals[key],
                        sum(part[key] for file in files
                            for part in file['parts']))
        for code in codes:
            key = f'{code["code"]}/{code["kind"]}'
            cells = [part['codes'].get(key, {}).get('count', 0)
                     for file in files for part in file['parts']]
            self.expect(f'{what}: {key} by part', code['count'], sum(cells))
        buckets = summary.get('timeline', {}).get('buckets', [])
        for bucket in buckets:
            self.expect(f'{what}: bucket {bucket["start"]}',
                        sum(bucket['by_retry'].values()),
                        sum(bucket['codes'].values()))
        self.expect(f'{what}: order of buckets', buckets,
                    sorted(buckets, key=lambda bucket: bucket['start']))
        for key in ('by_retry', 'by_severity', 'by_form'):
            self.expect(f'{what}: {key}', findings, sum(totals[key].values()))
        for retry, count in totals['by_retry'].items():
            self.expect(f'{what}: {retry} by file', count,
                        sum(file['by_retry'][retry] for file in files))
            self.expect(f'{what}: {retry} by code', count,
                        sum(code['count'] for code in codes
                            if code['retry'] == retry))
        self.expect(f'{what}: files', totals['files'], len(files))
        self.expect(f'{what}: distinct codes', totals['distinct_codes'],
                    len({(code['code'], code['kind']) for code in codes}))
        self.expect(f'{what}: order', codes,
                    sorted(codes, key=lambda code: -code['count']))
        for code in codes:
            self.expect(f'{what}: incidents of {code["code"]}', True,
                        code['files'] <= code['incidents'] <= code['count'])
            self.expect(f'{what}: aliases of {code["code"]}', False,
                        code['symbol'] in code['aliases'])

    def merge(self, paths, whole):
        """Summaries in files, one each, add up to the one of all."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for number, path in enumerate(paths):
                self.run('summary', '-o', f'json={folder / str(number)}.json',
                         str(path))
            merged = self.run('merge', name)
            if merged is not None:
                self.expect('merged', whole, json.loads(merged))
            text = self.run('compare', '-f', 'json', f'{folder}/0.json',
                            f'{folder}/1.json')
            if text is not None:
                self.validate(COMPARISON, json.loads(text), 'comparison')

    def groups(self, paths, keys):
        text = self.run('summary', '-f', 'json', '--by', keys,
                        *map(str, paths))
        if text is None:
            return
        summary = json.loads(text)
        self.validate(SUMMARY, summary, f'groups by {keys}')

        def add_up(groups):
            for group in groups:
                if 'groups' in group:
                    self.expect(f'group {group["key"]}', group['count'],
                                add_up(group['groups']))
            return sum(group['count'] for group in groups)

        self.expect(f'groups by {keys}', summary['totals']['findings'],
                    add_up(summary['groups']))

    def agree(self, findings, summary, path):
        """A summary counts what a scan lists."""
        listed = collections.Counter(
            (finding['code'], finding['kind']) for finding in findings)
        counted = {(code['code'], code['kind']): code['count']
                   for code in summary['codes']}
        self.expect(f'{path.name}: counts', dict(listed), counted)


def main():
    checker = Checker(sys.argv[1])
    readable = []
    for path in LOGS:
        findings = checker.findings(path)
        if findings is None:
            continue
        readable.append(path)
        summary = checker.summary([path])
        if summary is not None:
            checker.agree(findings, summary, path)
    checker.merge(readable, checker.summary(readable))
    for keys in ('facility,component,code', 'file,retry', 'hour,code',
                 'hour,file,code'):
        checker.groups(readable, keys)
    # A key that no log brings out is one that nothing here has checked.
    for key in set(FINDING.schema['properties']) - checker.seen:
        if key != 'text_cut':  # needs a line of more than 16 KiB
            checker.faults.append(f'no log has a finding with {key}')
    for fault in checker.faults[:50]:
        print(fault)
    print(f'{len(readable)} logs, {len(checker.faults)} faults')
    return 1 if checker.faults else 0


if __name__ == '__main__':
    sys.exit(main())
