#!/usr/bin/env python3
"""Times a whole `bihuan extract one.docx` against `pandoc one.docx -t plain`.

    apt-get install pandoc && pip install python-docx
    cargo build --release
    python3 benches/whole/run.py

Both are started anew for each round, in turn, so that what else the machine does meets both. pandoc only turns the
file into text; bihuan reads it, extracts, and draws the table. Prints medians in milliseconds and their ratio, and
exits with 1 where a promise is not kept.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import papers

ROOT = Path(__file__).resolve().parents[2]

# How the paper is written, and how many times faster the whole call is promised to be.
PAPERS = [("Word's normal styles", papers.as_word, 20), ("python-docx", papers.as_python_docx, 30)]


def milliseconds(command):
    """Time on the clock and time of the processor, of one call, from its start to its end."""
    command = [os.fspath(word) for word in command]
    null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    # Nothing of what the module subprocess does around a call is timed.
    call = os.posix_spawnp(command[0], command, os.environ, file_actions=null)
    _, status, used = os.wait4(call, 0)
    clock = time.perf_counter() - start
    if status:
        sys.exit(f"{command[0]} failed: {status}")
    return clock * 1000, (used.ru_utime + used.ru_stime) * 1000


def median(values, column):
    return statistics.median(value[column] for value in values)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=41)
    options.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "bihuan")
    options = options.parse_args()
    if not options.binary.exists():
        sys.exit(f"{options.binary} is missing: cargo build --release")
    kept = True
    with tempfile.TemporaryDirectory() as scratch:
        for name, write, promise in PAPERS:
            paper = Path(scratch) / "paper.docx"
            write(paper)
            ways = {"pandoc": ["pandoc", paper, "-t", "plain"], "bihuan": [options.binary, "extract", paper]}
            for command in ways.values():
                milliseconds(command)  # the first call finds cold caches
            times = {way: [] for way in ways}
            for _ in range(options.rounds):
                for way, command in ways.items():
                    times[way].append(milliseconds(command))
            clock, busy = ({way: median(values, n) for way, values in times.items()} for n in (0, 1))
            ratio = clock["pandoc"] / clock["bihuan"]
            kept &= ratio >= promise
            print(f"{name}, {paper.stat().st_size / 1e3:.0f} KB, {options.rounds} rounds, {os.cpu_count()} cores")
            for way in ways:
                print(f"  {way}: {clock[way]:.2f} ms, of the processor {busy[way]:.2f} ms")
            print(f"  {ratio:.1f} times faster (promised {promise})")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
