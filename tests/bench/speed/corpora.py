"""The files that the benchmarks read, made when they are asked for."""

import argparse
import gzip
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
SEED = "1"
_SUFFIXES = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def parse_size(text):
    """Bytes of "512M" and the like, as typed on the command line."""
    factor = _SUFFIXES.get(text[-1:].upper(), 1)
    try:
        size = int(float(text[:-1] if factor > 1 else text) * factor)
    except ValueError:
        size = 0
    if size <= 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a size")
    return size


def parse_count(text):
    """A number above 0, as typed on the command line."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")
    return int(text)


class Corpora:
    """Makes each file once, below `folder`; `program` is hrscan_corpus."""

    def __init__(self, folder, program, size):
        self.folder = folder
        self.program = program
        self.size = size
        self._paths = {}

    def path(self, name):
        """The file, or the folder of files, with this name."""
        if name not in self._paths:
            path = os.path.join(self.folder, name)
            getattr(self, "_make_" + name.replace("-", "_"))(path)
            # What is still to be written must not disturb what is measured.
            os.sync()
            self._paths[name] = path
        return self._paths[name]

    def drop_all_but(self, names):
        for name in set(self._paths) - set(names):
            remove(self._paths.pop(name))

    def write(self, style, path, size, *options):
        """A corpus of hrscan_corpus."""
        done = subprocess.run(
            [self.program, style, SEED, str(size), path, *options],
            check=False)
        if done.returncode != 0:
            sys.exit(f"{path}: hrscan_corpus failed")

    def _make_cbs(self, path):
        self.write("cbs", path, self.size)

    def _make_sparse(self, path):
        self.write("sparse", path, self.size)

    def _make_hostile(self, path):
        self.write("hostile", path, self.size)

    def _make_utf16(self, path):
        self.write("cbs", path, self.size, "--utf16")

    def _make_tree(self, path):
        """The first corpus in files of 52 KiB: 20,000 of 1 GiB."""
        os.mkdir(path)
        split_lines(self.path("cbs"), path, max(1, self.size * 20_000 >> 30))

    def _make_gz(self, path):
        with open(self.path("cbs"), "rb") as source, \
                gzip.open(path, "wb", compresslevel=6) as packed:
            shutil.copyfileobj(source, packed, 1 << 20)

    def _make_sample(self, path):
        self._repeat_sample(path, self.size, one_line=False)

    def _make_small_pages(self, path):
        """The sample, written as loggers write: the page cache holds it in
        small pages."""
        with open(self.path("sample"), "rb", buffering=0) as source, \
                open(path, "wb", buffering=0) as log:
            while piece := source.read(4096):
                log.write(piece)

    def _make_one_line(self, path):
        self._repeat_sample(path, 2 * self.size, one_line=True)

    @staticmethod
    def _repeat_sample(path, size, one_line):
        with open(os.path.join(ROOT, "samples", "CBS.log"), "rb") as sample:
            text = sample.read()
        if one_line:
            text = text.replace(b"\r\n", b"  ").replace(b"\n", b" ")
        block = text * max(1, (8 << 20) // len(text))
        with open(path, "wb") as log:
            left = size
            while left > 0:
                left -= log.write(block[:left])


def split_lines(source, folder, count):
    """Cuts a log into `count` files of whole lines, 200 to a folder; fewer if
    there are fewer lines."""
    size = os.path.getsize(source)
    with open(source, "rb") as log:
        for number in range(count):
            end = size * (number + 1) // count
            text = log.read(max(0, end - log.tell())) + log.readline()
            below = os.path.join(folder, f"{number // 200:04}")
            if number % 200 == 0:
                os.mkdir(below)
            if text:
                name = os.path.join(below, f"{number:06}.log")
                with open(name, "wb") as part:
                    part.write(text)


def remove(path):
    """Removes a file or a folder, if it is there."""
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)
