"""Measures Vacatur beside its peers, all in one run, and prints one table of ratios.

    bench.py [fill] [intake] [screen] [run] [press] [efile] [desk]     all of them when none is named

Every comparison alternates between the sides for several rounds; the ratio is the median of the rounds' own ratios, so
that a machine that slows down slows both sides. Run it by way of run.sh, which builds everything first.
"""
import os
import sys
from pathlib import Path

import desk_bench
import efile_bench
import fill_bench
import intake_bench
import press_bench
import screen_bench
import whole_bench
from table import Table


def main():
    sections = {"fill": fill_bench.measure, "intake": intake_bench.measure, "screen": screen_bench.measure,
                "run": whole_bench.measure, "press": press_bench.measure, "efile": efile_bench.measure,
                "desk": desk_bench.measure}
    wanted = sys.argv[1:] or list(sections)
    if unknown := set(wanted) - set(sections):
        sys.exit(f"bench.py: no section {', '.join(sorted(unknown))}; there are {', '.join(sections)}")
    work = Path(".build-bench").resolve()
    table = Table()
    for section in wanted:
        sections[section](table, work)
    print(table.text(os.cpu_count()))


main()
