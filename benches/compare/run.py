"""Times `compare` against the Python package rensa on the same folder of Chinese papers.

    python3 -m venv .venv && .venv/bin/pip install rensa
    .venv/bin/python benches/compare/run.py

Both are whole processes, from files to pairs. rensa is asked for pairs only; `compare` for the places of every
shared passage as well. Papers are generated (see generate.py), the same on every machine.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--papers", type=int, default=10_000)
    options.add_argument("--pairs", type=int, default=400, help="planted pairs, half whole papers, half passages")
    options.add_argument("--repeat", type=int, default=5)
    options.add_argument("--binary", type=Path, help="the example `pairs`, where it is built already")
    options = options.parse_args()
    binary = options.binary or build()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "papers"
        planted = generate.generate(folder, options.papers, options.pairs)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{options.papers} papers, {size / 1e6:.1f} MB, {len(planted)} planted pairs, {os.cpu_count()} cores")
        rensa = [sys.executable, HERE / "rensa_pairs.py", folder]
        ways = {"compare": [binary, folder], "rensa, tuned": [*rensa, "tuned"], "rensa, plain": [*rensa, "plain"]}
        results = measure(ways, options.repeat)
    report(results, planted)
    ratio = results["rensa, tuned"][0] / results["compare"][0]
    missed = [pair for pair in planted if not whole(pair, passages(results["compare"][2]))]
    return 0 if ratio >= 3 and not missed else 1


def build():
    command = ["cargo", "build", "--release", "--package", "compare", "--example", "pairs"]
    subprocess.run(command, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples" / "pairs"


def measure(ways, repeat):
    """Median seconds, all seconds, and output of each way; the ways take turns, after one round to warm up."""
    seconds, output = {way: [] for way in ways}, {}
    for turn in range(repeat + 1):
        for way, command in ways.items():
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
            if turn:
                seconds[way].append(time.perf_counter() - start)
            output[way] = done.stdout
            if turn == 0 and way == "compare":
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                print(f"compare: {peak:.0f} MB at most")
    return {way: (statistics.median(seconds[way]), seconds[way], output[way]) for way in ways}


def report(results, planted):
    fastest = results["compare"][0]
    for way, (median, seconds, output) in results.items():
        found = pairs(output)
        kinds = []
        for kind, flag in [("whole papers", True), ("passages", False)]:
            wanted = [(p["a"], p["b"]) for p in planted if p["whole"] == flag]
            hit = sum(tuple(sorted(pair)) in found for pair in wanted)
            kinds.append(f"{kind} {hit}/{len(wanted)}")
        other = len(found - {tuple(sorted((p["a"], p["b"]))) for p in planted})
        spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
        print(f"{way:13} {median:6.2f} s ({spread}), {median / fastest:4.1f}x; {', '.join(kinds)}; {other} others")
    places = passages(results["compare"][2])
    lines = sum(len(p["lines"]) for p in planted)
    hit = sum(held(p, pair, places) for p in planted for pair in p["lines"])
    print(f"compare: {hit} of {lines} planted paragraphs found at their places")


def pairs(output):
    return {tuple(line.split("\t")[:2]) for line in output.splitlines()}


def passages(output):
    """Lines that passages of each pair touch: {(a, b): (lines of a, lines of b)}."""
    places = {}
    for line in output.splitlines():
        a, b, _, _, in_a, in_b = line.split("\t")
        of_a, of_b = places.setdefault((a, b), (set(), set()))
        of_a.update(int(place.split(":")[0]) for place in in_a.split(";"))
        of_b.update(int(place.split(":")[0]) for place in in_b.split(";"))
    return places


def held(planted, lines, places):
    key, lines = (planted["a"], planted["b"]), tuple(lines)
    if key[0] > key[1]:
        key, lines = key[::-1], lines[::-1]
    of_a, of_b = places.get(key, (set(), set()))
    return lines[0] in of_a and lines[1] in of_b


def whole(planted, places):
    return all(held(planted, lines, places) for lines in planted["lines"])


if __name__ == "__main__":
    sys.exit(main())
