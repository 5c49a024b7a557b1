"""Printing a case motion on pleading paper as PDF, one thread: a file for each, and all in one volume."""
import os
import subprocess
import sys
from pathlib import Path

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
