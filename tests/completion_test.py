#!/usr/bin/env python3
"""Completes command lines in real shells, with the scripts that the program
writes, and compares what they offer with what the program says and takes.

  completion_test.py PROGRAM

What there is to offer is read from --help, and from what the program says of a
value that it does not take. A shell that is not installed is passed over; then
the exit status is 77. For PowerShell, which no test can run, the tables in the
script are read.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = ''
TIMEOUT = 60  # seconds; a sanitizer's program and a busy machine are slow
NO_VALUE = 'no-such-value'


def run(*args, **more):
    return subprocess.run(args, capture_output=True, text=True,
                          timeout=TIMEOUT, **more)


def hrscan(*args, **more):
    return run(PROGRAM, *args, stdin=subprocess.DEVNULL, **more)


class Facts:
    """What the program's own words say can be typed."""

    OPTION = re.compile(r'^  (?:   |(-\w),) (--[\w-]+)(\[?[ =]\S+)?', re.M)
    COMMAND = re.compile(r'^  (\w+) +\w', re.M)

    def __init__(self):
        listed = hrscan('--help').stdout.split('Commands:')[1]
        self.commands = self.COMMAND.findall(listed.split("\n'")[0])
        self.help = {command: hrscan(command, '--help').stdout
                     for command in self.commands}
        # By command: option and what --help calls its value.
        self.options = {
            command: {name: (letter, value.strip('[= '))
                      for letter, name, value in self.OPTION.findall(text)}
            for command, text in self.help.items()}

    def names(self, command):
        names = set(self.options[command])
        names.update(letter for letter, _ in self.options[command].values())
        return names - {''}

    def values(self, command, option):
        """The values that an option takes, or an empty list."""
        with tempfile.TemporaryDirectory() as scratch:
            said = hrscan(command, option, NO_VALUE, cwd=scratch).stderr
        found = re.search(rf"{option}: '{NO_VALUE}' is none of (.*)", said)
        return found[1].split(', ') if found else []

    def is_list(self, command, option):
        return self.options[command][option][1] == 'LIST'

    def choices(self):
        """Command, option and values, for all that have some."""
        for command, options in self.options.items():
            for option, (_, value) in options.items():
                if option == '--output' or not value:
                    continue
                values = self.values(command, option)
                if values:
                    yield command, option, values

    def outputs(self):
        """The commands whose --output takes a format, with their formats."""
        return {command: self.values(command, '--format')
                for command, options in self.options.items()
                if options.get('--output', ('', ''))[1].startswith('FORMAT')}


