#!/usr/bin/env python3
"""How long after a line was written `annotate --follow` shows it.

  follow_latency.py PROGRAM [LINES]

For use by hand: what is measured depends on what else the machine does.
"""

import pathlib
import subprocess
import sys
import tempfile
import time


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder, 'app.log')
        log.touch()
        delays = []
        with subprocess.Popen([program, 'annotate', '--follow', log],
                              stdout=subprocess.PIPE) as process, \
             log.open('ab', buffering=0) as file:
            for number in range(count):
                time.sleep(0.02 + number % 7 * 0.01)
                start = time.monotonic()
                file.write(b'hr = 0x80070005\n')
                process.stdout.readline()
                delays.append((time.monotonic() - start) * 1000)
            process.terminate()
        delays = sorted(delays[1:])  # the first one waits for the program
        print(f'{count} lines: median {delays[len(delays) // 2]:.1f} ms, '
              f'99 % {delays[len(delays) * 99 // 100]:.1f} ms, '
              f'most {delays[-1]:.1f} ms')


if __name__ == '__main__':
    main()
