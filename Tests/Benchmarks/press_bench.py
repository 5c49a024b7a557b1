"""Printing a case motion on pleading paper as PDF, one thread: a file for each, and all in one volume. Then whole packets
as print jobs, on all processors."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import whole_bench
from table import progress, result

HERE = Path(__file__).resolve().parent
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 5))
# How many documents each side prints in a round: about a second's worth.
COUNTS = {"Vacatur": 2_000, "typst": 40, "weasyprint": 4}
GOALS = {"typst": 15, "weasyprint": 200}
MODES = {"each": "one PDF each", "volume": "one volume"}


def measure(table, work):
    data = work / "press"
    data.mkdir(parents=True, exist_ok=True)
    program = Path(".build/release/vacatur").resolve()
    page = data / "motion.html"
    progress("press: preparing")
    subprocess.run(
        [program, "preview", "case-motion", "--as-of", "2020-02-13", "--approve-as", "Dana Whitfield, 123456", "-o", page],
        check=True)
    python = [sys.executable, HERE / "press/press_python.py"]
    bench = Path(".build/release/vacatur-bench").resolve()
    rates = {}
    sizes = {}
    for round_number in range(ROUNDS):
        progress(f"press: round {round_number + 1} of {ROUNDS}")
        for mode in MODES:
            for name, count in COUNTS.items():
                command = [bench, "press", page, mode, count]
                if name != "Vacatur":
                    command = [*python, name, mode, page, count]
                measured = result(command)
                rates.setdefault((mode, name), []).append(measured["documents"] / measured["seconds"])
                sizes[mode, name] = measured["bytes"]
    for mode, label in MODES.items():
        for name, goal in GOALS.items():
            ratios = [ours / peer for ours, peer in zip(rates[mode, "Vacatur"], rates[mode, name])]
            table.ratio(f"print, {label}, one thread: Vacatur : {name}", ratios, at_least=goal)
    table.figure("print, size of one PDF with its fonts", sizes["each", "Vacatur"] / 1_000, " kB", at_most=40)
    middle = {key: sorted(values)[ROUNDS // 2] for key, values in rates.items()}
    table.note(
        "print: the case motion, of two or three pages; documents per second of processor time, "
        + "; ".join(
            f"{label}: " + ", ".join(f"{name} {middle[mode, name]:,.0f}" for name in COUNTS)
            for mode, label in MODES.items()) + ".")
    jobs(table, work)


def jobs(table, work):
    """What print jobs add to a whole run: the same run with and without them."""
    data = Path(os.environ.get("BENCH_FOLDER", work)).resolve() / "jobs"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    batch = whole_bench.sample(data, whole_bench.CASES)
    plain, printed, rates, peaks = [], [], [], []
    pages = documents = size = files = 0
    for round_number in range(whole_bench.ROUNDS):
        progress(f"press: print jobs, round {round_number + 1} of {whole_bench.ROUNDS}")
        for printing, runs in (("none", plain), ("jobs", printed)):
            finished, folder = whole_bench.generate(batch, data / printing, "zip", printing)
            runs.append(finished)
        manifests = [path.read_text() for path in folder.glob("*/manifest.xml")]
        found = [job for text in manifests for job in re.findall(r'<job .*?cases="(\d+)" pages="(\d+)".*? size="(\d+)"', text)]
        files, pages, size = len(found), sum(int(job[1]) for job in found), sum(int(job[2]) for job in found)
        # Motion, order and notice of each case; separators and papers are not counted.
        documents = 3 * sum(int(job[0]) for job in found)
        if documents < 2 * whole_bench.CASES:
            sys.exit(f"bench: only {documents:,} documents were printed")
        rates.append(documents / (printed[-1].processor - plain[-1].processor))
        peaks.append(printed[-1].peak)
    cores = os.cpu_count()
    table.figure(f"print jobs, peak memory of the whole run, {whole_bench.CASES:,} cases × 3 documents", max(peaks), " MB",
                 at_most=300)
    table.ratio(f"print jobs, processors busy in the whole run, of {cores}",
                [one.processor / one.seconds for one in printed], at_least=round(0.8 * cores, 2))
    middle = sorted(range(len(printed)), key=lambda index: printed[index].seconds)[len(printed) // 2]
    table.note(
        f"print jobs: {documents:,} documents of cases with their separators, {pages:,} pages in {files:,} files, "
        f"{size / 1e6:,.0f} MB; the whole run took {printed[middle].seconds:.1f} s, {plain[middle].seconds:.1f} s without "
        f"printing: {sorted(rates)[len(rates) // 2]:,.0f} documents per second of processor time.")
    shutil.rmtree(data)