class Shell(unittest.TestCase):
    """The tests; each shell says how it completes lines."""

    name = ''
    facts = None

    @classmethod
    def setUpClass(cls):
        if cls is Shell:
            raise unittest.SkipTest('no shell')
        if shutil.which(cls.name) is None:
            Skipped.shells.append(cls.name)
            raise unittest.SkipTest(f'{cls.name} is not installed')
        Shell.facts = Shell.facts or Facts()
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.place = pathlib.Path(cls.scratch.name)
        cls.script = cls.place / 'hrscan.completion'
        written = hrscan('completion', cls.name)
        assert written.returncode == 0, written.stderr
        cls.script.write_text(written.stdout)
        # What there is to complete besides: a folder, a file, a log in each.
        work = cls.place / 'work'
        (work / 'logs').mkdir(parents=True)
        (work / 'cbs.log').touch()
        (work / 'logs' / 'dism.log').touch()
        cls.work = work

    def complete(self, lines):
        """What is offered at the end of each line: a list of lists."""
        raise NotImplementedError

    def offered(self, line):
        return self.complete([line])[0]

    def test_commands(self):
        offered = self.offered('hrscan ')
        for command in self.facts.commands:
            self.assertIn(command, offered)
        self.assertTrue(any(word.startswith('cbs.log') for word in offered),
                        'a log needs no command before it')
        self.assertEqual(self.offered('hrscan sum'), ['summary'])

    def test_options(self):
        lines = []
        for command in self.facts.commands:
            lines += [f'hrscan {command} --', f'hrscan {command} -']
        offered = self.complete(lines)
        for i, command in enumerate(self.facts.commands):
            with self.subTest(command=command):
                found = set(offered[2 * i]) | set(offered[2 * i + 1])
                found = {word.removesuffix('=') for word in found} - {'--'}
                self.assertEqual(found, self.facts.names(command))

    def test_options_of_the_default_command(self):
        for line in 'hrscan --', 'hrscan cbs.log --':
            found = {word.removesuffix('=') for word in self.offered(line)}
            self.assertEqual(found - {'--'}, set(self.facts.options['summary']))

    def test_values(self):
        cases = list(self.facts.choices())
        self.assertGreater(len(cases), 50)
        lines = []
        for command, option, _ in cases:
            lines += [f'hrscan {command} {option} ',
                      f'hrscan {command} {option}=']
        offered = self.complete(lines)
        for i, (command, option, values) in enumerate(cases):
            with self.subTest(command=command, option=option):
                self.assertEqual(sorted(offered[2 * i]), sorted(values))
                behind = [word.removeprefix(f'{option}=')
                          for word in offered[2 * i + 1]]
                self.assertEqual(sorted(behind), sorted(values))

    def test_short_option(self):
        self.assertEqual(self.offered('hrscan scan -f js'), ['jsonl'])

    def test_lists(self):
        for command, option, values in self.facts.choices():
            if not self.facts.is_list(command, option):
                continue
            with self.subTest(command=command, option=option):
                for sign in ' =':
                    offered = self.offered(
                        f'hrscan {command} {option}{sign}{values[0]},')
                    self.assertEqual(
                        sorted(word.rsplit(',', 1)[-1] for word in offered),
                        sorted(values[1:]))

    def test_no_list_where_one_value_is_taken(self):
        self.assertEqual(self.offered('hrscan scan --format text,'), [])

    def test_output(self):
        outputs = self.facts.outputs()
        self.assertIn('summary', outputs)
        for command, formats in outputs.items():
            with self.subTest(command=command):
                offered = self.offered(f'hrscan {command} -o ')
                self.assertEqual(
                    {word for word in offered if word.endswith('=')},
                    {f'{name}=' for name in formats})
        offered = self.offered('hrscan rules import -o ')
        self.assertFalse([word for word in offered if word.endswith('=')])

    def test_words_of_commands(self):
        offered = self.offered('hrscan completion ')
        self.assertEqual(sorted(offered), ['bash', 'fish', 'powershell', 'zsh'])
        offered = self.offered('hrscan rules ')
        self.assertEqual(sorted(offered), ['check', 'import', 'list', 'show'])
        self.assertEqual(self.offered('hrscan rules --color never l'), ['list'])
        self.assertEqual(self.offered('hrscan completion zsh '), [])
        self.assertEqual(self.offered('hrscan rules list '), [])

    def test_nothing_where_nothing_is_known(self):
        self.assertEqual(self.offered('hrscan summary --top '), [])
        self.assertEqual(self.offered('hrscan explain '), [])

    def test_no_options_behind_two_dashes(self):
        self.assertNotIn('--format', self.offered('hrscan scan -- --'))

    def test_script_is_sound(self):
        checked = run(self.name, '-n', str(self.script))
        self.assertEqual((checked.returncode, checked.stderr), (0, ''))


class Bash(Shell):
    name = 'bash'
    # Files are left to Readline by an empty answer: see BashByHand.
    DRIVER = r'''
source "$1"
while IFS= read -r line; do
  IFS=$'\t' read -r -a COMP_WORDS <<<"$line"
  COMP_WORDS=("${COMP_WORDS[@]/#x/}")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _hrscan hrscan
  printf '%s\n' "${COMPREPLY[@]}" --end--
done
'''

    def complete(self, lines):
        # As Readline cuts words; the x keeps empty ones.
        cut = []
        for line in lines:
            words = []
            for word in line.split(' '):
                words += re.findall('[=:]+|[^=:]+', word) or ['']
            cut.append('\t'.join('x' + word for word in words))
        done = run('bash', '-c', self.DRIVER, 'driver', str(self.script),
                   input=''.join(line + '\n' for line in cut), cwd=self.work)
        self.assertEqual(done.stderr, '')
        return [[word for word in part.split('\n') if word]
                for part in done.stdout.split('--end--\n')][:len(lines)]


