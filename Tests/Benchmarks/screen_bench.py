"""Screening: `vacatur screen` on a history file of the state, beside plain reading and beside a screening in Python."""
import csv
import itertools
import os
import shutil
import sys
from pathlib import Path

from table import progress, result, run
from whole_bench import remove, settle, vacatur

HERE = Path(__file__).resolve().parent
ROWS = int(os.environ.get("BENCH_ROWS", 1_030_000))
SMALL = ROWS // 10
ROUNDS = int(os.environ.get("BENCH_SCREEN_ROUNDS", 5))
AS_OF = "2019-07-01"
# Our goal is 40 times the rate of the reference program, which took as long as the Python program when both ran in turn.
GOAL = 40


def measure(table, work):
    data = Path(os.environ.get("BENCH_FOLDER", work)).resolve() / "screen"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    large, small = sample(data, ROWS), sample(data, SMALL)
    full, tenth, reads, counts, python = [], [], [], [], []
    for round_number in range(ROUNDS):
        progress(f"screen: round {round_number + 1} of {ROUNDS}, {ROWS:,} rows")
        reads.append(plain(work, "read", large))
        full.append(screen(large, data / "ours-large"))
        counts.append(plain(work, "count", large))
        tenth.append(screen(small, data / "ours"))
        python.append(result([sys.executable, HERE / "screen" / "screen_python.py", small, AS_OF, data / "python"]))
        if round_number == 0:
            compare(data)
    report(table, large.stat().st_size / 1e6, full, tenth, reads, counts, python)
    shutil.rmtree(data)


def report(table, megabytes, full, tenth, reads, counts, python):
    rates = [ROWS / one.seconds for one in full]
    table.ratio("screen: rows/s of Vacatur : a Python program with the same rules",
                [rate / (one["rows"] / one["seconds"]) for rate, one in zip(rates, python)], at_least=GOAL)
    table.ratio("screen: time of Vacatur : C that reads the file",
                [one.seconds / peer["seconds"] for one, peer in zip(full, reads)])
    table.ratio("screen: time of Vacatur : C that counts its lines and commas",
                [one.seconds / peer["seconds"] for one, peer in zip(full, counts)])
    table.ratio(f"screen, time of {ROWS:,} rows : {SMALL:,} rows",
                [one.seconds / less.seconds for one, less in zip(full, tenth)], at_most=10.5)
    table.figure(f"screen, {ROWS:,} rows", sorted(rates)[len(rates) // 2], " rows/s")
    table.figure(f"screen, peak memory, {SMALL:,} rows", max(one.peak for one in tenth), " MB", at_most=300)
    table.figure(f"screen, peak memory, {ROWS:,} rows", max(one.peak for one in full), " MB", at_most=300)
    slow = sorted(one["rows"] / one["seconds"] for one in python)[len(python) // 2]
    seconds = sorted(one.seconds for one in full)[len(full) // 2]
    table.note(f"screen: {ROWS:,} rows, {megabytes:,.0f} MB in {seconds:.2f} s: {megabytes / seconds:,.0f} MB/s; C reads at "
               f"{speed(megabytes, reads):,.0f} and counts at {speed(megabytes, counts):,.0f} MB/s, Python screens "
               f"{slow:,.0f} rows/s. Vacatur's time is that of the whole command, spreadsheets and docket included.")


def sample(data, rows):
    progress(f"screen: sampling {rows:,} rows")
    history = data / f"history-{rows}.csv"
    run([vacatur(), "sample", "--format", "doj", "--rows", rows, "--seed", 1961, "-o", history])
    return history


def screen(history, output):
    """One screening into a new folder with a new docket."""
    for path in [output, *output.parent.glob("docket.sqlite*")]:
        remove(path)
    settle()
    return run([vacatur(), "screen", history, "--county", "LOS ANGELES", "--rules", "los-angeles-2019", "--as-of", AS_OF,
                "--output", output], quiet=True)


def plain(work, mode, history):
    return result([work / "plain", mode, history])


def compare(data):
    """Ends the benchmark unless both programs found the same."""
    for name in ("all-rows.csv", "condensed.csv", "convictions.csv"):
        with (open(data / "ours" / name, encoding="utf-8", newline="") as ours,
              open(data / "python" / name, encoding="utf-8", newline="") as python):
            for number, (mine, other) in enumerate(itertools.zip_longest(csv.reader(ours), csv.reader(python)), 1):
                if mine != other:
                    sys.exit(f"bench: {name}, line {number}: Vacatur and the Python program do not say the same")


def speed(megabytes, peers):
    return megabytes / sorted(one["seconds"] for one in peers)[len(peers) // 2]
