#!/usr/bin/env python3
"""Reads `summary --format prometheus` with the parser of prometheus_client.

  validate_prometheus.py PROGRAM

Over all samples and the logs of the golden files: the text is what a Prometheus
server takes, its numbers are those of the JSON, and no series is there twice.
Ends with status 77, which ctest takes for "skipped", where prometheus_client is
not installed.
"""

import json
import pathlib
import subprocess
import sys

try:
    from prometheus_client.parser import text_string_to_metric_families
except ImportError:
    print('SKIPPED: the Python package prometheus_client is not installed')
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = [
    *sorted(path for path in (ROOT / 'samples').glob('*.log')
            if not path.read_bytes().startswith(b'\xff\xfe')),
    *sorted((ROOT / 'tests' / 'golden' / 'logs').glob('*.log')),
]
MOST_SERIES = 100 + 6  # of one metric: codes, and the rest by retry


def run(program, *args):
    done = subprocess.run([program, 'summary', *args, *map(str, LOGS)],
                          capture_output=True, check=True)
    return done.stdout.decode('utf-8')


def faults(program):
    totals = json.loads(run(program, '-f', 'json'))['totals']
    families = {}
    for family in text_string_to_metric_families(
            run(program, '-f', 'prometheus')):
        families[family.name] = family
        labels = [tuple(sorted(sample.labels.items()))
                  for sample in family.samples]
        if not family.documentation or family.type != 'gauge':
            yield f'{family.name}: HELP or TYPE is missing'
        if len(labels) != len(set(labels)):
            yield f'{family.name}: a series is there twice'
        if len(labels) > MOST_SERIES:
            yield f'{family.name}: {len(labels)} series'
    for name in ('files', 'bytes', 'lines', 'findings'):
        found = sum(sample.value
                    for sample in families[f'hrscan_{name}'].samples)
        if found != totals[name]:
            yield f'hrscan_{name}: {found}, not {totals[name]}'
    for retry, count in totals['by_retry'].items():
        found = sum(sample.value
                    for sample in families['hrscan_findings'].samples
                    if sample.labels['retry'] == retry)
        if found != count:
            yield f'hrscan_findings of {retry}: {found}, not {count}'


def main():
    found = list(faults(sys.argv[1]))
    for fault in found:
        print(fault)
    print(f'{len(LOGS)} logs, {len(found)} faults')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
