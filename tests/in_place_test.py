#!/usr/bin/env python3
"""Changes logs in place while things go wrong.

  in_place_test.py PROGRAM

Whatever happens, a log is the old one or the new one, whole, and nothing else
is left in its directory. HRSCAN_LONG=1 kills the program 300 times instead of
40.
"""

import ctypes
import fcntl
import os
import pathlib
import pwd
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = ''
LONG = os.environ.get('HRSCAN_LONG', '') == '1'
TIMEOUT = 60  # seconds
MIB = 1024 * 1024

TEXT = (b'2026-03-11 04:30:03, Info  CBS  nothing to see in this line\n' * 40 +
        b'2026-03-11 04:30:32, Error CBS  it failed, hr = 0x80070005, bye\r\n')


def run(*args, **more):
    return subprocess.run([PROGRAM, 'annotate', *args], capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=TIMEOUT,
                          check=False, **more)


def annotated(text):
    return subprocess.run([PROGRAM, 'annotate'], input=text, check=True,
                          capture_output=True, timeout=TIMEOUT).stdout


def limit_file_size(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def as_nobody():
    """Arguments for subprocess, or a reason to skip."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam('nobody')
    who = {'user': nobody.pw_uid, 'group': nobody.pw_gid, 'extra_groups': []}
    try:
        subprocess.run([PROGRAM, '--version'], check=True, cwd='/',
                       capture_output=True, **who)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise unittest.SkipTest(f'nobody cannot run it: {fault}') from fault
    return who


class InPlaceTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='hrscan-in-place-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)
        self.log = self.folder / 'app.log'

    def write(self, size=0):
        """The log, of `size` bytes or a little more; and as it shall be."""
        old = TEXT * (size // len(TEXT) + 1)
        self.log.write_bytes(old)
        return old, annotated(old)

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())

    def check_refused(self, done, message, old, names=('app.log',)):
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr.decode(), message)
        self.assertIn(b'0 changed, 0 unchanged, 1 failed', done.stderr)
        self.assertEqual(self.log.read_bytes(), old)
        self.assertEqual(self.names(), sorted(names))

    def start(self, *args, **more):
        """Starts, and returns when the temporary file is there."""
        process = subprocess.Popen([PROGRAM, 'annotate', '-i', *args, self.log],
                                   stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, **more)
        new = self.folder / '.app.log.hrscan-new'
        end = time.monotonic() + TIMEOUT
        while process.poll() is None and time.monotonic() < end:
            if new.exists():
                break
        return process

    def stop_at_work(self, old, *args):
        """Starts, and stops it while it writes the temporary file."""
        while True:
            self.log.write_bytes(old)
            process = self.start(*args)
            os.kill(process.pid, signal.SIGSTOP)
            state = os.waitid(os.P_PID, process.pid,
                              os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            if state.si_code == os.CLD_STOPPED:
                if any('hrscan-new' in name for name in self.names()):
                    return process
                os.kill(process.pid, signal.SIGCONT)
            self.finish(process)  # it was too fast

    def go_on(self, process):
        os.kill(process.pid, signal.SIGCONT)
        return self.finish(process)

    def finish(self, process):
        _, errors = process.communicate(timeout=TIMEOUT)
        return subprocess.CompletedProcess(process.args, process.returncode,
                                           b'', errors)

    # What shall go well.

    def test_utf16_stays_utf16(self):
        sample = pathlib.Path(__file__).parent.parent / 'samples'
        text = (sample / 'msi-verbose.log').read_bytes()
        self.assertTrue(text.startswith(b'\xff\xfe'))
        for style in ('inline', 'trailing', 'below'):
            with self.subTest(style):
                path = self.folder / 'msi.log'
                path.write_bytes(text)
                self.assertEqual(run('-i', '--style', style, path).returncode,
                                 0)
                noted = path.read_bytes()
                self.assertGreater(noted.decode('utf-16').count('| retry: '),
                                   20)
                self.assertEqual(run('-i', '--strip', path).returncode, 0)
                self.assertEqual(path.read_bytes(), text)

    def test_metadata_stays(self):
        old, new = self.write()
        self.log.chmod(0o640)
        attributes = self.set_attribute(b'some value')
        if os.geteuid() == 0:
            os.chown(self.log, pwd.getpwnam('nobody').pw_uid, 1)
            self.log.chmod(0o4750)
        before = self.log.stat()
        done = run('-i', self.log)
        self.assertEqual(done.returncode, 0, done.stderr)
        after = self.log.stat()
        self.assertEqual(self.log.read_bytes(), new)
        self.assertNotEqual(after.st_ino, before.st_ino)
        for field in ('st_mode', 'st_uid', 'st_gid', 'st_nlink'):
            self.assertEqual(getattr(after, field), getattr(before, field))
        if attributes:
            self.assertEqual(os.getxattr(self.log, 'user.hrscan'),
                             b'some value')
        self.assertEqual(run('-i', '--strip', self.log).returncode, 0)
        self.assertEqual(self.log.read_bytes(), old)

    def set_attribute(self, value):
        try:
            os.setxattr(self.log, 'user.hrscan', value)
            return True
        except OSError:
            return False

    def test_access_control_lists_stay(self):
        if shutil.which('setfacl') is None:
            self.skipTest('there is no setfacl')
        self.write()
        listed = ['getfacl', '-cpn', self.log]
        done = subprocess.run(['setfacl', '-m', 'u:7:rw,g:8:r', self.log],
                              capture_output=True, check=False)
        if done.returncode != 0:
            self.skipTest('the file system has no access control lists')
        before = subprocess.check_output(listed)
        # A list that new files get from the directory, which this one has not.
        subprocess.run(['setfacl', '-d', '-m', 'u:9:rwx', self.folder],
                       check=True)
        self.assertEqual(run('-i', self.log).returncode, 0)
        self.assertEqual(subprocess.check_output(listed), before)

    def test_several_files_each_for_itself(self):
        old, new = self.write()
        locked = self.folder / 'locked.log'
        locked.write_bytes(old)
        locked.chmod(0o444)
        plain = self.folder / 'plain.log'
        plain.write_bytes(b'nothing\n')
        def written(path):
            # To read it may change the time of its last access.
            status = path.stat()
            return (status.st_ino, status.st_mode, status.st_size,
                    status.st_mtime_ns, status.st_ctime_ns)

        before = written(plain)
        done = run('-i', self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'3 files: 1 changed, 1 unchanged, 1 failed', done.stderr)
        self.assertEqual(self.log.read_bytes(), new)
        self.assertEqual(locked.read_bytes(), old)
        self.assertEqual(written(plain), before)

    def test_backups_are_no_logs(self):
        old, new = self.write()
        for _ in range(2):
            self.assertEqual(run('-i', '--backup', self.folder).returncode, 0)
            self.assertEqual(self.names(), ['app.log', 'app.log~'])
            self.assertEqual(self.log.read_bytes(), new)
            self.assertEqual((self.folder / 'app.log~').read_bytes(), old)

    def test_the_new_file_is_synced_before_it_gets_the_name(self):
        if shutil.which('strace') is None:
            self.skipTest('there is no strace')
        self.write()
        trace = self.folder / 'trace'
        done = subprocess.run(
            ['strace', '-f', '-y', '-o', trace, '-e',
             'trace=write,writev,fsync,rename,renameat,renameat2', PROGRAM,
             'annotate', '-i', self.log], capture_output=True, check=False,
            timeout=TIMEOUT)
        if done.returncode != 0 and not self.log.read_bytes().count(b'{E_'):
            self.skipTest('strace cannot be used here')
        calls = trace.read_text()
        new = re.escape(str(self.folder / '.app.log.hrscan-new'))
        steps = [rf'writev?\(\d+<{new}>', rf'fsync\(\d+<{new}>\) += 0',
                 rf'rename\w*\(.*{new}.*app\.log"[^"]*\) += 0',
                 rf'fsync\(\d+<{re.escape(str(self.folder))}>\) += 0']
        found = [re.search(step, calls) for step in steps]
        self.assertTrue(all(found), calls)
        places = [hit.start() for hit in found]
        self.assertEqual(places, sorted(places), calls)
        last_write = [hit.start() for hit in re.finditer(steps[0], calls)][-1]
        self.assertLess(last_write, places[1], calls)

    # What shall not.

    def test_killed_at_any_moment(self):
        old, new = self.write(50 * MIB)
        started = time.monotonic()
        self.assertEqual(run('-i', self.log).returncode, 0)
        whole = time.monotonic() - started
        left = 0
        rng = random.Random(1)
        end = time.monotonic() + (1000 if LONG else 25)  # sanitizers are slow
        for _ in range(300 if LONG else 40):
            if time.monotonic() > end:
                break
            self.log.write_bytes(old)
            process = subprocess.Popen(
                [PROGRAM, 'annotate', '-i', self.log],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, whole * 1.1))
            process.kill()
            process.wait(TIMEOUT)
            self.assertIn(self.log.read_bytes(), (old, new))
            stale = [name for name in self.names() if name != 'app.log']
            self.assertIn(stale, ([], ['.app.log.hrscan-new']))
            left += len(stale)
        self.assertGreater(left, 0, 'it was never killed while it wrote')
        self.log.write_bytes(old)
        (self.folder / '.app.log.hrscan-new').write_bytes(b'half')
        done = run('-i', self.log)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b'.app.log.hrscan-new: removed', done.stderr)
        self.assertEqual(self.names(), ['app.log'])

    def test_asked_to_end(self):
        old, _ = self.write(20 * MIB)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for _ in range(3):
                process = self.stop_at_work(old)
                process.send_signal(number)
                done = self.go_on(process)
                self.assertEqual(done.returncode, -number)
                self.assertEqual(self.log.read_bytes(), old)
                self.assertEqual(self.names(), ['app.log'])

    def test_hangup_stays_ignored(self):
        _, new = self.write(5 * MIB)
        process = self.start(
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        self.assertEqual(self.finish(process).returncode, 0)
        self.assertEqual(self.log.read_bytes(), new)

    def test_file_size_limit(self):
        old, new = self.write(2 * MIB)
        done = run('-i', self.log, preexec_fn=limit_file_size(MIB))
        self.check_refused(
            done, r'app\.log: cannot write the new content \(File too large\)',
            old)
        done = run('-i', self.log, preexec_fn=limit_file_size(len(new)))
        self.assertEqual(done.returncode, 0)

    def test_disk_full(self):
        if os.geteuid() != 0:
            self.skipTest('only root may mount')
        disk = self.folder / 'disk'
        disk.mkdir()
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.mount(b'none', os.fsencode(disk), b'tmpfs', 0,
                      b'size=3m') != 0:
            self.skipTest('cannot mount')
        self.addCleanup(libc.umount, os.fsencode(disk))
        self.folder = disk
        self.log = disk / 'app.log'
        old, _ = self.write(2 * MIB)
        for _ in range(2):
            done = run('-i', '--backup', self.log)
            self.check_refused(
                done, r'cannot write the new content \(No space left', old)

    def test_directory_without_permission(self):
        old, _ = self.write()
        self.log.chmod(0o666)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        done = run('-i', self.log, **as_nobody())
        self.check_refused(
            done, r'cannot make a temporary file in its directory '
            r'\(Permission denied\)', old)

    def test_file_of_another_in_a_sticky_directory(self):
        if os.geteuid() != 0:
            self.skipTest('only root may give files away')
        old, _ = self.write()
        self.log.chmod(0o666)
        self.folder.chmod(0o1777)
        for option in ('--backup', '--break-links'):
            done = run('-i', option, self.log, **as_nobody())
            self.check_refused(done, 'only its owner may replace', old)

    def test_read_only_directory(self):
        if os.geteuid() != 0:
            self.skipTest('only root may mount')
        old, _ = self.write()
        libc = ctypes.CDLL(None, use_errno=True)
        path = os.fsencode(self.folder)
        bind, remount, read_only = 4096, 32, 1
        if (libc.mount(path, path, b'', bind, None) != 0 or
                libc.mount(b'none', path, b'', bind | remount | read_only,
                           None) != 0):
            libc.umount(path)
            self.skipTest('cannot mount')
        self.addCleanup(libc.umount, path)
        self.check_refused(run('-i', self.log), 'the file is read-only', old)

    def test_file_without_permission(self):
        old, _ = self.write()
        self.log.chmod(0o644)
        if os.geteuid() == 0:
            done = run('-i', self.log, **as_nobody())
            self.check_refused(done, 'the file is read-only', old)
        self.log.chmod(0o444)
        self.check_refused(run('-i', self.log), 'the file is read-only', old)
        self.log.chmod(0o600)
        if os.geteuid() == 0:
            done = run('-i', self.log, **as_nobody())
            self.check_refused(done, r'cannot open \(Permission denied\)', old)

    def test_owner_that_cannot_be_kept(self):
        if os.geteuid() != 0:
            self.skipTest('only root may give files away')
        _, new = self.write()
        self.folder.chmod(0o777)
        os.chown(self.log, 7, 7)
        self.log.chmod(0o666)
        done = run('-i', self.log, **as_nobody())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, rb'app\.log: could not keep group, owner')
        self.assertEqual(self.log.read_bytes(), new)

    def test_file_that_is_written_to_elsewhere(self):
        old, _ = self.write()
        with self.log.open('ab'):
            done = run('-i', self.log)
            if not self.leases_work():
                self.skipTest('the file system has no leases')
            self.check_refused(
                done, 'another process has the file open for writing; '
                'use --follow', old)

    def leases_work(self):
        with self.log.open('rb') as file:
            try:
                fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except BlockingIOError:
                return True
            except OSError:
                return False
        return False

    def change_meanwhile(self, change, *args):
        old, _ = self.write(30 * MIB)
        process = self.stop_at_work(old, *args)
        change()
        after = self.log.read_bytes() if self.log.exists() else None
        return after, self.go_on(process)

    def test_file_that_changes_meanwhile(self):
        def append():
            with self.log.open('ab') as file:
                file.write(b'more\n')

        def replace():
            other = self.folder / 'other'
            other.write_bytes(b'another one\n')
            other.rename(self.log)

        for change in (append, replace):
            after, done = self.change_meanwhile(change)
            self.check_refused(done, 'the file changed while it was read',
                               after)

    def test_file_that_is_removed_meanwhile(self):
        _, done = self.change_meanwhile(self.log.unlink)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'the file was removed while it was read', done.stderr)
        self.assertEqual(self.names(), [])

    def test_file_that_is_cut_short_meanwhile(self):
        for threads in ('1', '2'):
            after, done = self.change_meanwhile(
                lambda: os.truncate(self.log, 5 * MIB + 100), '-j', threads)
            self.check_refused(
                done, 'was cut short while it was read|changed while', after)

    def test_two_at_once(self):
        old, new = self.write(20 * MIB)
        first = self.stop_at_work(old)
        second = run('-i', self.log)
        self.assertEqual(second.returncode, 2)
        self.assertIn(b'another hrscan is at work on this file', second.stderr)
        self.assertEqual(self.go_on(first).returncode, 0)
        self.assertEqual(self.log.read_bytes(), new)
        self.assertEqual(self.names(), ['app.log'])

    # Not in place, but of the same kind.

    def test_nothing_is_written_behind_the_end_of_a_file_cut_short(self):
        old, new = self.write(30 * MIB)
        for threads in ('1', '2'):
            for size in (20 * MIB + 100, len(old) - 10):
                self.log.write_bytes(old)
                with subprocess.Popen(
                        [PROGRAM, 'annotate', '-j', threads, self.log],
                        stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE) as process:
                    begin = process.stdout.read(1000)
                    os.truncate(self.log, size)
                    rest = process.stdout.read()
                    errors = process.stderr.read()
                    process.wait(TIMEOUT)
                self.assertIn(b'was cut short while it was read', errors)
                self.assertEqual(process.returncode, 2)
                self.assertTrue(new.startswith(begin + rest))


if __name__ == '__main__':
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
