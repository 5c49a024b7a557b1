"""Reading batches: bytes to checked rows, one thread."""
import os
import subprocess
import sys
from pathlib import Path

from table import progress, result, run

HERE = Path(__file__).resolve().parent
CASES = int(os.environ.get("BENCH_INTAKE_CASES", 200_000))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 5))


def measure(table, work):
    data = work / "intake"
    data.mkdir(parents=True, exist_ok=True)
    bench = Path(".build/release/vacatur-bench").resolve()
    files = {}
    for name in ("csv", "jsonl", "xml"):
        progress(f"intake: sampling {name}")
        files[name] = data / f"sample.{name}"
        with open(files[name], "wb") as file:
            subprocess.run([bench, "sample", name, str(CASES), "19"], stdout=file, check=True)
    ours = {name: [] for name in files}
    python = {name: [] for name in files}
    lines = []
    for round_number in range(ROUNDS):
        progress(f"intake: round {round_number + 1} of {ROUNDS}")
        for name, file in files.items():
            ours[name].append(result([bench, "intake", name, file]))
            python[name].append(result([sys.executable, HERE / "intake_python.py", name, file])["seconds"])
        lines.append(run(["wc", "-l", files["csv"]]).processor)
    for name, label in (("csv", "csv.reader"), ("jsonl", "json.loads"), ("xml", "xml.etree iterparse")):
        ratios = [peer / mine["seconds"] for mine, peer in zip(ours[name], python[name])]
        table.ratio(f"intake, one thread: Vacatur : Python's {label}", ratios)
    ratios = [mine["seconds"] / max(peer, 1e-3) for mine, peer in zip(ours["csv"], lines)]
    table.ratio("intake, CSV: time of Vacatur : time of wc -l", ratios)
    megabytes = files["csv"].stat().st_size / 1e6
    table.figure("intake, CSV, one thread", max(megabytes / one["seconds"] for one in ours["csv"]), " MB/s", at_least=200)
    fastest = max(CASES / one["seconds"] for one in ours["jsonl"])
    table.figure("intake, JSON Lines, one thread", fastest, " cases/s", at_least=100_000)
    table.figure("intake, XML, one thread", max(CASES / one["seconds"] for one in ours["xml"]), " cases/s")
    rows = ours["csv"][0]["rows"]
    table.note(f"intake: {CASES:,} cases, {rows:,} rows, {megabytes:,.0f} MB of CSV, from file to checked values; "
               "the rates are the best round's, of processor time.")
