#!/usr/bin/env python3
"""Follows logs that are written, rotated and cut short meanwhile.

  follow_test.py PROGRAM

Every line must be seen, once and in its order. HRSCAN_LONG=1 writes ten times
as much.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = ''
LONG = os.environ.get('HRSCAN_LONG', '') == '1'
TIMEOUT = 20  # seconds for all lines of a test


class Follower:
    """The program on a file, its output gathered by a thread."""

    def __init__(self, *args):
        self.process = subprocess.Popen([PROGRAM, *args],
                                        stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.lines = []
        self._thread = threading.Thread(target=self._gather)
        self._thread.start()

    def _gather(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def wait_for(self, count):
        end = time.monotonic() + TIMEOUT
        while len(self.lines) < count and time.monotonic() < end:
            if self.process.poll() is not None:
                break
            time.sleep(0.01)

    def stop(self, how=signal.SIGINT):
        self.process.send_signal(how)
        status = self.process.wait(TIMEOUT)
        self._thread.join(TIMEOUT)
        errors = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return status, errors


def numbers(lines):
    """The numbers of lines 'line N hr = 0x80070005 {...}'."""
    return [int(line.split()[1]) for line in lines]


def wait_until_open(pid, path):
    """What happens to a file before it is opened cannot be followed."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        for link in pathlib.Path(f'/proc/{pid}/fd').iterdir():
            try:
                if link.readlink() == path.resolve():
                    return
            except FileNotFoundError:
                pass
        time.sleep(0.005)
    raise TimeoutError(f'{path} is not opened')


def line(number):
    return b'line %d hr = 0x80070005\n' % number


class FollowTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='hrscan-follow-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.log = self.folder / 'app.log'
        self.log.touch()

    def follow(self, *args):
        follower = Follower(*(args or ('annotate',)), '--follow', self.log)
        self.addCleanup(follower.process.kill)
        wait_until_open(follower.process.pid, self.log)
        return follower

    def check_all(self, follower, count):
        follower.wait_for(count)
        time.sleep(0.3)
        status, errors = follower.stop()
        self.assertEqual(numbers(follower.lines), list(range(count)))
        self.assertTrue(all(b'{E_ACCESSDENIED' in x for x in follower.lines))
        self.assertEqual((status, errors), (0, b''))

    def write_rotating(self, total, rotations, rotate):
        """Lines in pieces of all sizes, which need not end with a line."""
        per_file = total // rotations
        file = self.log.open('ab', buffering=0)
        for number in range(0, total, 100):
            data = b''.join(line(n) for n in range(number, number + 100))
            cut = (number // 100 * 37) % len(data)
            file.write(data[:cut])
            file.write(data[cut:])
            done = number + 100
            if done % per_file == 0 and done < total:
                file = rotate(file, done // per_file)
        file.close()

    def test_rotation_by_renaming(self):
        def rotate(file, count):
            self.log.rename(self.folder / f'app.log.{count}')
            file.close()
            time.sleep(0.02 * (count % 3))
            return self.log.open('ab', buffering=0)

        total = 1_000_000 if LONG else 100_000
        follower = self.follow()
        self.write_rotating(total, 20, rotate)
        self.check_all(follower, total)

    def test_a_writer_that_opens_the_new_file_late(self):
        def rotate(file, count):
            self.log.rename(self.folder / f'app.log.{count}')
            self.log.touch()
            for n in range(2):  # still in the old file
                time.sleep(0.15 * n)
                file.write(b'late %d\n' % count)
            file.close()
            return self.log.open('ab', buffering=0)

        follower = self.follow('annotate', '--style=trailing')
        self.write_rotating(10_000, 5, rotate)
        follower.wait_for(10_008)
        follower.stop()
        late = [x for x in follower.lines if x.startswith(b'late')]
        self.assertEqual(late, [b'late %d\n' % (n // 2 + 1) for n in range(8)])
        rest = [x for x in follower.lines if not x.startswith(b'late')]
        self.assertEqual(numbers(rest), list(range(10_000)))

    def test_removal_and_a_new_file_later(self):
        def rotate(file, _):
            time.sleep(0.15)  # one that was never opened is gone
            file.close()
            self.log.unlink()
            time.sleep(0.1)
            return self.log.open('xb', buffering=0)

        follower = self.follow()
        self.write_rotating(10_000, 5, rotate)
        self.check_all(follower, 10_000)

    def test_cutting_short_in_place(self):
        follower = self.follow()
        with self.log.open('ab', buffering=0) as file:
            for number in range(20):
                for n in range(50):
                    file.write(line(50 * number + n))
                # What is cut off before it was read is lost for everybody.
                follower.wait_for(50 * (number + 1))
                file.truncate(0)
                time.sleep(0.15)  # nobody can see it if it grows back at once
        self.check_all(follower, 1000)

    def test_a_line_counts_when_it_is_complete(self):
        follower = self.follow('scan')
        with self.log.open('ab', buffering=0) as file:
            file.write(b'hr = 0x8007')
            time.sleep(0.4)
            self.assertEqual(follower.lines, [])
            file.write(b'0005\nhr = 0x80004005')
            follower.wait_for(1)
            self.assertEqual(len(follower.lines), 1)
        status, errors = follower.stop(signal.SIGTERM)
        self.assertEqual((status, errors), (0, b''))
        # The end of the input ends the last line.
        self.assertEqual(len(follower.lines), 2)
        self.assertIn(b':2:6: 0x80004005 E_FAIL', follower.lines[1])

    def test_numbers_of_lines_begin_anew_with_a_new_file(self):
        follower = self.follow('scan')
        self.log.write_bytes(b'x\n' + line(1))
        follower.wait_for(1)
        self.log.rename(self.folder / 'old')
        self.log.write_bytes(b'x\nx\n' + line(2))
        follower.wait_for(2)
        follower.stop()
        self.assertEqual([x.split(b':')[1] for x in follower.lines],
                         [b'2', b'3'])

    def test_what_is_said_at_the_end(self):
        follower = self.follow('scan', '--stats')
        status, errors = follower.stop()
        self.assertEqual(status, 1)  # nothing was found
        follower = self.follow('scan', '--stats')
        self.log.write_bytes(line(1))
        follower.wait_for(1)
        status, errors = follower.stop()
        self.assertEqual(status, 0)
        self.assertRegex(errors, rb'(?m)^files        1\n.*\n.*\nfindings     1')

    def test_the_reader_goes_away(self):
        with subprocess.Popen([PROGRAM, 'annotate', '--follow', self.log],
                              stdout=subprocess.PIPE) as process:
            process.stdout.close()
            wait_until_open(process.pid, self.log)
            self.log.write_bytes(line(1))
            self.assertEqual(process.wait(TIMEOUT), -signal.SIGPIPE)

    def test_what_cannot_be_followed(self):
        for args, message in ((['-'], b'name one file'),
                              ([], b'name one file'),
                              ([self.folder], b'name one file'),
                              ([self.log, self.log], b'name one file'),
                              (['/dev/null'], b'only a regular file'),
                              ([self.folder / 'none'], b'cannot open')):
            done = subprocess.run([PROGRAM, 'annotate', '--follow', *args],
                                  stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=TIMEOUT,
                                  check=False)
            self.assertEqual(done.returncode, 2)
            self.assertIn(message, done.stderr)


class PipeTest(unittest.TestCase):

    def test_lines_of_a_pipe_are_seen_at_once(self):
        for args in (['annotate'], ['scan'], ['annotate', '--strip']):
            with subprocess.Popen([PROGRAM, *args], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as process:
                for number in range(3):
                    process.stdin.write(line(number))
                    process.stdin.flush()
                    self.assertIn(b'0x80070005', process.stdout.readline())
                process.stdin.close()
                self.assertEqual(process.wait(TIMEOUT), 0)


if __name__ == '__main__':
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
