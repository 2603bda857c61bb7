"""Runs commands and says how long they took and what memory they held."""

import dataclasses
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable

# The peers sort and match bytes, which is the fastest that they have.
ENVIRONMENT = dict(os.environ, LC_ALL="C")


@dataclasses.dataclass
class Command:
    """A pipeline; its output goes to a file, or nowhere.

    Some programs do less when their output is /dev/null, so that is for those
    that are to be measured so.
    """
    name: str
    stages: list[list[str]]
    discard: bool = False
    prepare: Callable[[], None] | None = None  # before each run, not timed
    repeat: int = 1  # runs that are timed together

    def missing(self):
        """Programs of it that are not installed."""
        return [stage[0] for stage in self.stages
                if shutil.which(stage[0]) is None]


@dataclasses.dataclass
class Result:
    """Seconds of each run, and the peak of the last stage's own memory."""
    seconds: list[float] = dataclasses.field(default_factory=list)
    own_memory: int = 0

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def least(self):
        return min(self.seconds)


def _start(command, folder):
    """Starts all stages; their process ids."""
    errors = os.open(os.path.join(folder, "errors.txt"),
                     os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    target = os.devnull if command.discard else os.path.join(folder, "out.txt")
    output = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    source = os.open(os.devnull, os.O_RDONLY)
    pids = []
    for i, stage in enumerate(command.stages):
        is_last = i + 1 == len(command.stages)
        # Neither end is inherited but by dup2.
        next_source, sink = (None, output) if is_last else os.pipe()
        actions = [(os.POSIX_SPAWN_DUP2, source, 0),
                   (os.POSIX_SPAWN_DUP2, sink, 1),
                   (os.POSIX_SPAWN_DUP2, errors, 2)]
        pids.append(os.posix_spawnp(stage[0], stage, ENVIRONMENT,
                                    file_actions=actions))
        os.close(source)
        os.close(sink)
        source = next_source
    os.close(errors)
    return pids


def _check(command, statuses, folder):
    # 1: a program that looks for something has found nothing.
    if all(os.waitstatus_to_exitcode(status) in (0, 1) for status in statuses):
        return
    with open(os.path.join(folder, "errors.txt"), encoding="utf-8",
              errors="replace") as errors:
        sys.exit(f"{command.name} failed:\n{errors.read()}")


def time_once(command, folder):
    """Seconds of one run."""
    if command.prepare is not None:
        command.prepare()
    start = time.perf_counter()
    for _ in range(command.repeat):
        statuses = [os.waitpid(pid, 0)[1] for pid in _start(command, folder)]
    seconds = time.perf_counter() - start
    _check(command, statuses, folder)
    return seconds / command.repeat


def own_memory(pid):
    """Bytes of a program's own memory just now, mapped files left out; 0 where
    the system does not tell."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def peak_memory(command, folder):
    """The most own memory of the last stage, looked at every millisecond."""
    if command.prepare is not None:
        command.prepare()
    pids = _start(command, folder)
    peak = 0
    statuses = []
    while not statuses:
        peak = max(peak, own_memory(pids[-1]))
        time.sleep(0.001)
        ended, status = os.waitpid(pids[-1], os.WNOHANG)
        if ended:
            statuses.append(status)
    statuses += [os.waitpid(pid, 0)[1] for pid in pids[:-1]]
    _check(command, statuses, folder)
    return peak


def measure(commands, runs, folder):
    """Runs the commands in turns; a Result for each by its name.

    One more turn before them fills the page cache and looks at memory.
    """
    results = {command.name: Result() for command in commands}
    for command in commands:
        results[command.name].own_memory = peak_memory(command, folder)
    for _ in range(runs):
        for command in commands:
            results[command.name].seconds.append(time_once(command, folder))
    return results