class Terminal:
    """An interactive shell at a terminal."""

    def __init__(self, args, cwd, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execvpe(args[0], args, {**os.environ, **env})
        self.seen = ''

    def send(self, text):
        os.write(self.fd, text.encode())

    def read_until(self, mark):
        """What comes up to the mark; the rest is kept."""
        end = time.monotonic() + TIMEOUT
        while mark not in self.seen:
            ready = select.select([self.fd], [], [], 1)[0]
            if ready:
                self.seen += os.read(self.fd, 65536).decode(errors='replace')
            elif time.monotonic() > end:
                raise AssertionError(f'no {mark!r} in {self.seen!r}')
        before, self.seen = self.seen.split(mark, 1)
        return before

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


class BashByHand(unittest.TestCase):
    """The Tab key in an interactive bash: what Readline makes of the answers."""

    def test_tab(self):
        with tempfile.TemporaryDirectory() as scratch:
            place = pathlib.Path(scratch)
            script = place / 'script'
            script.write_text(hrscan('completion', 'bash').stdout)
            (place / 'work' / 'my logs').mkdir(parents=True)
            (place / 'work' / 'my logs' / 'cbs.log').touch()
            (place / 'work' / 'today.json').touch()
            terminal = Terminal(
                ['bash', '--norc', '--noprofile', '-i'], place / 'work',
                {'TERM': 'dumb', 'PS1': '', 'INPUTRC': '/dev/null'})
            terminal.send(f'source {script}\n'
                          'hrscan() { printf "<%s>" "$@"; echo "[end]"; }\n'
                          'echo rea"dy"\n')
            terminal.read_until('ready')
            for typed, expected in (
                    ('hrscan summ\t--top 5 my\tc\t',
                     '<summary><--top><5><my logs/cbs.log>'),
                    ('hrscan my\tc\t', '<my logs/cbs.log>'),
                    ('hrscan scan --format=js\t-f js\t--ret\tlikely,po\t',
                     '<scan><--format=jsonl><-f><jsonl><--retry>'
                     '<likely,possible>'),
                    ('hrscan merge -o tab\ttod\t --output=htm\tx to\t',
                     '<merge><-o><table=today.json><--output=html=x>'
                     '<today.json>'),
                    ('hrscan merge -o to\t --conf\tto\t',
                     '<merge><-o><today.json><--config><today.json>'),
                    ('hrscan explain -fj\tto\t', '<explain><-fjson><to>'),
                    ('hrscan rules ch\tto\t', '<rules><check><today.json>')):
                with self.subTest(typed=typed):
                    terminal.send(typed + '\n')
                    said = terminal.read_until('[end]')
                    self.assertIn(expected, said.replace('\r', ''))
            terminal.send('exit\n')
            terminal.close()


class Zsh(Shell):
    name = 'zsh'
    # Tab prints what is offered instead of inserting it.
    SETUP = r'''
PROMPT= RPROMPT=
unsetopt zle_bracketed_paste beep
autoload -U compinit && compinit -u -D
source {script}
zstyle ':completion:*' insert-tab false
compadd() {{
  if [[ ${{@[1,(i)(-|--)]}} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  local -A end
  builtin compadd -A hits "$@"
  zparseopts -E S:=end
  (( $#hits )) || return 1
  for hit in $hits; do
    print -r -- "<hit>$IPREFIX$hit${{end[-S]}}</hit>"
  done
}}
capture() {{
  zle list-choices
  print -r -- '--'end--
  BUFFER=
}}
zle -N capture
bindkey '^I' capture
print rea"dy"
'''

    def complete(self, lines):
        setup = self.place / 'setup.zsh'
        setup.write_text(self.SETUP.format(script=self.script))
        terminal = Terminal(['zsh', '-f', '-i'], self.work,
                            {'TERM': 'dumb', 'LC_ALL': 'C.UTF-8'})
        terminal.send(f'source {setup}\n')
        terminal.read_until('ready')
        offered = []
        for line in lines:
            terminal.send(line + '\t')
            said = terminal.read_until('--end--')
            offered.append(re.findall('<hit>(.*?)</hit>', said))
        terminal.send('exit\n')
        terminal.close()
        return offered

    def test_loaded_by_compinit(self):
        functions = self.place / 'functions'
        functions.mkdir()
        shutil.copy(self.script, functions / '_hrscan')
        done = run('zsh', '-f', '-c',
                   'fpath=($1 $fpath); autoload -U compinit && compinit -u -D;'
                   'print $_comps[hrscan]', 'zsh', str(functions))
        self.assertEqual(done.stdout, '_hrscan\n')


class Fish(Shell):
    name = 'fish'

    def complete(self, lines):
        done = run('fish', '--no-config', '-c',
                   'source $argv[1]; for line in $argv[2..]; '
                   'complete -C $line; echo --end--; end',
                   str(self.script), *lines, cwd=self.work,
                   env={**os.environ, 'HOME': str(self.place)})
        self.assertEqual(done.stderr, '')
        return [[word.split('\t')[0] for word in part.split('\n') if word]
                for part in done.stdout.split('--end--\n')][:len(lines)]

    def test_descriptions(self):
        done = run('fish', '--no-config', '-c',
                   'source $argv[1]; complete -C "hrscan check --allow-f"',
                   str(self.script), env={**os.environ, 'HOME': '/'})
        self.assertEqual(
            done.stdout, "--allow-file\tthe same from FILE, lines of CODE, a "
            "date or 'never', and a reason (repeatable)\n")


class PowerShell(unittest.TestCase):
    """The tables of the script, read as text."""

    OPTION = re.compile(
        r"Names = @\((.*?)\); Takes = '(\w+)'; Choices = @\((.*?)\)\n"
        r" +Of = @\((.*?)\)\n +Help = '((?:[^']|'')*)'\n")
    ACTION = re.compile(r"Of = '(\w+)'; Name = '(\w+)';")

    def setUp(self):
        Shell.facts = Shell.facts or Facts()
        self.facts = Shell.facts
        self.script = hrscan('completion', 'powershell').stdout
        self.rows = [[re.findall("'([^']*)'", row[0]), row[1],
                      re.findall("'([^']*)'", row[2]),
                      re.findall("'([^']*)'", row[3])]
                     for row in self.OPTION.findall(self.script)]

    def test_commands(self):
        self.assertEqual(
            re.findall(r"\{ Name = '(\w+)'; Help", self.script),
            self.facts.commands)

    def test_options(self):
        for command in self.facts.commands:
            names = [name for row in self.rows if command in row[3]
                     for name in row[0]]
            self.assertEqual(sorted(names), sorted(self.facts.names(command)))

    def test_values(self):
        for command, option, values in self.facts.choices():
            row, = (row for row in self.rows
                    if command in row[3] and option in row[0])
            self.assertEqual(row[2], values)
            self.assertEqual(
                row[1],
                'list' if self.facts.is_list(command, option) else 'choice')

    def test_outputs(self):
        found = {command: row[2] for row in self.rows if row[1] == 'output'
                 for command in row[3]}
        self.assertEqual(found, self.facts.outputs())

    def test_words_of_commands(self):
        self.assertEqual(
            self.ACTION.findall(self.script),
            [('rules', word) for word in ('list', 'check', 'show', 'import')]
            + [('completion', word)
               for word in ('bash', 'zsh', 'fish', 'powershell')])

    def test_quotes_and_brackets_are_closed(self):
        bare = re.sub('(?m)^ *#.*', '', self.script)
        bare = re.sub("'(?:[^'\n]|'')*'", "''", bare)
        bare = re.sub('"[^"\n]*"', '""', bare)
        self.assertNotIn("'", bare.replace("''", ''))
        open_ones = []
        for char in bare:
            if char in '([{':
                open_ones.append(char)
            elif char in ')]}':
                self.assertEqual(open_ones.pop() + char,
                                 {')': '()', ']': '[]', '}': '{}'}[char])
        self.assertEqual(open_ones, [])


class Skipped:
    shells = []


def main():
    global PROGRAM
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    result = unittest.main(argv=sys.argv[:1] + sys.argv[2:], exit=False).result
    if not result.wasSuccessful():
        return 1
    return 77 if Skipped.shells else 0


if __name__ == '__main__':
    sys.exit(main())
