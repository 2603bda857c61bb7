#!/usr/bin/env python3
"""Runs the shell steps of samples/ci as their hosts would.

  run_pipelines.py PROGRAM

Each step that calls hrscan is taken out of its file and run with a build that
succeeds, fails for good, fails for the moment, fails once and then succeeds, or
fails without a status code. Ends with status 77, which ctest takes for
"skipped", where Python's yaml is not installed.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap

try:
    import yaml
except ImportError:
    print('SKIPPED: the Python package yaml is not installed')
    sys.exit(77)

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / 'samples' / 'ci'

# The build of each scenario; $1 is the attempt.
BUILDS = {
    'clean': 'exit 0',
    'permanent': 'echo "error: hr = 0x80070005"; exit 1',
    'transient': 'echo "error: hr = 0x80072EE2"; exit 1',
    'once': '[ "$1" -gt 1 ] || { echo "error: hr = 0x80072EE2"; exit 1; }',
    'silent': 'echo "it did not work"; exit 1',
}

# How many times the build runs and what the step ends with, where the step
# repeats by itself, and where its host does.
BY_ITSELF = {'clean': (1, 0), 'permanent': (1, 1), 'transient': (3, 75),
             'once': (2, 0), 'silent': (1, 1)}
BY_HOST = {'clean': (1, 0), 'permanent': (1, 1), 'transient': (1, 75),
           'once': (1, 75), 'silent': (1, 1)}


def load(name):
    return yaml.safe_load((SAMPLES / name).read_text(encoding='utf-8'))


def github_step():
    steps = load('github-actions.yml')['jobs']['build']['steps']
    return next(step['run'] for step in steps if 'run' in step)


def gitlab_step():
    job = load('gitlab-ci.yml')['build']
    # A list of codes or one; hrscan's is the only one worth a retry.
    assert job['retry']['exit_codes'] == 75, job['retry']
    return '\n'.join(job['script'])


def azure_step():
    steps = load('azure-pipelines.yml')['steps']
    return next(step['bash'] for step in steps if 'bash' in step)


def jenkins_step():
    text = (SAMPLES / 'Jenkinsfile').read_text(encoding='utf-8')
    script, = re.findall(r"script: '''(.*?)'''", text, re.DOTALL)
    return textwrap.dedent(script)


# step, shell as the host starts it, expectations, and the reports that must be
# there when the step fails.
HOSTS = {
    'github-actions.yml': (github_step, ['bash', '-e'], BY_ITSELF,
                           ['hrscan.sarif', 'summary.md']),
    'gitlab-ci.yml': (gitlab_step, ['bash', '-e'], BY_HOST,
                      ['gl-code-quality-report.json', 'hrscan.xml']),
    'azure-pipelines.yml': (azure_step, ['bash', '-e'], BY_ITSELF,
                            ['hrscan.xml']),
    'Jenkinsfile': (jenkins_step, ['sh', '-xe'], BY_HOST,
                    ['hrscan.sarif', 'hrscan.xml']),
}


def write_program(path, text):
    path.write_text(f'#!/bin/sh\n{text}\n', encoding='utf-8')
    path.chmod(0o755)


def run(step, shell, build, program):
    """(times the build ran, status, output, files)"""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tools = folder / 'tools'
        tools.mkdir()
        os.symlink(program, tools / 'hrscan')
        write_program(tools / 'sleep', 'exit 0')
        write_program(folder / 'build.sh',
                      f'echo x >>attempts\nset -- $(grep -c x attempts)\n'
                      f'{build}')
        done = subprocess.run(
            [*shell, '-c', step], cwd=folder, capture_output=True, text=True,
            check=False, timeout=120, stdin=subprocess.DEVNULL,
            env={'PATH': f'{tools}:{os.environ["PATH"]}', 'LC_ALL': 'C.UTF-8',
                 'GITHUB_STEP_SUMMARY': str(folder / 'summary.md')})
        attempts = (folder / 'attempts').read_text().count('x')
        files = {path.name for path in folder.iterdir()}
        return attempts, done.returncode, done.stdout + done.stderr, files


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    faults = []
    names = {path.name for path in SAMPLES.iterdir()} - {'README.md'}
    if names != set(HOSTS):
        faults.append(f'files of samples/ci: {sorted(names)}')
    for name, (step, shell, expected, reports) in HOSTS.items():
        for scenario, build in BUILDS.items():
            attempts, status, output, files = run(step(), shell, build,
                                                  program)
            times, code = expected[scenario]
            what = f'{name}: {scenario}'
            if (attempts, status) != (times, code):
                faults.append(f'{what}: {attempts} builds, status {status}; '
                              f'expected {times}, {code}\n{output}')
            if code != 0 and not set(reports) <= files:
                faults.append(f'{what}: reports {sorted(files)}')
            # The verdict is said by number.
            number = re.search('0x8007....', build)
            if number and number[0] not in output:
                faults.append(f'{what}: no verdict\n{output}')
    for fault in faults:
        print(fault)
    print(f'{len(HOSTS)} pipelines, {len(BUILDS)} builds each, '
          f'{len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
