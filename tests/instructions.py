#!/usr/bin/env python3
"""Counts the instructions that hrscan needs, and fails when they grow.

Unlike time, their number depends on neither the machine nor its load: the same
program does the same with the same log. callgrind runs `summary` and `annotate`
over 16 MiB of two corpora; more than 110 % of what tests/instructions.json has
recorded fails. After a change that is worth its price, and after one that makes
hrscan faster:

  tests/instructions.py build/hrscan build/tests/corpus/hrscan_corpus \\
      "GNU 12.2.0" --update

Where the figures cannot be held against the record - no valgrind, another
compiler, a processor without AVX2 - it says so and ends with status 77.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

RECORD = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "instructions.json")
SIZE = "16M"
CORPORA = ("cbs", "hostile")
COMMANDS = (("summary", "--threads", "1"), ("annotate", "--threads", "1"))
MOST = 1.10
WORTH_RECORDING = 0.95
SKIP = 77
# valgrind knows no AVX-512, so this is what hrscan chooses under it.
AVX2 = {"avx2", "bmi1", "bmi2", "fma", "f16c"}


def skip(why):
    print(f"instructions are not counted: {why}")
    sys.exit(SKIP)


def processor_flags():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
            for line in info:
                if line.startswith("flags"):
                    return set(line.split()[2:])
    except OSError:
        pass
    return set()


def count(command):
    """Instructions of a command, all of its libraries' with them."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or collected is None:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return int(collected[1])


def count_all(program, corpus_program):
    counts = {}
    with tempfile.TemporaryDirectory(prefix="hrscan-instructions-") as folder:
        for corpus in CORPORA:
            path = os.path.join(folder, corpus)
            subprocess.run([corpus_program, corpus, "1", SIZE, path],
                           check=True)
            for words in COMMANDS:
                counts[f"{words[0]} {corpus}"] = count([program, *words, path])
    return counts


def compare(recorded, counts):
    """Prints all counts; whether none has grown too much."""
    good = True
    print(f"{'':<20}{'instructions':>15}{'recorded':>15}{'share':>8}")
    for name, now in counts.items():
        before = recorded.get(name, 0)
        share = now / before if before else float("inf")
        note = ""
        if share > MOST:
            good = False
            note = "  too many"
        elif share < WORTH_RECORDING:
            note = "  fewer: record them with --update"
        print(f"{name:<20}{now:>15,}{before:>15,}{share:>8.3f}{note}")
    return good


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("program", help="hrscan, built for release")
    parser.add_argument("corpus", help="hrscan_corpus")
    parser.add_argument("compiler", help="name and version of the compiler")
    parser.add_argument("--update", action="store_true",
                        help="record what is counted now")
    args = parser.parse_args()
    if shutil.which("valgrind") is None:
        skip("valgrind is not installed")
    if not AVX2 <= processor_flags():
        skip("the record is of AVX2, which this processor has not")
    with open(RECORD, encoding="utf-8") as file:
        record = json.load(file)
    if not args.update and args.compiler != record["compiler"]:
        skip(f"the record is of {record['compiler']}, "
             f"this build of {args.compiler}")

    counts = count_all(args.program, args.corpus)
    good = compare(record["counts"], counts)
    if args.update:
        with open(RECORD, "w", encoding="utf-8") as file:
            json.dump({"compiler": args.compiler, "counts": counts}, file,
                      indent=2)
            file.write("\n")
        return
    if not good:
        sys.exit(f"more than {MOST:.0%} of the record; if it is worth it, "
                 "record it with --update")


if __name__ == "__main__":
    main()
