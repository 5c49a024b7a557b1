"""The one table that is printed, and how things are run for it."""
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Row:
    what: str
    figure: str
    spread: str
    goal: str
    verdict: str


class Table:
    def __init__(self):
        self.rows = []
        self.notes = []

    def ratio(self, what, ratios, at_least=None, at_most=None):
        """Adds a ratio, measured once in each round."""
        middle = statistics.median(ratios)
        spread = f"{low(min(ratios))}–{low(max(ratios))}" if len(ratios) > 1 else ""
        self.add(what, middle, f"{low(middle)}×", spread, "×", at_least, at_most)

    def figure(self, what, value, unit, at_least=None, at_most=None):
        self.add(what, value, f"{value:,.0f}{unit}", "", unit, at_least, at_most)

    def add(self, what, value, figure, spread, unit, at_least, at_most):
        goal = verdict = ""
        if at_least is not None:
            goal, verdict = f"≥ {at_least:,}{unit}", "met" if value >= at_least else "MISSED"
        if at_most is not None:
            goal, verdict = f"≤ {at_most:,}{unit}", "met" if value <= at_most else "MISSED"
        self.rows.append(Row(what, figure, spread, goal, verdict))

    def note(self, text):
        self.notes.append(text)

    def text(self, processors):
        head = Row("measured side by side", "median", "rounds", "goal", "")
        rows = [head] + self.rows
        columns = [[getattr(row, name) for row in rows] for name in Row.__dataclass_fields__]
        widths = [max(map(len, column)) for column in columns]
        lines = []
        for index, cells in enumerate(zip(*columns)):
            what, *others = (cell.ljust(width) if n == 0 else cell.rjust(width)
                             for n, (cell, width) in enumerate(zip(cells, widths)))
            lines.append("  ".join([what, *others]).rstrip())
            if index == 0:
                lines.append("─" * len(lines[0]))
        lines.append("")
        lines += [f"· {note}" for note in self.notes]
        lines.append(f"· {processors} processors; figures of one run on one machine: compare the ratios, not the rates.")
        return "\n".join(lines)


def low(number):
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


@dataclass
class Finished:
    output: str
    seconds: float  # by the clock on the wall
    processor: float  # user and system time
    peak: float  # MB of memory


def run(command, folder=None, quiet=False):
    """Runs a command to its end; anything but success ends the benchmark."""
    start = time.monotonic()
    errors = subprocess.DEVNULL if quiet else None
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=errors, cwd=folder) as process:
        output = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}\n{output[-2000:]}")
    return Finished(output, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def result(command):
    """Runs a command whose last line is a JSON object."""
    return json.loads(run(command).output.splitlines()[-1])


def progress(text):
    print(text, file=sys.stderr, flush=True)
