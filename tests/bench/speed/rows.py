"""What is measured: for each row the commands, and what is wanted of them."""

import dataclasses
import os
import shutil

from speed.corpora import remove
from speed.measure import Command

PATTERN = r"0x[0-9a-fA-F]{8}\b"
NOTE = "{E_FAIL: Unspecified error. | retry: unlikely}"


@dataclasses.dataclass
class Check:
    """A command held against a peer, by its share of the peer's time
    (`at_most`) or by how many times faster it is (`at_least`)."""
    command: str
    peer: str
    at_most: float | None = None
    at_least: float | None = None


@dataclasses.dataclass
class Row:
    name: str
    title: str
    commands: list[Command]
    checks: list[Check]
    tidy: list[str] = dataclasses.field(default_factory=list)


class Rows:
    """Makes the rows; corpora are written when a row is asked for."""

    # The order is that of the corpora, so that each is there only once.
    CORPORA = {
        "cbs": ["cbs"],
        "annotate": ["cbs"],
        "pipe": ["cbs"],
        "gz": ["gz", "cbs"],
        "tree": ["tree", "cbs"],
        "sparse": ["sparse"],
        "hostile": ["hostile"],
        "utf16": ["utf16"],
        "sample": ["sample"],
        "sample-annotate": ["sample"],
        "in-place": ["sample"],
        "small-pages": ["small-pages", "sample"],
        "one-line": ["one-line"],
        "start": [],
    }

    def __init__(self, corpora, program, inflate):
        self._corpora = corpora
        self._program = program
        self._inflate = inflate

    def make(self, name):
        return getattr(self, "row_" + name.replace("-", "_"))()

    # Commands that several rows have.

    def _summary(self, path, *options):
        words = ["summary", "--progress", "never", *options]
        return Command(" ".join(["hrscan summary", *options]),
                       [[self._program, *words, path]])

    def _one_thread(self, path):
        return self._summary(path, "--threads", "1")

    @staticmethod
    def _wc(path):
        return Command("wc -l", [["wc", "-l", path]])

    @staticmethod
    def _counters(path):
        return [Command("rg -c", [["rg", "-c", PATTERN, path]]),
                Command("ugrep -c", [["ugrep", "-c", PATTERN, path]]),
                Command("grep -c", [["grep", "-cE", PATTERN, path]])]

    def _annotate(self, path):
        return Command("hrscan annotate",
                       [[self._program, "annotate", path]], discard=True)

    @staticmethod
    def _ripgrep_rewriting(path):
        return Command("rg --passthru -r",
                       [["rg", "--passthru", "-NI", "-r", f"$0 {NOTE}", PATTERN,
                         path]], discard=True)

    @staticmethod
    def _editors(path):
        bare = PATTERN.removesuffix(r"\b")
        return [
            Command("sed", [["sed", "-E", rf"s/{bare}\b/& {NOTE}/g", path]],
                    discard=True),
            Command("perl", [["perl", "-pe", f"s/{PATTERN}/$& {NOTE}/g", path]],
                    discard=True)]

    # The rows.

    def row_cbs(self):
        path = self._corpora.path("cbs")
        census = "rg -o | sort | uniq -c"
        return Row(
            "cbs", "CBS-like, a finding in 600 bytes",
            [self._wc(path), self._one_thread(path), self._summary(path),
             Command(census, [["rg", "-oNI", PATTERN, path], ["sort"],
                              ["uniq", "-c"]]),
             *self._counters(path)],
            [Check("hrscan summary --threads 1", "wc -l", at_most=0.8),
             Check("hrscan summary --threads 1", census, at_least=6),
             Check("hrscan summary", "wc -l", at_most=0.5),
             Check("hrscan summary --threads 1", "rg -c"),
             Check("hrscan summary --threads 1", "ugrep -c"),
             Check("hrscan summary --threads 1", "grep -c")])

    def row_sparse(self):
        path = self._corpora.path("sparse")
        return Row(
            "sparse", "the same, a finding in a MiB",
            [self._wc(path), self._one_thread(path), *self._counters(path)],
            [Check("hrscan summary --threads 1", "wc -l", at_most=0.7),
             Check("hrscan summary --threads 1", "rg -c"),
             Check("hrscan summary --threads 1", "ugrep -c"),
             Check("hrscan summary --threads 1", "grep -c")])

    def row_hostile(self):
        path = self._corpora.path("hostile")
        return Row(
            "hostile", "hostile: addresses, numbers, hashes",
            [self._wc(path), self._one_thread(path), *self._counters(path)],
            [Check("hrscan summary --threads 1", "wc -l", at_most=6),
             Check("hrscan summary --threads 1", "rg -c", at_most=1),
             Check("hrscan summary --threads 1", "ugrep -c"),
             Check("hrscan summary --threads 1", "grep -c")])

    def row_utf16(self):
        path = self._corpora.path("utf16")
        return Row("utf16", "CBS-like in UTF-16LE",
                   [self._wc(path), self._one_thread(path)],
                   [Check("hrscan summary --threads 1", "wc -l", at_most=1)])

    def row_annotate(self):
        path = self._corpora.path("cbs")
        return Row(
            "annotate", "CBS-like, to /dev/null",
            [Command("cat | cat", [["cat", path], ["cat"]], discard=True),
             self._annotate(path), self._ripgrep_rewriting(path),
             *self._editors(path)],
            [Check("hrscan annotate", "rg --passthru -r", at_least=10),
             Check("hrscan annotate", "sed", at_least=25),
             Check("hrscan annotate", "cat | cat", at_most=3),
             Check("hrscan annotate", "perl")])

    # Without the editors, which take seconds: some systems take pages out of
    # the cache that were not read for as long.
    def row_sample_annotate(self):
        path = self._corpora.path("sample")
        return Row(
            "sample-annotate", "samples/CBS.log repeated, to /dev/null",
            [self._annotate(path), self._ripgrep_rewriting(path)],
            [Check("hrscan annotate", "rg --passthru -r", at_least=8)])

    def row_pipe(self):
        path = self._corpora.path("cbs")
        summary = self._summary("-")
        return Row(
            "pipe", "CBS-like through a pipe",
            [Command("cat | wc -l", [["cat", path], ["wc", "-l"]]),
             Command("cat | hrscan summary -",
                     [["cat", path], summary.stages[0]])],
            [Check("cat | hrscan summary -", "cat | wc -l", at_most=1.2)])

    def row_gz(self):
        path = self._corpora.path("gz")
        return Row(
            "gz", "CBS-like, gzip",
            [Command("inflate (zlib)", [[self._inflate, path]]),
             self._summary(path),
             Command("gzip -dc", [["gzip", "-dc", path]], discard=True)],
            [Check("hrscan summary", "inflate (zlib)", at_most=1.15),
             Check("hrscan summary", "gzip -dc")])

    def row_tree(self):
        path = self._corpora.path("tree")
        return Row(
            "tree", "CBS-like in files of 52 KiB",
            [self._summary(path), *self._counters(path)[:1],
             Command("ugrep -rc", [["ugrep", "-rc", PATTERN, path]]),
             Command("grep -rc", [["grep", "-rcE", PATTERN, path]])],
            [Check("hrscan summary", "rg -c", at_most=1),
             Check("hrscan summary", "ugrep -rc"),
             Check("hrscan summary", "grep -rc")])

    def row_start(self):
        return Row(
            "start", "start-up",
            [Command("true", [["/bin/true"]], repeat=100),
             Command("hrscan explain",
                     [[self._program, "explain", "0x80070005"]], repeat=100)],
            [Check("hrscan explain", "true", at_most=3)])

    def row_sample(self):
        path = self._corpora.path("sample")
        return Row("sample", "samples/CBS.log repeated",
                   [self._wc(path), self._one_thread(path),
                    self._summary(path)],
                   [Check("hrscan summary --threads 1", "wc -l", at_most=1.5),
                    Check("hrscan summary", "wc -l")])

    def row_small_pages(self):
        path = self._corpora.path("small-pages")
        return Row("small-pages", "the same in small pages",
                   [self._wc(path), self._one_thread(path),
                    self._summary(path), self._annotate(path)],
                   [Check("hrscan summary --threads 1", "wc -l"),
                    Check("hrscan summary", "wc -l"),
                    Check("hrscan annotate", "wc -l")])

    def row_one_line(self):
        path = self._corpora.path("one-line")
        return Row("one-line", "the same in one line of twice the size",
                   [self._wc(path), self._one_thread(path)],
                   [Check("hrscan summary --threads 1", "wc -l", at_most=1.5)])

    def row_in_place(self):
        path = self._corpora.path("sample")
        work = os.path.join(self._corpora.folder, "in-place.log")
        copy = os.path.join(self._corpora.folder, "copy.log")

        # Both find as much memory that was free before a moment ago: a virtual
        # machine may have to ask its host for other.
        def fresh_work():
            shutil.copyfile(path, work)
            shutil.copyfile(path, copy)
            no_copy()

        def no_copy():
            remove(copy)
            os.sync()

        script = 'cp "$1" "$2" && sync "$2"'
        return Row(
            "in-place", "samples/CBS.log repeated, in place",
            [Command("cp; fsync", [["sh", "-c", script, "sh", path, copy]],
                     prepare=no_copy),
             Command("hrscan annotate -i",
                     [[self._program, "annotate", "-i", work]],
                     prepare=fresh_work)],
            [Check("hrscan annotate -i", "cp; fsync", at_most=1.3)],
            tidy=[work, copy])
